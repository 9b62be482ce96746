import type { Area, Bench, Check } from "../check";
import type { LabClient } from "../client";
import { eventually, expectEqual, expectIncludes, expectThat, expectType, within } from "../expect";
import type { Extras, InteractiveExec, InteractiveProcess, ServiceSocket, StreamRequest } from "../extras";
import { containerOf, countProcesses, newMark, places } from "../program";

function extrasOf(client: LabClient): Extras {
  expectType("ddClient.pierhead", client.pierhead, "object");
  return client.pierhead!;
}

const row = (
  member: string,
  title: string,
  body: (extras: Extras, client: LabClient, server: Bench["server"]) => Promise<void> | void,
): Check => ({
  member: `pierhead.${member}`,
  title,
  run: ({ client, server }) => body(extrasOf(client), client, server),
});

/** The event of that type, once. */
const once = (socket: ServiceSocket, type: string): Promise<any> =>
  within(5000, type, new Promise((resolve) => socket.addEventListener(type, resolve)));

/** What a stream of the service tells, to its end. */
async function streamed(extras: Extras, request: StreamRequest) {
  const log = {
    head: undefined as any,
    pieces: [] as string[],
    bytes: 0,
    isEnded: false,
    error: undefined as Error | undefined,
  };
  const decoder = new TextDecoder();
  const end = new Promise<void>((resolve) => {
    extras.vm.service.stream(request, {
      onHead: (head) => (log.head = head),
      onData(bytes) {
        log.bytes += bytes.byteLength;
        log.pieces.push(decoder.decode(bytes, { stream: true }));
      },
      onEnd() {
        log.isEnded = true;
        resolve();
      },
      onError(error) {
        log.error = error;
        resolve();
      },
    });
  });
  await within(60_000, "the end of the stream", end);
  return log;
}

interface Talk {
  process: InteractiveProcess;
  lines: string[];
  output: () => string;
  code: () => number | undefined;
}

/** A command that is talked to. */
function talk(exec: InteractiveExec, cmd: string, args: string[], options: object = {}): Talk {
  let output = "";
  let code: number | undefined;
  const lines: string[] = [];
  const process = exec(cmd, args, {
    ...options,
    stream: {
      onOutput(data) {
        output += data.stdout ?? data.stderr ?? "";
        lines.splice(0, lines.length, ...output.split(/\r?\n/).slice(0, -1));
      },
      onClose: (exitCode) => (code = exitCode),
      onError: () => (code = -1),
    },
  });
  return { process, lines, output: () => output, code: () => code };
}

const terminalStates = ({ lines }: Talk) =>
  lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));

export const extras: Area = {
  name: "Pierhead",
  checks: [
    row("version", "is a number", ({ version }) => {
      expectThat(Number.isInteger(version) && version > 0, "version", version, "a whole number");
    }),
    row("vm.service.webSocket", "opens, sends and gets text", async ({ vm }) => {
      const socket = vm.service.webSocket("/ws");
      expectEqual("readyState at first", socket.readyState, 0);
      await once(socket, "open");
      expectEqual("readyState when open", socket.readyState, 1);
      const heard = once(socket, "message");
      socket.send("größer als 日本語");
      expectEqual("data", (await heard).data, "größer als 日本語");
      const closed = once(socket, "close");
      socket.close();
      await closed;
      expectEqual("readyState at last", socket.readyState, 3);
    }),
    row("vm.service.webSocket", "calls onopen, onmessage and onclose", async ({ vm }) => {
      const socket = vm.service.webSocket("/ws");
      const order: string[] = [];
      await within(
        5000,
        "onclose",
        new Promise<void>((resolve) => {
          socket.onopen = () => {
            order.push("open");
            socket.send("close");
          };
          socket.onclose = (event) => {
            order.push(`close ${event.code} ${event.reason}`);
            resolve();
          };
        }),
      );
      expectEqual("order", order, ["open", "close 4001 as you wish"]);
    }),
    row("vm.service.webSocket", "sends and gets bytes", async ({ vm }) => {
      const socket = vm.service.webSocket("/ws");
      if (socket.binaryType !== undefined) {
        socket.binaryType = "arraybuffer";
      }
      await once(socket, "open");
      const heard = once(socket, "message");
      const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => place & 0xff);
      socket.send(bytes.buffer);
      const { data } = await heard;
      const got = new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data);
      socket.close();
      expectThat(
        got.length === bytes.length && got.every((byte, place) => byte === bytes[place]),
        "bytes",
        got.length,
        "what was sent",
      );
    }),
    row("vm.service.webSocket", "a hundred messages in their order", async ({ vm }) => {
      const socket = vm.service.webSocket("/ws");
      await once(socket, "open");
      const numbers = Array.from({ length: 100 }, (_, number) => String(number));
      const got: string[] = [];
      socket.onmessage = (event) => got.push(event.data);
      numbers.forEach((number) => socket.send(number));
      await eventually("a hundred messages", () => got.length === 100);
      socket.close();
      expectEqual("messages", got, numbers);
    }),
    row("vm.service.webSocket", "offers protocols", async ({ vm }) => {
      const socket = vm.service.webSocket("/ws", ["lab.one", "lab.two"]);
      await once(socket, "open");
      expectEqual("protocol", socket.protocol, "lab.one");
      socket.close();
    }),
    row("vm.service.webSocket", "what is no WebSocket is an error and a close", async ({ vm }) => {
      const socket = vm.service.webSocket("/text");
      const failed = once(socket, "error");
      await once(socket, "close");
      await failed;
      expectEqual("readyState", socket.readyState, 3);
    }),
    row("vm.service.webSocket", "an absolute URL is an error that says what to use", async ({ vm }, _, server) => {
      const socket = vm.service.webSocket(`${(await server()).replace("http", "ws")}/ws`);
      const failed = once(socket, "error");
      const closed = once(socket, "close");
      expectIncludes("message", (await failed).message, "browser's WebSocket");
      expectEqual("code", (await closed).code, 1006);
    }),
    row("vm.service.stream", "head, pieces as they come, end", async (pierhead) => {
      const log = await streamed(pierhead, { url: "/chunks?count=4&ms=100" });
      expectEqual("status and header", [log.head.status, log.head.headers.get("X-Lab")], [200, "stream"]);
      expectThat(log.pieces.length > 1, "number of pieces", log.pieces.length, "several");
      expectEqual("body", log.pieces.join(""), "chunk 1\nchunk 2\nchunk 3\nchunk 4\n");
      expectEqual("end and error", [log.isEnded, log.error], [true, undefined]);
    }),
    row("vm.service.stream", "sends method, headers and data", async (pierhead) => {
      const log = await streamed(pierhead, {
        url: "/echo",
        method: "POST",
        headers: { "X-Lab": "seen" },
        data: { a: 1 },
      });
      const heard = JSON.parse(log.pieces.join(""));
      expectEqual("what came", [heard.method, heard.body, heard.headers["x-lab"]], ["POST", '{"a":1}', "seen"]);
    }),
    row("vm.service.stream", "any status is a head", async (pierhead) => {
      const log = await streamed(pierhead, { url: "/status/503?body=later" });
      expectEqual("status and body", [log.head.status, log.pieces.join(""), log.isEnded], [503, "later", true]);
    }),
    row("vm.service.stream", "an absolute URL is asked by the host", async (pierhead, _, server) => {
      const log = await streamed(pierhead, { url: `${await server()}/echo?a=1`, method: "POST", data: { a: 1 } });
      const heard = JSON.parse(log.pieces.join(""));
      expectEqual("status", log.head.status, 200);
      expectEqual("what came", [heard.method, heard.target, heard.body], ["POST", "/echo?a=1", '{"a":1}']);
    }),
    row("vm.service.stream", "20 MiB, more than one answer may have", async (pierhead) => {
      expectEqual("bytes", (await streamed(pierhead, { url: `/large?bytes=${20 << 20}` })).bytes, 20 << 20);
    }),
    row("vm.service.stream", "what breaks off, or is no HTTP, is onError", async (pierhead) => {
      for (const url of ["/half-chunk", "/garbage", "/close"]) {
        const log = await streamed(pierhead, { url });
        expectThat(log.error instanceof Error && !log.isEnded, `${url}`, log, "onError with an Error");
      }
    }),
    row("vm.service.stream", "tells the events of a service that sends them", async (pierhead) => {
      const events: any[] = [];
      const { close } = pierhead.vm.service.stream(
        { url: "/events?count=3" },
        { onEvent: (event) => events.push(event) },
      );
      await eventually("three events", () => events.length === 3);
      close();
      expectEqual("the last", [events[2].type, events[2].data, events[2].lastEventId], ["lab", '{"n":3}', "3"]);
    }),
    row("vm.service.stream", "close() ends it, for the service as well", async (pierhead, client) => {
      const open = async () => ((await client.extension.vm!.service!.get("/streams")) as any).open;
      let process: { close(): void } | undefined;
      await within(
        5000,
        "the first piece",
        new Promise<void>(
          (resolve) => (process = pierhead.vm.service.stream({ url: "/endless" }, { onData: () => resolve() })),
        ),
      );
      expectEqual("open streams", await open(), 1);
      process!.close();
      await eventually("the end at the service", async () => (await open()) === 0);
    }),
    row("vm.cli.exec", "takes text and bytes as input, to its end", async (pierhead) => {
      const cat = talk(pierhead.vm.cli.exec, "/lab", ["run", "copy", "line:over"]);
      cat.process.write("größer ");
      cat.process.write(new TextEncoder().encode("als 日本語\n"));
      cat.process.closeInput();
      await eventually("the end", () => cat.code() !== undefined);
      expectEqual("output and code", [cat.output(), cat.code()], ["größer als 日本語\nover\n", 0]);
    }),
    row("vm.cli.exec", "1 MiB of input comes back", async (pierhead) => {
      const cat = talk(pierhead.vm.cli.exec, "/lab", ["run", "copy"]);
      for (let count = 0; count < 16; ++count) {
        cat.process.write("x".repeat(65536));
      }
      cat.process.closeInput();
      await eventually("the end", () => cat.code() !== undefined);
      expectEqual("length", cat.output().length, 1 << 20);
    }),
    row("vm.cli.exec", "has a terminal of the size that is asked for", async (pierhead) => {
      const watch = talk(pierhead.vm.cli.exec, "/lab", ["terminal"], { pty: { columns: 101, rows: 31 } });
      await eventually("the first state", () => terminalStates(watch).length > 0);
      expectEqual("state", terminalStates(watch)[0], { isTerminal: true, columns: 101, rows: 31, input: "" });
      watch.process.resize({ columns: 77, rows: 22 });
      await eventually("the state after the resize", () =>
        terminalStates(watch).some((state) => state.columns === 77 && state.rows === 22),
      );
      watch.process.write("typed\r");
      await eventually("what was typed", () => terminalStates(watch).some((state) => state.input === "typed"));
      watch.process.close();
    }),
    row("vm.cli.exec", "a shell that is talked to, with cwd and env", async (pierhead) => {
      const shell = talk(pierhead.vm.cli.exec, "sh", [], { cwd: "/tmp", env: { LAB_VALUE: "seen" } });
      shell.process.write("pwd; echo $LAB_VALUE $((40 + 2)); exit 7\n");
      await eventually("the end", () => shell.code() !== undefined);
      expectEqual("output and code", [shell.output(), shell.code()], ["/tmp\nseen 42\n", 7]);
    }),
    row("host.cli.exec", "takes input, with a terminal or without", async ({ host }) => {
      const cat = talk(host.cli.exec, "lab", ["run", "copy", "line:over"]);
      cat.process.write("there and back\n");
      cat.process.closeInput();
      await eventually("the end", () => cat.code() !== undefined);
      expectEqual("output and code", [cat.output(), cat.code()], ["there and back\nover\n", 0]);
      const watch = talk(host.cli.exec, "lab", ["terminal"], { pty: { columns: 60, rows: 20 } });
      await eventually("the first state", () => terminalStates(watch).length > 0);
      expectEqual("columns", terminalStates(watch)[0].columns, 60);
      watch.process.close();
    }),
    row("docker.cli.exec", "talks to a container: exec -it", async ({ docker }, client) => {
      const words = ["exec", "-it", containerOf(client), "/lab", "terminal"];
      const watch = talk(docker.cli.exec, words[0], words.slice(1), { pty: { columns: 90, rows: 25 } });
      await eventually("the size", () => terminalStates(watch).some((state) => state.columns === 90));
      watch.process.write("typed\r");
      await eventually("what was typed", () => terminalStates(watch).some((state) => state.input === "typed"));
      watch.process.close();
    }),
    row("vm.cli.exec", "close() ends what runs", async (pierhead, client) => {
      const mark = newMark();
      const { process, lines } = talk(pierhead.vm.cli.exec, "/lab", ["run", mark, "line:begun", "wait:600000"]);
      await eventually("the first line", () => lines.length > 0);
      process.close();
      await eventually("the end of the process", async () => (await countProcesses(client, places.vm, mark)) === 0);
    }),
    row("secrets", "what was never set is null", async ({ secrets }) => {
      expectEqual("value", await secrets.get(`never-${newMark()}`), null);
    }),
    row("secrets", "set, get, set anew, delete", async ({ secrets }) => {
      const name = "lab-secret";
      await secrets.set(name, "größer als 日本語");
      expectEqual("value", await secrets.get(name), "größer als 日本語");
      await secrets.set(name, "");
      expectEqual("empty value", await secrets.get(name), "");
      await secrets.set(name, "x".repeat(4000));
      expectEqual("length of a long value", (await secrets.get(name))?.length, 4000);
      await secrets.delete(name);
      expectEqual("deleted", await secrets.get(name), null);
      await secrets.delete(name);
    }),
    ...(["cancel", "file"] as const).map(
      (answer): Check => ({
        member: "pierhead.dialog.showSaveDialog",
        title: answer === "cancel" ? "cancelled is no rejection" : "a path",
        needsAnswer: true,
        async run({ client, ask }) {
          const text = answer === "cancel" ? "Cancel the dialog" : "Choose a name and save";
          const chosen = extrasOf(client).dialog.showSaveDialog({
            title: "Save",
            defaultPath: "/tmp/lab.txt",
            buttonLabel: "Keep",
          });
          const answered = ask({ kind: `save-dialog-${answer}`, detail: "", text });
          const result = await chosen;
          expectThat(await answered, text, "no", "yes");
          expectEqual("canceled", result.canceled, answer === "cancel");
          expectThat(
            answer === "cancel" ? !result.filePath : result.filePath!.startsWith("/"),
            "filePath",
            result.filePath,
            answer === "cancel" ? "nothing" : "an absolute path",
          );
        },
      }),
    ),
  ],
};
