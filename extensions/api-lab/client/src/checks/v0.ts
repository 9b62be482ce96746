import type { Area, Bench, Check } from "../check";
import type { LabClient, SpawnCallback } from "../client";
import { expectEqual, expectRejection, expectThat, within } from "../expect";
import { containerOf } from "../program";

const row = (member: string, title: string, run: Check["run"]): Check => ({ member, title, run });

/** What the callback of a spawn was told, until the exit code. */
function spawned(
  start: (callback: SpawnCallback) => unknown,
): Promise<{ stdout: string; stderr: string; code: unknown; errors: unknown[] }> {
  const log = { stdout: "", stderr: "", code: undefined as unknown, errors: [] as unknown[] };
  return within(
    10_000,
    "the exit code",
    new Promise((resolve) => {
      start((data, error) => {
        log.stdout += data.stdout ?? "";
        log.stderr += data.stderr ?? "";
        if (error) {
          log.errors.push(error);
        }
        if (data.code !== undefined) {
          log.code = data.code;
          resolve(log);
        }
      });
    }),
  );
}

const spawnRow = (member: string, start: (client: LabClient, words: string[], callback: SpawnCallback) => unknown) =>
  row(member, "calls back with both outputs, at last with the code", async ({ client }) => {
    const log = await spawned((callback) => start(client, ["run", "line:one", "errline:two", "exit:3"], callback));
    expectEqual("what came", log, { stdout: "one\n", stderr: "two\n", code: 3, errors: [] });
  });

const services = (["get", "post", "put", "patch", "delete"] as const).map((method) =>
  row(`backend.${method}`, "is as vm.service", async ({ client }) => {
    const heard: any = await (client.backend as any)[method](
      "/echo",
      method === "get" || method === "delete" ? undefined : { a: 1 },
    );
    expectEqual("method", heard.method, method.toUpperCase());
  }),
);

const toasts = (["toastSuccess", "toastWarning", "toastError"] as const).map(
  (member): Check => ({
    member,
    title: "is seen",
    needsAnswer: true,
    async run({ client, ask }: Bench) {
      client[member](`${member} says so`);
      const text = `Did a toast say "${member} says so"?`;
      expectThat(await ask({ kind: "toast", detail: `${member} says so`, text }), text, "no", "yes");
    },
  }),
);

/** Those that lead to what is not there. */
const refused: [string, unknown[]][] = [
  ["navigateToContainer", ["nope"]],
  ["navigateToContainerLogs", ["nope"]],
  ["navigateToContainerInspect", ["nope"]],
  ["navigateToContainerStats", ["nope"]],
  ["navigateToImage", [`sha256:${"0".repeat(64)}`, "latest"]],
  ["navigateToVolume", ["nope"]],
];

/** What each is a former name of. Where it leads is not tried: it would leave this page. */
const renamed: Record<string, string> = {
  navigateToContainers: "viewContainers",
  navigateToContainer: "viewContainer",
  navigateToContainerLogs: "viewContainerLogs",
  navigateToContainerInspect: "viewContainerInspect",
  navigateToContainerStats: "viewContainerStats",
  navigateToImages: "viewImages",
  navigateToImage: "viewImage",
  navigateToVolumes: "viewVolumes",
  navigateToVolume: "viewVolume",
};

export const v0: Area = {
  name: "First version",
  checks: [
    ...services,
    row("backend.head", "is as vm.service", async ({ client }) => {
      await client.backend!.head("/json");
      expectEqual("statusCode", (await expectRejection("HEAD /no", client.backend!.head("/no"))).statusCode, 404);
    }),
    row("backend.request", "is as vm.service", async ({ client }) => {
      const heard: any = await client.backend!.request({ url: "/echo", method: "POST", headers: {}, data: "words" });
      expectEqual("method and body", [heard.method, heard.body], ["POST", "words"]);
    }),
    row("backend.execInContainer", "runs a line in any container", async ({ client }) => {
      const result: any = await client.backend!.execInContainer(containerOf(client), "/lab report one 'two three'");
      expectEqual("arguments", result.parseJsonObject().args, ["one", "two three"]);
    }),
    row("backend.execInVMExtension", "runs a line in the backend", async ({ client }) => {
      const result: any = await client.backend!.execInVMExtension('/lab report one "two three"');
      expectEqual("arguments", result.parseJsonObject().args, ["one", "two three"]);
      const error = await expectRejection("exit 3", client.backend!.execInVMExtension("/lab run errline:bad exit:3"));
      expectEqual("code and stderr", [error.code, error.stderr], [3, "bad\n"]);
    }),
    spawnRow("backend.spawnInVMExtension", (client, words, callback) =>
      client.backend!.spawnInVMExtension("/lab", words, callback),
    ),
    spawnRow("spawnInVMExtension", (client, words, callback) => client.spawnInVMExtension("/lab", words, callback)),
    row("execHostCmd", "runs a line of the extension's own program", async ({ client }) => {
      const result: any = await client.execHostCmd("lab report one 'two three'");
      expectEqual("arguments", result.parseJsonObject().args, ["one", "two three"]);
    }),
    spawnRow("spawnHostCmd", (client, words, callback) => client.spawnHostCmd("lab", words, callback)),
    row("spawnHostCmd", "an error comes with data that can be looked into", async ({ client }) => {
      const told = new Promise<unknown[]>((resolve) => {
        client.spawnHostCmd("none", [], (data, error) => {
          const outputs = [data.stdout ?? "", data.stderr ?? ""];
          if (error) {
            resolve([...outputs, error instanceof Error]);
          }
        });
      });
      expectEqual("outputs and error", await within(10_000, "the error", told), ["", "", true]);
    }),
    row("execDockerCmd", "takes a whole line, or a command and its arguments", async ({ client }) => {
      const line: any = await client.execDockerCmd(`exec ${containerOf(client)} /lab report one 'two three'`);
      expectEqual("arguments", line.parseJsonObject().args, ["one", "two three"]);
      const rest: any = await client.execDockerCmd("exec", containerOf(client), "/lab", "report", "one");
      expectEqual("arguments", rest.parseJsonObject().args, ["one"]);
    }),
    row("execDockerCmd", "leaves out arguments that have no value", async ({ client }) => {
      const none = undefined as unknown as string;
      const result: any = await client.execDockerCmd("exec", none, containerOf(client), "/lab", "report", none, "one");
      expectEqual("arguments", result.parseJsonObject().args, ["one"]);
    }),
    spawnRow("spawnDockerCmd", (client, words, callback) =>
      client.spawnDockerCmd("exec", [containerOf(client), "/lab", ...words], callback),
    ),
    row("listContainers", "is as docker.listContainers", async ({ client }) => {
      const found: any = await client.listContainers({ limit: 1 } as never);
      expectEqual("number of containers", found.length, 1);
    }),
    row("listImages", "is as docker.listImages", async ({ client }) => {
      const found: any = await client.listImages({} as never);
      expectThat(
        found.some((image: any) => image.RepoTags?.includes(client.extension.image)),
        "images",
        found,
        client.extension.image,
      );
    }),
    ...toasts,
    ...refused.map(([member, args]) =>
      row(member, "rejects for what is not there", async ({ client }) => {
        await expectRejection(member, (client as any)[member](...args));
      }),
    ),
    ...Object.entries(renamed).map(([member, view]) =>
      row(member, `is desktopUI.navigate.${view}`, ({ client }) => {
        const former = (client as any)[member];
        const isIt = typeof former === "function" && former === (client.desktopUI.navigate as any)[view];
        expectThat(isIt, member, former, `desktopUI.navigate.${view}`);
      }),
    ),
    row("navigateToDevEnvironments", "does nothing, and does not fail", async ({ client }) => {
      await client.navigateToDevEnvironments();
    }),
    {
      member: "openExternal",
      title: "opens the browser",
      needsAnswer: true,
      async run({ client, ask }) {
        const url = "https://lab.example/first-version";
        client.openExternal(url);
        expectThat(
          await ask({ kind: "opened", detail: url, text: `Did ${url} open in the browser?` }),
          "the browser",
          "no",
          "yes",
        );
      },
    },
  ],
};
