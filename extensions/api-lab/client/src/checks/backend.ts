import type { Area, Check } from "../check";
import type { LabClient } from "../client";
import { expectEqual, expectIncludes, expectRejection, expectThat } from "../expect";
import { containerOf, places, projectOf, reportOf, runLab } from "../program";

async function inspect(client: LabClient, container: string): Promise<any> {
  return (await client.docker.cli.exec("inspect", [container])).parseJsonObject()[0];
}

/** The container of the second service, which compose names. */
async function companion(client: LabClient): Promise<string> {
  const filters = {
    label: [`com.docker.compose.project=${projectOf(client)}`, "com.docker.compose.service=companion"],
  };
  const found = (await client.docker.listContainers({ filters: JSON.stringify(filters) })) as any[];
  expectEqual("containers of the second service", found.length, 1);
  return found[0].Id;
}

const vm = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "extension.vm.cli.exec",
  title,
  run,
  trap,
});
const made = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "compose backend",
  title,
  run,
  trap,
});
const host = (title: string, run: Check["run"], trap?: number): Check => ({
  member: "extension.host.cli.exec",
  title,
  run,
  trap,
});

export const backend: Area = {
  name: "Backend and binaries",
  checks: [
    vm(
      "runs in the author's first service, which is not the first of the alphabet",
      async ({ client }) => {
        expectEqual("LAB_SERVICE", (await reportOf(client, places.vm, [])).env.LAB_SERVICE, "web");
      },
      10,
    ),
    vm("has the container's own folder and user", async ({ client }) => {
      const { cwd, user } = await reportOf(client, places.vm, []);
      expectEqual("folder and user", [cwd, user], ["/srv/work", 0]);
    }),
    made(
      "the first service's container has Docker Desktop's name",
      async ({ client }) => {
        expectEqual("name", (await inspect(client, containerOf(client))).Name, `/${containerOf(client)}`);
      },
      11,
    ),
    made(
      "project and labels are Docker Desktop's",
      async ({ client }) => {
        for (const container of [containerOf(client), await companion(client)]) {
          const labels = (await inspect(client, container)).Config.Labels;
          expectEqual("project", labels["com.docker.compose.project"], projectOf(client));
          expectEqual("mark", labels["com.docker.desktop.extension"], "true");
          expectEqual("name", labels["com.docker.desktop.extension.name"], "API Lab");
        }
      },
      11,
    ),
    made(
      "volumes and networks have the project's name before their own",
      async ({ client }) => {
        const volumes = await client.docker.cli.exec("volume", ["ls", "--format", "{{.Name}}"]);
        expectThat(
          volumes.lines().includes(`${projectOf(client)}_data`),
          "volumes",
          volumes.lines(),
          `${projectOf(client)}_data`,
        );
        const networks = await client.docker.cli.exec("network", ["ls", "--format", "{{.Name}}"]);
        expectThat(
          networks.lines().includes(`${projectOf(client)}_default`),
          "networks",
          networks.lines(),
          `${projectOf(client)}_default`,
        );
      },
      11,
    ),
    made("every service is started again whenever it ends", async ({ client }) => {
      for (const container of [containerOf(client), await companion(client)]) {
        expectEqual("policy", (await inspect(client, container)).HostConfig.RestartPolicy.Name, "always");
      }
    }),
    made(
      "every service has /run/guest-services, which everybody may write to",
      async ({ client }) => {
        for (const container of [containerOf(client), await companion(client)]) {
          const result = await client.docker.cli.exec("exec", [container, "stat", "-c", "%a", "/run/guest-services"]);
          expectThat(/777$/.test(result.stdout.trim()), "mode", result.stdout, "777");
        }
      },
      12,
    ),
    made("services share the volume and see each other by name", async ({ client }) => {
      const other = await companion(client);
      await client.extension.vm!.cli.exec("sh", ["-c", "'echo shared > /data/shared'"]);
      expectEqual(
        "what the other reads",
        (await client.docker.cli.exec("exec", [other, "cat", "/data/shared"])).stdout,
        "shared\n",
      );
      const networks: any[] = Object.values((await inspect(client, containerOf(client))).NetworkSettings.Networks);
      const found = await client.docker.cli.exec("exec", [other, "sh", "-c", "'nslookup web 2>&1; true'"]);
      expectIncludes("nslookup web", found.stdout, networks[0].IPAddress);
    }),
    made(
      "DESKTOP_PLUGIN_IMAGE is the image with its tag, everywhere in the file",
      async ({ client }) => {
        const { env } = await reportOf(client, places.vm, []);
        expectEqual("LAB_IMAGE", env.LAB_IMAGE, client.extension.image);
        expectEqual("image", (await inspect(client, await companion(client))).Config.Image, client.extension.image);
      },
      27,
    ),
    made("host.docker.internal is known", async ({ client }) => {
      expectIncludes(
        "/etc/hosts",
        (await client.extension.vm!.cli.exec("cat", ["/etc/hosts"])).stdout,
        "host.docker.internal",
      );
    }),
    made(
      "docker.sock.raw is the engine's socket",
      async ({ client }) => {
        expectEqual("_ping", (await runLab(client, places.vm, ["ask", "/var/run/engine.sock", "/_ping"])).stdout, "OK");
      },
      34,
    ),
    made(
      "no port is opened for it",
      async ({ client }) => {
        for (const container of [containerOf(client), await companion(client)]) {
          expectEqual(
            "published",
            Object.values((await inspect(client, container)).NetworkSettings.Ports ?? {}).filter(Boolean),
            [],
          );
        }
      },
      31,
    ),
    made(
      "an image that asks for API version 0.3.4 is served by a later one",
      async ({ client }) => {
        const labels = (await client.docker.cli.exec("image", ["inspect", client.extension.image])).parseJsonObject()[0]
          .Config.Labels;
        expectEqual("label", labels["com.docker.desktop.extension.api.version"], "0.3.4");
      },
      17,
    ),
    {
      member: "extension.image",
      title: "is the whole reference with its tag, and can be run",
      async run({ client }) {
        expectThat(
          /^[^:]+(:\d+\/[^:]+)?:[^:/]+$/.test(client.extension.image),
          "image",
          client.extension.image,
          "a name and a tag",
        );
        const result = await client.docker.cli.exec("run", [
          "--rm",
          "--network",
          "none",
          client.extension.image,
          "/lab",
          "report",
          "ran",
        ]);
        expectEqual("arguments", result.parseJsonObject().args, ["ran"]);
      },
    },
    host("runs scripts, which find their siblings", async ({ client }) => {
      expectEqual(
        "arguments",
        (await client.extension.host!.cli.exec("where.sh", ["a b", "'c d'"])).parseJsonObject().args,
        ["script", "a", "b", "c d"],
      );
    }),
    host("has the environment of the host", async ({ client }) => {
      const { env } = await reportOf(client, places.host, []);
      expectThat(Boolean(env.HOME) && Boolean(env.PATH), "HOME and PATH", [env.HOME, env.PATH], "values");
    }),
    ...["/bin/ls", "ls", "../host/lab", "./lab", "sh", "lab/../lab"].map((name) =>
      host(`"${name}" is not among its programs`, async ({ client }) => {
        const error = await expectRejection(name, client.extension.host!.cli.exec(name, []));
        expectThat(
          /not found/i.test(error.message) && typeof error.stderr === "string",
          "the rejection",
          error,
          "a message that says it was not found",
        );
      }),
    ),
  ],
};
