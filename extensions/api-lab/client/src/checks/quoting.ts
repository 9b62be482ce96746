import type { Area, Check } from "../check";
import { expectEqual, expectThat } from "../expect";
import type { Place } from "../program";
import { places, reportOf } from "../program";
import { streamLab, textOf } from "../streams";

const object = { a: "b c", d: '"' };

/** What extensions pass to the promise form, and what the command gets: the line is split as a shell does, and no more. */
const asPromise: [string, string[], string[]][] = [
  ["double quotes around a template", ['"{{json .}}"'], ["{{json .}}"]],
  ["quotes of both kinds around a template", ["'{{json .}}'"], ["{{json .}}"]],
  ["a template without quotes", ["{{json .}}"], ["{{json .}}"]],
  ["a template within words", ["--format={{ .ID }} {{ .Names }}"], ["--format={{ .ID }} {{ .Names }}"]],
  ["quotes in the middle", ["jsonpath='{.data}'"], ["jsonpath={.data}"]],
  ["a value in double quotes", ['custom-columns=":metadata.name"'], ["custom-columns=:metadata.name"]],
  ["JSON in single quotes", [`'${JSON.stringify(object)}'`], [JSON.stringify(object)]],
  ["JSON with escaped quotes", [JSON.stringify({ a: "b" }).replaceAll('"', '\\"')], ['{"a":"b"}']],
  ["escapes in double quotes", ['"say \\"hi\\" for \\$5"'], ['say "hi" for $5']],
  ["blanks at the end", ["-v=vol:/mnt "], ["-v=vol:/mnt"]],
  ["an empty argument", ["a", "", "b"], ["a", "b"]],
  ["two words in one argument", ["a b"], ["a", "b"]],
  ["a single quote alone", ["it's"], ["it's"]],
  ["variables, globs and homes", ["$HOME", "*", "~", "${PATH}"], ["$HOME", "*", "~", "${PATH}"]],
  [
    "what a shell would run",
    ["$(id)", "`id`", ";", "id", "|", "id", "&&", "id", ">", "/tmp/lab-ran"],
    ["$(id)", "`id`", ";", "id", "|", "id", "&&", "id", ">", "/tmp/lab-ran"],
  ],
  ["characters of several bytes", ["日本語", "'größer als'"], ["日本語", "größer als"]],
];

const promiseRow =
  (place: Place) =>
  ([title, given, expected]: [string, string[], string[]]): Check => ({
    member: `${place.member} arguments`,
    title,
    trap: 3,
    async run({ client }) {
      expectEqual("arguments", (await reportOf(client, place, given)).args, expected);
    },
  });

/** The streaming form: as they are, but for one pair of quotes around the whole of one. */
const asStream: [string, string[], string[]][] = [
  ["a template with blanks", ["{{ json . }}"], ["{{ json . }}"]],
  [
    "blanks, variables and what a shell would run",
    ["a b", "$HOME", ";", "$(id)", "it's"],
    ["a b", "$HOME", ";", "$(id)", "it's"],
  ],
  ["quotes around the whole", ['"a b"', "'c d'"], ["a b", "c d"]],
  ["quotes in the middle", ['a="b"', "jsonpath='{.data}'"], ['a="b"', "jsonpath='{.data}'"]],
];

const streamRow =
  (place: Place) =>
  ([title, given, expected]: [string, string[], string[]]): Check => ({
    member: `${place.member} arguments`,
    title: `stream: ${title}`,
    trap: 4,
    async run({ client }) {
      const log = await streamLab(client, place, ["report", ...given]);
      expectEqual("arguments", JSON.parse(textOf(log, "stdout")).args, expected);
    },
  });

const inShell: [string, string[], string][] = [
  ["a script in double quotes", ["-c", '"echo one; echo two;"'], "one\ntwo\n"],
  [
    "a script in single quotes",
    ["-c", "'[ -f /metadata.json ] && cat /no/such/file 2>/dev/null || echo three'"],
    "three\n",
  ],
  ["a script that redirects", ["-c", "'echo four > /tmp/lab-four; cat /tmp/lab-four'"], "four\n"],
];

export const quoting: Area = {
  name: "Arguments",
  checks: [
    ...asPromise.map(promiseRow(places.vm)),
    ...asPromise.map(promiseRow(places.host)),
    ...asStream.map(streamRow(places.vm)),
    ...asStream.map(streamRow(places.host)),
    ...inShell.map(
      ([title, args, output]): Check => ({
        member: "extension.vm.cli.exec arguments",
        title: `sh -c: ${title}`,
        trap: 3,
        async run({ client }) {
          expectEqual("stdout", (await client.extension.vm!.cli.exec("sh", args)).stdout, output);
        },
      }),
    ),
    {
      member: "extension.vm.cli.exec arguments",
      title: "several words in the command",
      trap: 3,
      async run({ client }) {
        const result = await client.extension.vm!.cli.exec("/lab report one 'two three'", []);
        expectEqual("arguments", result.parseJsonObject().args, ["one", "two three"]);
      },
    },
    {
      member: "extension.vm.cli.exec arguments",
      title: "nothing is run by a shell on the way",
      trap: 4,
      async run({ client }) {
        await client.extension.vm!.cli.exec("/lab; touch /tmp/lab-injected", ["report"]).catch(() => undefined);
        await client.extension.vm!.cli.exec("/lab", [
          "report",
          "; touch /tmp/lab-injected",
          "$(touch /tmp/lab-injected)",
        ]);
        const found = await client.extension.vm!.cli.exec("ls", ["/tmp"]);
        expectThat(!found.stdout.includes("lab-injected"), "/tmp", found.stdout, "no lab-injected");
      },
    },
    {
      member: "docker.cli.exec arguments",
      title: "--format with quotes within quotes, read as JSON",
      trap: 3,
      async run({ client }) {
        for (const format of ['"{{json .}}"', "'{{json .}}'", "{{json .}}", '"{{ json . }}"']) {
          const images = (await client.docker.cli.exec("images", ["--format", format])).parseJsonLines();
          expectThat(
            images.some((image) => client.extension.image === `${image.Repository}:${image.Tag}`),
            format,
            images,
            "the extension's image",
          );
          const info = (await client.docker.cli.exec("info", ["--format", format])).parseJsonObject();
          expectThat(typeof info.ID === "string", `info --format ${format}`, info, "an object with ID");
        }
      },
    },
    {
      member: "docker.cli.exec arguments",
      title: "--filter and --format in one argument each",
      trap: 3,
      async run({ client }) {
        const result = await client.docker.cli.exec("ps", [
          "--all",
          "--no-trunc",
          '--filter="label=com.docker.desktop.extension=true"',
          "--format",
          '"{{.Names}} {{.State}}"',
        ]);
        expectThat(
          result.lines().some((line) => line.endsWith("-desktop-extension-service running")),
          "lines",
          result.lines(),
          "the first service's",
        );
      },
    },
    {
      member: "docker.cli.exec arguments",
      title: "stream: a template with blanks",
      trap: 4,
      async run({ client }) {
        const log = await streamLab(
          client,
          { ...places.docker, lab: () => ["version", ["--format", "{{ json . }}"]] },
          [],
        );
        expectThat(
          typeof JSON.parse(textOf(log, "stdout")).Client.Version === "string",
          "version",
          textOf(log, "stdout"),
          "JSON",
        );
      },
    },
  ],
};
