import type { Area, Check } from "../check";
import { expectEqual, expectIncludes, expectRejection, expectThat } from "../expect";
import type { Place } from "../program";
import { places, reportOf, runLab, saysTooLong, tooLongArgument } from "../program";

/** What holds wherever a command runs. */
function checksOf(place: Place): Check[] {
  const { member } = place;
  const run = (title: string, body: Check["run"], trap?: number): Check => ({ member, title, run: body, trap });
  return [
    run("both outputs, with their last line's end", async ({ client }) => {
      const result = await runLab(client, place, ["run", "line:one", "line:two", "errline:three"]);
      expectEqual("stdout", result.stdout, "one\ntwo\n");
      expectEqual("stderr", result.stderr, "three\n");
    }),
    run("a success has no code that counts as failure", async ({ client }) => {
      const result = await runLab(client, place, ["run", "line:one"]);
      expectThat(!result.code, "code", result.code, "0 or undefined");
      expectThat(!result.killed, "killed", result.killed, "false or undefined");
    }),
    run(
      "a failure is an Error with own fields",
      async ({ client }) => {
        const error = await expectRejection(
          "exit 3",
          runLab(client, place, ["run", "line:out", "errline:bad", "exit:3"]),
        );
        expectThat(error instanceof Error, "the rejection", error, "an Error");
        const own: any = { ...error };
        const { code, signal, killed, stdout, stderr } = own;
        expectEqual(
          "the fields",
          { code, signal, killed, stdout, stderr },
          { code: 3, signal: null, killed: false, stdout: "out\n", stderr: "bad\n" },
        );
        expectIncludes("cmd", own.cmd, "lab run line:out errline:bad exit:3");
        expectIncludes("message", error.message, "Command failed: ");
        expectIncludes("message", error.message, "bad");
        expectIncludes("JSON", JSON.stringify(error), '"stderr":"bad\\n"');
      },
      6,
    ),
    run(
      "an end by a signal is a failure that says so",
      async ({ client }) => {
        const error = await expectRejection("SIGKILL", runLab(client, place, ["run", "line:out", "signal:9"]));
        expectEqual(
          "signal and code",
          { signal: error.signal, code: error.code ?? -1 },
          place.tellsSignals ? { signal: "SIGKILL", code: -1 } : { signal: null, code: 137 },
        );
        expectEqual("stdout", error.stdout, "out\n");
      },
      6,
    ),
    run(
      "a command that there is not is a failure with words",
      async ({ client }) => {
        const [cmd] = place === places.docker ? ["no-such-command"] : ["/no/such/program"];
        const error = await expectRejection("the call", place.exec(client)(cmd, []));
        expectThat(error instanceof Error && error.message !== "", "the rejection", error, "an Error with a message");
        expectThat(typeof error.stderr === "string" && error.stderr !== "", "stderr", error.stderr, "words");
        expectThat(typeof error.code === "number" && error.code !== 0, "code", error.code, "a number other than 0");
      },
      6,
    ),
    run(
      "an argument that is too long for Linux is a failure with the reason",
      async ({ client }) => {
        const error = await expectRejection("the call", runLab(client, place, ["report", tooLongArgument]));
        expectThat(typeof error.code === "number" && error.code !== 0, "code", error.code, "a number other than 0");
        expectThat(saysTooLong(error.stderr), "stderr", error.stderr, "the reason");
        expectEqual("arguments of the next call", (await reportOf(client, place, ["after"])).args, ["after"]);
      },
      6,
    ),
    run(
      "characters of several bytes, written in halves",
      async ({ client }) => {
        const result = await runLab(client, place, [
          "run",
          "hex:e6",
          "wait:30",
          "hex:97a5",
          "hex:f09f",
          "wait:30",
          "hex:9a80",
        ]);
        expectEqual("stdout", result.stdout, "日🚀");
      },
      9,
    ),
    run("4 MiB of output", async ({ client }) => {
      const result = await runLab(client, place, ["run", "fill:4194304", "out:end"]);
      expectEqual("length", result.stdout.length, 4194304 + 3);
      expectThat(result.stdout.endsWith("xend"), "the end", result.stdout.slice(-8), "xend");
    }),
    run("twenty at a time", async ({ client }) => {
      const numbers = Array.from({ length: 20 }, (_, number) => number);
      const results = await Promise.all(
        numbers.map((number) => runLab(client, place, ["run", "wait:20", `out:${number}`])),
      );
      expectEqual(
        "outputs",
        results.map((result) => result.stdout),
        numbers.map(String),
      );
    }),
    run("nothing on standard input, and no terminal", async ({ client }) => {
      expectEqual("stdout", (await runLab(client, place, ["run", "copy", "out:over"])).stdout, "over");
      expectEqual("isTerminal", (await reportOf(client, place, [])).isTerminal, false);
    }),
    run("numbers among the arguments are texts", async ({ client }) => {
      const [cmd, args] = place.lab(client, ["report"]);
      const result = await place.exec(client)(cmd, [...args, 7, 1.5] as string[]);
      expectEqual("arguments", result.parseJsonObject().args, ["7", "1.5"]);
    }),
  ];
}

const withoutArguments = (place: Place, cmd: string, expected: string): Check => ({
  member: place.member,
  title: "arguments may be left out",
  async run({ client }) {
    const result = await (place.exec(client) as any)(cmd);
    expectIncludes("stdout", result.stdout, expected);
  },
});

const options = (place: Place): Check[] => [
  {
    member: `${place.member} options`,
    title: "cwd is where it runs",
    async run({ client }) {
      expectEqual("cwd", (await reportOf(client, place, [], { cwd: "/tmp" })).cwd, "/tmp");
    },
  },
  {
    member: `${place.member} options`,
    title: "env is added; undefined leaves a variable as it is",
    async run({ client }) {
      const before = (await reportOf(client, place, [])).env;
      const { env } = await reportOf(client, place, [], {
        env: { LAB_VALUE: "a 'b' $HOME", LAB_NONE: undefined, PATH: undefined },
      });
      expectEqual("LAB_VALUE", env.LAB_VALUE, "a 'b' $HOME");
      expectEqual("LAB_NONE", env.LAB_NONE, undefined);
      expectEqual("PATH", env.PATH, before.PATH);
    },
  },
];

const dockerOptions: Check[] = [
  {
    member: "docker.cli.exec options",
    title: "cwd is where docker runs",
    async run({ client }) {
      const [, args] = places.docker.lab(client, ["report"]);
      const result = await client.docker.cli.exec("exec", ["--env-file", "os-release", ...args], { cwd: "/etc" });
      expectThat(Boolean(result.parseJsonObject().env.ID), "a variable of ./os-release", undefined, "a value");
    },
  },
  {
    member: "docker.cli.exec options",
    title: "env is docker's environment",
    async run({ client }) {
      const [, args] = places.docker.lab(client, ["report"]);
      const result = await client.docker.cli.exec("exec", ["-e", "LAB_VALUE", ...args], { env: { LAB_VALUE: "seen" } });
      expectEqual("LAB_VALUE", result.parseJsonObject().env.LAB_VALUE, "seen");
    },
  },
];

const results: Check[] = [
  {
    member: "ExecResult.lines()",
    title: "is a line each, whatever ends it",
    async run({ client }) {
      const result = await runLab(client, places.vm, ["run", "line:one", "hex:0d0a", "out:two"]);
      expectEqual("lines", result.lines(), ["one", "", "two"]);
    },
  },
  {
    member: "ExecResult.parseJsonLines()",
    title: "skips empty lines",
    async run({ client }) {
      const result = await runLab(client, places.vm, ["run", "hex:7b2261223a317d0a0a7b2261223a327d0a"]);
      expectEqual("objects", result.parseJsonLines(), [{ a: 1 }, { a: 2 }]);
    },
  },
  {
    member: "ExecResult.parseJsonObject()",
    title: "is the whole output; what is no JSON throws",
    async run({ client }) {
      const result = await runLab(client, places.vm, ["run", "hex:7b0a2261223a5b315d7d0a"]);
      expectEqual("object", result.parseJsonObject(), { a: [1] });
      const words = await runLab(client, places.vm, ["run", "line:words"]);
      let isThrown = false;
      try {
        words.parseJsonObject();
      } catch {
        isThrown = true;
      }
      expectThat(isThrown, "parseJsonObject() of words", "a value", "an exception");
    },
  },
  {
    member: "ExecResult",
    title: "as JSON it has its data",
    async run({ client }) {
      const result = JSON.parse(JSON.stringify(await runLab(client, places.vm, ["run", "line:one", "errline:two"])));
      expectEqual("stdout and stderr", [result.stdout, result.stderr], ["one\n", "two\n"]);
    },
  },
];

export const execPromise: Area = {
  name: "Commands",
  checks: [
    ...checksOf(places.vm),
    withoutArguments(places.vm, "hostname", "\n"),
    ...options(places.vm),
    ...checksOf(places.host),
    withoutArguments(places.host, "where.sh", '"script"'),
    ...options(places.host),
    ...checksOf(places.docker),
    withoutArguments(places.docker, "version", "Version"),
    ...dockerOptions,
    ...results,
  ],
};
