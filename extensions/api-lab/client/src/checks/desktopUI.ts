import type { Area, Bench, Check } from "../check";
import { expectEqual, expectRejection, expectThat } from "../expect";
import type { Question } from "../questions";

async function confirm({ ask }: Bench, kind: Question["kind"], detail: string, text: string) {
  expectThat(await ask({ kind, detail, text }), text, "no", "yes");
}

const toasts = (["success", "warning", "error"] as const).map(
  (kind): Check => ({
    member: `desktopUI.toast.${kind}`,
    title: "is seen",
    needsAnswer: true,
    async run(bench) {
      const text = `${kind}: <b>words</b> größer als 日本語`;
      expectEqual("what it returns", bench.client.desktopUI.toast[kind](text), undefined);
      await confirm(bench, "toast", text, `Did a ${kind} toast say "${text}"?`);
    },
  }),
);

const dialog = (title: string, run: Check["run"]): Check => ({
  member: "desktopUI.dialog.showOpenDialog",
  title,
  needsAnswer: true,
  run,
});

/** What a dialog gives while somebody does what the question says. */
async function choose(bench: Bench, options: object | undefined, kind: Question["kind"], text: string): Promise<any> {
  const result = bench.client.desktopUI.dialog.showOpenDialog(options);
  const answered = bench.ask({ kind, detail: "", text });
  const chosen = await result;
  expectThat(await answered, text, "no", "yes");
  return chosen;
}

/** Views of what is not there: the page must stay. */
const views: [string, unknown[]][] = [
  ["viewContainer", ["nope"]],
  ["viewContainerLogs", ["nope"]],
  ["viewContainerInspect", ["nope"]],
  ["viewContainerTerminal", ["nope"]],
  ["viewContainerStats", ["nope"]],
  ["viewImage", [`sha256:${"0".repeat(64)}`, "latest"]],
  ["viewVolume", ["nope"]],
];

export const desktopUI: Area = {
  name: "Desktop",
  checks: [
    ...toasts,
    {
      member: "desktopUI.toast.error",
      title: "takes what is no text",
      trap: 30,
      needsAnswer: true,
      async run(bench) {
        const { toast } = bench.client.desktopUI as any;
        toast.error(undefined);
        toast.error({ a: 1 });
        toast.error(new Error("words of an error"));
        await confirm(bench, "toast", "words of an error", 'Did an error toast say "words of an error"?');
      },
    },
    dialog("cancelled is no rejection", async (bench) => {
      const result = await choose(bench, { properties: ["openFile"] }, "open-dialog-cancel", "Cancel the dialog");
      expectEqual("canceled and filePaths", [result.canceled, result.filePaths], [true, []]);
    }),
    dialog("without options it is one file", async (bench) => {
      const result = await choose(bench, undefined, "open-dialog-file", "Choose a file");
      expectEqual("canceled", result.canceled, false);
      expectEqual("number of paths", result.filePaths.length, 1);
      expectThat(result.filePaths[0].startsWith("/"), "path", result.filePaths[0], "an absolute path");
    }),
    dialog("multiSelections and filters: several files", async (bench) => {
      const options = {
        title: "Several",
        buttonLabel: "Take",
        filters: [
          { name: "Texts", extensions: ["txt"] },
          { name: "All", extensions: ["*"] },
        ],
        properties: ["openFile", "multiSelections"],
      };
      const result = await choose(bench, options, "open-dialog-files", "Choose two files");
      expectEqual("canceled and number of paths", [result.canceled, result.filePaths.length], [false, 2]);
    }),
    dialog("openDirectory: a folder", async (bench) => {
      const result = await choose(
        bench,
        { defaultPath: "/tmp", properties: ["openDirectory", "createDirectory"] },
        "open-dialog-folder",
        "Choose a folder",
      );
      expectEqual("canceled and number of paths", [result.canceled, result.filePaths.length], [false, 1]);
    }),
    ...views.map(
      ([view, args]): Check => ({
        member: `desktopUI.navigate.${view}`,
        title: "rejects for what is not there, and the page stays",
        async run({ client }) {
          const error = await expectRejection(view, (client.desktopUI.navigate as any)[view](...args));
          expectThat(error instanceof Error && error.message !== "", "the rejection", error, "an Error with a message");
        },
      }),
    ),
    {
      member: "desktopUI.navigation",
      title: "is desktopUI.navigate by its former name",
      run({ client }) {
        const { navigate, navigation } = client.desktopUI as any;
        expectThat(navigation === navigate, "desktopUI.navigation", navigation, "desktopUI.navigate");
      },
    },
    {
      member: "desktopUI.navigate.viewDevEnvironments",
      title: "does nothing, and does not fail",
      async run({ client }) {
        await client.desktopUI.navigate.viewDevEnvironments();
      },
    },
    {
      member: "host.openExternal",
      title: "opens http and https in the browser",
      needsAnswer: true,
      async run(bench) {
        for (const url of ["https://lab.example/a?b=c#d", "http://lab.example/"]) {
          expectEqual("what it returns", bench.client.host.openExternal(url), undefined);
          await confirm(bench, "opened", url, `Did ${url} open in the browser?`);
        }
      },
    },
    {
      member: "host.openExternal",
      title: "opens nothing else",
      trap: 30,
      needsAnswer: true,
      async run(bench) {
        for (const url of ["file:///etc/passwd", "javascript:alert(1)", "/etc/passwd", "vscode://x", "", undefined]) {
          bench.client.host.openExternal(url as string);
        }
        await confirm(bench, "nothing-opened", "", "Is it so that nothing opened?");
      },
    },
  ],
};
