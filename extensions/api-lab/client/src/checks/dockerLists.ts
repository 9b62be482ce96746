import type { Area, Check } from "../check";
import type { LabClient } from "../client";
import { expectEqual, expectRejection, expectThat } from "../expect";
import { containerOf } from "../program";

const containers = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "docker.listContainers",
  title,
  run,
  trap,
});
const images = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "docker.listImages",
  title,
  run,
  trap,
});
const cli = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "docker.cli.exec",
  title,
  run,
  trap,
});

const list = (client: LabClient, options?: object) => client.docker.listContainers(options) as Promise<any[]>;
const nameOf = (container: any) => container.Names[0];

async function own(client: LabClient, options?: object): Promise<any> {
  return (await list(client, options)).find((container) => nameOf(container) === `/${containerOf(client)}`);
}

/** Runs with a container that was made and not started. */
async function withCreated(client: LabClient, body: (name: string) => Promise<void>) {
  const name = `lab-${Date.now()}`;
  await client.docker.cli.exec("create", [
    "--name",
    name,
    "--label",
    "lab=created",
    client.extension.image,
    "/lab",
    "report",
  ]);
  try {
    await body(`/${name}`);
  } finally {
    await client.docker.cli.exec("rm", ["-f", name]);
  }
}

const hasName = (found: any[], name: string) => found.some((container) => nameOf(container) === name);

/** Seconds since 1970 of about now, or of the last years. */
const isSeconds = (value: unknown) => typeof value === "number" && value > 1_000_000_000 && value < 10_000_000_000;

export const dockerLists: Area = {
  name: "Docker",
  checks: [
    containers(
      "is the engine's own list, the extension's containers among them",
      async ({ client }) => {
        const container = await own(client);
        expectThat(container !== undefined, "the extension's container", undefined, `/${containerOf(client)}`);
        expectThat(/^[0-9a-f]{64}$/.test(container.Id), "Id", container.Id, "64 digits");
        expectEqual("State", container.State, "running");
        expectThat(/^Up /.test(container.Status), "Status", container.Status, "Up …");
        for (const member of ["Image", "ImageID", "Command", "Labels", "HostConfig", "NetworkSettings", "Mounts"]) {
          expectThat(container[member] !== undefined, member, undefined, "a value");
        }
      },
      15,
    ),
    containers(
      "Created in seconds, Ports as a list",
      async ({ client }) => {
        const container = await own(client);
        expectThat(isSeconds(container.Created), "Created", container.Created, "seconds");
        expectThat(Array.isArray(container.Ports), "Ports", container.Ports, "a list");
      },
      15,
    ),
    containers("all", async ({ client }) => {
      await withCreated(client, async (name) => {
        expectEqual(
          "without and with",
          [hasName(await list(client), name), hasName(await list(client, { all: true }), name)],
          [false, true],
        );
      });
    }),
    containers("filters, as JSON text and as an object", async ({ client }) => {
      await withCreated(client, async (name) => {
        const filters = { status: ["created"], label: ["lab=created"] };
        const asText = await list(client, { all: true, filters: JSON.stringify(filters) });
        const asObject = await list(client, { all: true, filters });
        expectEqual("names", [asText.map(nameOf), asObject.map(nameOf)], [[name], [name]]);
      });
    }),
    containers("limit and size", async ({ client }) => {
      expectEqual("number of containers", (await list(client, { limit: 1 })).length, 1);
      expectThat(
        typeof (await own(client, { size: true })).SizeRootFs === "number",
        "SizeRootFs",
        undefined,
        "a number",
      );
      expectEqual("SizeRootFs without it", (await own(client)).SizeRootFs, undefined);
    }),
    containers("a filter that there is not is a rejection with the engine's words", async ({ client }) => {
      const error = await expectRejection(
        "filters",
        client.docker.listContainers({ filters: JSON.stringify({ nonsense: ["1"] }) }),
      );
      expectThat(
        /nonsense/.test(`${error.message} ${error.detail}`),
        "the rejection",
        error,
        "an Error that names the filter",
      );
    }),
    images(
      "is the engine's own list",
      async ({ client }) => {
        const found = (await client.docker.listImages()) as any[];
        const image = found.find((one) => one.RepoTags?.includes(client.extension.image));
        expectThat(
          image !== undefined,
          "the extension's image",
          found.map((one) => one.RepoTags),
          client.extension.image,
        );
        expectThat(/^sha256:[0-9a-f]{64}$/.test(image.Id), "Id", image.Id, "sha256:…");
        expectThat(
          isSeconds(image.Created) && image.Size > 0,
          "Created and Size",
          [image.Created, image.Size],
          "seconds and bytes",
        );
      },
      15,
    ),
    images("filters and all", async ({ client }) => {
      const reference = client.extension.image;
      const filtered = (await client.docker.listImages({
        filters: JSON.stringify({ reference: [reference] }),
      })) as any[];
      expectEqual(
        "names",
        filtered.flatMap((one) => one.RepoTags),
        [reference],
      );
      const all = (await client.docker.listImages({ all: true, digests: true })) as any[];
      expectThat(all.length >= filtered.length, "number of images", all.length, `at least ${filtered.length}`);
    }),
    cli(
      "works with the extension's engine, whatever the environment names",
      async ({ client }) => {
        const id = async (env?: Record<string, string>) =>
          (await client.docker.cli.exec("info", ["--format", "{{.ID}}"], { env })).stdout;
        const engine = await id();
        expectEqual("with DOCKER_HOST", await id({ DOCKER_HOST: "unix:///no/such.sock" }), engine);
        expectEqual("with DOCKER_CONTEXT", await id({ DOCKER_CONTEXT: "no-such-context" }), engine);
      },
      26,
    ),
    cli("the extension's containers are in docker ps", async ({ client }) => {
      const names = (await client.docker.cli.exec("ps", ["--format", "{{.Names}}"])).lines();
      expectThat(names.includes(containerOf(client)), "names", names, containerOf(client));
    }),
    cli(
      "an engine's refusal is a failure with its words",
      async ({ client }) => {
        const error = await expectRejection("stop", client.docker.cli.exec("stop", ["lab-no-such-container"]));
        expectThat(
          error.code === 1 && /no such container/i.test(error.stderr),
          "code and stderr",
          [error.code, error.stderr],
          "1 and docker's words",
        );
        expectThat(/^docker stop /.test(error.cmd), "cmd", error.cmd, "docker stop …");
      },
      6,
    ),
    cli("copies files out of the extension's container", async ({ client }) => {
      const { stdout } = await client.docker.cli.exec("cp", [`${containerOf(client)}:/metadata.json`, "-"]);
      expectThat(stdout.includes('"composefile"'), "the archive", stdout, "metadata.json");
    }),
  ],
};
