// ddClient is there before the first script of the page runs. What it can do:
// https://docs.docker.com/extensions/extensions-sdk/

const summary = document.getElementById("summary");
const list = document.getElementById("containers");

async function refresh() {
  try {
    const containers = await ddClient.docker.listContainers();
    summary.textContent = `Containers that run: ${containers.length}`;
    list.replaceChildren(
      ...containers.map((container) => {
        const item = document.createElement("li");
        item.textContent = `${container.Names[0]} (${container.Image})`;
        return item;
      }),
    );
  } catch (problem) {
    summary.textContent = "The engine did not answer.";
    console.error(problem.message);
  }
}

document.getElementById("refresh").addEventListener("click", refresh);
refresh();
