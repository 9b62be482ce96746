import type { Area, Check } from "../check";
import { eventually, expectEqual, expectIncludes, expectThat, expectType, pause, within } from "../expect";
import type { Place } from "../program";
import { countProcesses, newMark, places, runLab, saysTooLong, tooLongArgument } from "../program";
import { openLab, openStream, streamLab, textOf } from "../streams";

function checksOf(place: Place): Check[] {
  const member = `${place.member} stream`;
  const run = (title: string, body: Check["run"], trap?: number): Check => ({ member, title, run: body, trap });
  return [
    run(
      "gives a process at once, which is no promise",
      async ({ client }) => {
        let isReturned = false;
        const { process, log, ended } = openLab(client, place, ["run", "line:one"]);
        expectEqual("callbacks before exec returned", log.order, []);
        isReturned = true;
        expectType("close", process?.close, "function");
        expectEqual("then", (process as any).then, undefined);
        expectThat((await process) === process && isReturned, "await process", undefined, "the process");
        await within(10_000, "the end", ended);
      },
      5,
    ),
    run(
      "each piece is of one of the outputs",
      async ({ client }) => {
        const log = await streamLab(client, place, [
          "run",
          "line:one",
          "wait:30",
          "errline:two",
          "wait:30",
          "line:three",
        ]);
        expectThat(
          log.outputs.every((data) => (typeof data.stdout === "string") !== (typeof data.stderr === "string")),
          "pieces",
          log.outputs,
          "stdout or stderr, never both",
        );
        expectEqual("stdout", textOf(log, "stdout"), "one\nthree\n");
        expectEqual("stderr", textOf(log, "stderr"), "two\n");
      },
      8,
    ),
    run("comes while the command runs", async ({ client }) => {
      const { process, log, begun } = openLab(client, place, ["run", "line:one", "wait:60000"]);
      await within(10_000, "the first output", begun);
      expectEqual("ends", log.codes.length + log.errors.length, 0);
      process.close();
    }),
    run(
      "splitOutputLines: a line each, without its end, the last one too",
      async ({ client }) => {
        const words = ["run", "out:on", "wait:30", "errline:error", "line:e", "hex:74776f0d0a", "hex:0a", "out:last"];
        const log = await streamLab(client, place, words, { splitOutputLines: true });
        expectEqual(
          "lines of stdout",
          log.outputs.filter((data) => data.stdout !== undefined).map((data) => data.stdout),
          ["one", "two", "", "last"],
        );
        expectEqual(
          "lines of stderr",
          log.outputs.filter((data) => data.stderr !== undefined).map((data) => data.stderr),
          ["error"],
        );
        expectEqual("the end comes last", log.order.at(-1), "close");
      },
      8,
    ),
    run(
      "splitOutputLines: many lines, all of them",
      async ({ client }) => {
        const log = await streamLab(client, place, ["run", "lines:20000"], { splitOutputLines: true });
        expectEqual("number of lines", log.outputs.length, 20000);
        expectEqual("the last", log.outputs.at(-1)?.stdout, "line 20000");
      },
      8,
    ),
    run(
      "characters of several bytes, written in halves",
      async ({ client }) => {
        const log = await streamLab(client, place, [
          "run",
          "hex:e6",
          "wait:60",
          "hex:97a5",
          "hex:f09f",
          "wait:60",
          "hex:9a80",
        ]);
        expectEqual("stdout", textOf(log, "stdout"), "日🚀");
      },
      9,
    ),
    run(
      "onClose has the exit code, also of a failure",
      async ({ client }) => {
        const good = await streamLab(client, place, ["run", "line:one"]);
        expectEqual("of a success", [good.codes, good.errors.length], [[0], 0]);
        const bad = await streamLab(client, place, ["run", "errline:bad", "exit:3"]);
        expectEqual("of a failure", [bad.codes, bad.errors.length], [[3], 0]);
        expectEqual("stderr", textOf(bad, "stderr"), "bad\n");
      },
      7,
    ),
    run(
      "an end by a signal is told",
      async ({ client }) => {
        const log = await streamLab(client, place, ["run", "line:one", "signal:9"]);
        await pause(50);
        const { codes, errors } = log;
        expectEqual("codes and errors", [codes, errors.length], place.tellsSignals ? [[], 1] : [[137], 0]);
        errors.forEach((error) => expectIncludes("the error", error.message, "SIGKILL"));
        expectEqual("stdout", textOf(log, "stdout"), "one\n");
      },
      7,
    ),
    run(
      "a command that there is not ends once, with no success",
      async ({ client }) => {
        const cmd = place === places.docker ? "no-such-command" : "/no/such/program";
        const { log, ended } = openStream(place.exec(client), cmd, []);
        await within(10_000, "the end", ended);
        await pause(50);
        if (place === places.host) {
          expectEqual("codes and errors", [log.codes, log.errors.length], [[], 1]);
        } else {
          expectEqual("codes and errors", [log.codes.length, log.errors.length], [1, 0]);
          expectThat(log.codes[0] !== 0, "code", log.codes[0], "one other than 0");
        }
      },
      7,
    ),
    run("an argument that is too long for Linux ends it once, with the reason", async ({ client }) => {
      const log = await streamLab(client, place, ["report", tooLongArgument]);
      await pause(50);
      expectEqual("codes and errors", [log.codes, log.errors.length], place.isOfThisMachine ? [[], 1] : [[126], 0]);
      const words = [textOf(log, "stderr"), ...log.errors.map((error) => error.message)].join("\n");
      expectThat(saysTooLong(words), "stderr and errors", words, "the reason");
      const next = await streamLab(client, place, ["run", "line:after"]);
      expectEqual("output of the next call", textOf(next, "stdout"), "after\n");
    }),
    run("callbacks may be missing, and may throw", async ({ client }) => {
      const [cmd, args] = place.lab(client, ["run", "line:one", "wait:30", "line:two"]);
      const exec = place.exec(client);
      exec(cmd, args, { stream: {} });
      let count = 0;
      await within(
        10_000,
        "onClose after callbacks that threw",
        new Promise<void>((resolve) =>
          exec(cmd, args, {
            stream: {
              splitOutputLines: true,
              onOutput() {
                ++count;
                throw new Error("a callback of the lab throws, as it means to");
              },
              onClose: () => resolve(),
            },
          }),
        ),
      );
      expectEqual("outputs", count, 2);
    }),
    run("close() ends the callbacks and may be called again", async ({ client }) => {
      const { process, log, begun } = openLab(client, place, ["run", "lines:3", "wait:50", "lines:3", "wait:60000"]);
      await within(10_000, "the first output", begun);
      process.close();
      process.close();
      const before = log.order.length;
      await pause(200);
      expectEqual("callbacks after close()", log.order.length - before, 0);
    }),
  ];
}

/** The command itself has to end, not what carries its output. */
const ends = (place: Place): Check => ({
  member: "ExecProcess.close()",
  title: `ends what runs by ${place.member}`,
  trap: 21,
  async run({ client }) {
    const mark = newMark();
    const { process, begun } = openLab(client, place, ["run", mark, "line:one", "wait:600000"]);
    await within(10_000, "the first output", begun);
    expectEqual("processes while it runs", await countProcesses(client, place, mark), 1);
    process.close();
    await eventually("the end of the process", async () => (await countProcesses(client, place, mark)) === 0);
  },
});

const asks: Check = {
  member: "ExecProcess.close()",
  title: "is SIGTERM, which a command can catch",
  async run({ client }) {
    const file = `/data/${newMark().replace(":", "-")}`;
    const script = `trap 'echo caught >${file}; exit' TERM; echo begun; while :; do sleep 0.05; done`;
    const { process, begun } = openStream(client.extension.vm!.cli.exec, "sh", ["-c", script]);
    await within(10_000, "the first output", begun);
    process.close();
    await eventually("what the command writes at SIGTERM", async () => {
      const result = await client.extension.vm!.cli.exec("sh", ["-c", `"cat ${file} 2>/dev/null; true"`]);
      return result.stdout === "caught\n";
    });
    await client.extension.vm!.cli.exec("rm", [file]);
  },
};

const options: Check[] = [places.vm, places.host].map((place) => ({
  member: `${place.member} options`,
  title: "cwd and env of a stream",
  async run({ client }) {
    const log = await streamLab(client, place, ["report"], {
      cwd: "/tmp",
      env: { LAB_VALUE: "seen" },
      splitOutputLines: true,
    });
    const report = JSON.parse(log.outputs[0].stdout ?? "");
    expectEqual("cwd and variable", [report.cwd, report.env.LAB_VALUE], ["/tmp", "seen"]);
  },
}));

const dockerStreams: Check[] = [
  {
    member: "docker.cli.exec stream",
    title: "docker events, an object a line",
    async run({ client }) {
      const label = newMark().replace(":", "=");
      // Since now, for docker may listen later.
      const since = String(Math.floor(Date.now() / 1000));
      const words = ["--since", since, "--format", "{{ json . }}", "--filter", `label=${label}`];
      const { process, log, begun } = openStream(client.docker.cli.exec, "events", words, { splitOutputLines: true });
      const name = `lab-${Date.now()}`;
      await client.docker.cli.exec("create", [
        "--name",
        name,
        "--label",
        label,
        client.extension.image,
        "/lab",
        "report",
      ]);
      await client.docker.cli.exec("rm", [name]);
      await within(10_000, "the first event", begun);
      await eventually("the last event", () => log.outputs.length >= 2);
      process.close();
      expectEqual(
        "actions",
        log.outputs.map((data) => JSON.parse(data.stdout ?? "").Action),
        ["create", "destroy"],
      );
    },
  },
  {
    member: "docker.cli.exec stream",
    title: "docker logs -f of the extension's own container",
    async run({ client }) {
      const name = `lab-${Date.now()}`;
      await client.docker.cli.exec("run", [
        "-d",
        "--network",
        "none",
        "--name",
        name,
        client.extension.image,
        "/lab",
        "run",
        "line:told",
        "wait:600000",
      ]);
      const { process, log, begun } = openStream(client.docker.cli.exec, "logs", ["-f", name], {
        splitOutputLines: true,
      });
      await within(10_000, "the first line", begun);
      process.close();
      await client.docker.cli.exec("rm", ["-f", name]);
      expectEqual("the line", log.outputs[0], { stdout: "told" });
    },
  },
];

export const execStream: Area = {
  name: "Streams",
  checks: [
    ...checksOf(places.vm),
    ...checksOf(places.host),
    ...checksOf(places.docker),
    ends(places.vm),
    ends(places.host),
    asks,
    ...options,
    ...dockerStreams,
    {
      member: "extension.host.cli.exec stream",
      title: "a program that is not the extension's own is onError",
      async run({ client }) {
        const { log, ended } = openStream(client.extension.host!.cli.exec, "no-such-program", []);
        await within(10_000, "the end", ended);
        expectEqual("codes and errors", [log.codes, log.errors.length], [[], 1]);
      },
    },
    {
      member: "extension.vm.cli.exec stream",
      title: "a command and its output at the same time as twenty others",
      async run({ client }) {
        const numbers = Array.from({ length: 20 }, (_, number) => number);
        const logs = await Promise.all(
          numbers.map((number) =>
            streamLab(client, places.vm, ["run", `out:${number}`, "wait:50", "out:.", `exit:${number}`]),
          ),
        );
        expectEqual(
          "outputs",
          logs.map((log) => textOf(log, "stdout")),
          numbers.map((number) => `${number}.`),
        );
        expectEqual(
          "codes",
          logs.map((log) => log.codes[0]),
          numbers,
        );
        expectEqual("a command after them", (await runLab(client, places.vm, ["run", "out:after"])).stdout, "after");
      },
    },
  ],
};
