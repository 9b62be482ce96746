// ddClient is there before the first script of the page runs. What it can do:
// https://docs.docker.com/extensions/extensions-sdk/

const answer = document.getElementById("answer");

async function count() {
  try {
    const result = await ddClient.extension.vm.cli.exec("./count.sh", []);
    answer.textContent = `The backend has counted to ${result.stdout.trim()}.`;
  } catch (problem) {
    answer.textContent = "The backend did not answer.";
    console.error(problem.stderr || problem.message);
  }
}

document.getElementById("count").addEventListener("click", count);
count();
