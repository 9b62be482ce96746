import { allBytes, checksum } from "../bytes";
import type { Area, Check } from "../check";
import type { LabClient } from "../client";
import { expectEqual, expectIncludes, expectRejection, expectThat, within } from "../expect";

const serviceOf = (client: LabClient) => client.extension.vm!.service!;

const row = (member: string, title: string, body: (client: LabClient) => Promise<void>, trap?: number): Check => ({
  member: member === "*" ? "extension.vm.service" : `extension.vm.service.${member}`,
  title,
  trap,
  run: ({ client }) => body(client),
});

/** What is sent as a body, and what the service gets. */
const bodies: [string, unknown, string, string | undefined][] = [
  ["an object is JSON", { a: [1, "größer"] }, '{"a":[1,"größer"]}', "application/json"],
  ["a list is JSON", [1, 2], "[1,2]", "application/json"],
  ["a text is sent as it is", "plain words", "plain words", undefined],
  ["a text that is JSON is sent as it is, as JSON", '{"a": 1}', '{"a": 1}', "application/json"],
  ["nothing is no body", undefined, "", undefined],
];

const methods = ["post", "put", "patch"] as const;

const bodyRows = methods.flatMap((method) =>
  bodies.map(([title, data, body, type]) =>
    row(method, title, async (client) => {
      const heard: any = await (serviceOf(client)[method] as any)("/echo", data);
      expectEqual("method", heard.method, method.toUpperCase());
      expectEqual("body", heard.body, body);
      if (type) {
        expectIncludes("content type", heard.headers["content-type"], type);
      }
    }),
  ),
);

/** The two that have a URL and a body, and the one that has them as fields. */
const senders: Record<string, (client: LabClient, data: unknown) => Promise<any>> = {
  post: (client, data) => serviceOf(client).post("/echo", data),
  put: (client, data) => serviceOf(client).put("/echo", data),
  request: (client, data) => serviceOf(client).request({ url: "/echo", method: "POST", headers: {}, data }),
};

const binaryRows = Object.entries(senders).flatMap(([member, send]) => [
  row(member, "a Uint8Array is sent as its bytes", async (client) => {
    // A view of a larger buffer: what is around it is not meant.
    const bytes = allBytes(70_000).subarray(7, 66_000);
    const heard = await send(client, bytes);
    expectEqual("bytes and checksum", [heard.bytes, heard.checksum], [bytes.length, checksum(bytes)]);
    expectEqual("content type", heard.headers["content-type"], "application/octet-stream");
  }),
  row(member, "a Blob is sent as its bytes, with its type", async (client) => {
    const bytes = allBytes(1000);
    const heard = await send(client, new Blob([bytes], { type: "image/png" }));
    expectEqual("bytes and checksum", [heard.bytes, heard.checksum], [bytes.length, checksum(bytes)]);
    expectEqual("content type", heard.headers["content-type"], "image/png");
  }),
  row(member, "a FormData is sent as a form, with its files", async (client) => {
    const form = new FormData();
    form.append("field", "größer");
    form.append("file", new Blob(["of a file"], { type: "text/csv" }), "lab.csv");
    const heard = await send(client, form);
    const [type, boundary] = heard.headers["content-type"].split("; boundary=");
    expectEqual("content type", type, "multipart/form-data");
    expectThat(heard.body.startsWith(`--${boundary}\r\n`), "body", heard.body, `a form with the boundary ${boundary}`);
    for (const part of ['name="field"\r\n\r\ngrößer\r\n', 'filename="lab.csv"', "text/csv\r\n\r\nof a file\r\n"]) {
      expectIncludes("body", heard.body, part);
    }
  }),
]);

const pollMilliseconds = 35_000;

/** Under way from the area's first row until all other areas are done. */
let poll: Promise<unknown> | undefined;

const broken: [string, string][] = [
  ["a service that closes without an answer", "/close"],
  ["an answer that is no HTTP", "/garbage"],
  ["an answer that ends too early", "/half"],
];

export const service: Area = {
  name: "Service",
  checks: [
    row("*", "a request that stays open holds no other up", async (client) => {
      let isAnswered = false;
      poll = serviceOf(client).get(`/slow?ms=${pollMilliseconds}`);
      void poll.catch(() => {}).then(() => (isAnswered = true));
      await serviceOf(client).get("/json");
      expectThat(!isAnswered, "the slow one", "at its end", "still open");
    }),
    row(
      "get",
      "gives the body, JSON taken apart",
      async (client) => {
        expectEqual("body", await serviceOf(client).get("/json"), { answer: 42, words: "größer als 日本語" });
      },
      13,
    ),
    row(
      "get",
      "takes JSON apart whatever its type",
      async (client) => {
        expectEqual("body", await serviceOf(client).get("/json-as-text"), { answer: 42 });
      },
      13,
    ),
    row(
      "get",
      "gives text as text",
      async (client) => {
        expectEqual("body", await serviceOf(client).get("/text"), "plain words, größer als 日本語\n");
      },
      13,
    ),
    row("get", "keeps path and query", async (client) => {
      const heard: any = await serviceOf(client).get("/echo?a=1&b=x%20y&c=%C3%BC");
      expectEqual("method and target", [heard.method, heard.target], ["GET", "/echo?a=1&b=x%20y&c=%C3%BC"]);
    }),
    row("get", "an empty answer is empty", async (client) => {
      const body = await serviceOf(client).get("/status/204");
      expectThat(body === "" || body === undefined || body === null, "body", body, "nothing");
    }),
    row("get", "2 MiB", async (client) => {
      expectEqual("length", ((await serviceOf(client).get("/large?bytes=2097152")) as string).length, 2097152);
    }),
    row("get", "an answer in chunks is put together", async (client) => {
      expectEqual("body", await serviceOf(client).get("/chunks?count=3&ms=30"), "chunk 1\nchunk 2\nchunk 3\n");
    }),
    row("get", "bytes that are no text do not harm", async (client) => {
      const body = await serviceOf(client).get("/binary");
      expectThat(
        typeof body === "string" && body.includes("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "body",
        body,
        "a text with the letters",
      );
    }),
    ...bodyRows,
    ...binaryRows,
    row("post", "3 MiB there", async (client) => {
      const heard: any = await serviceOf(client).post("/echo", { text: "x".repeat(3 << 20) });
      expectEqual("bytes", heard.bytes, (3 << 20) + 11);
    }),
    row("delete", "is DELETE", async (client) => {
      expectEqual("method", ((await serviceOf(client).delete("/echo")) as any).method, "DELETE");
    }),
    row("head", "is fulfilled for what is there, and rejects for what is not", async (client) => {
      await serviceOf(client).head("/json");
      const error = await expectRejection("HEAD /no", serviceOf(client).head("/no"));
      expectEqual("statusCode", error.statusCode, 404);
    }),
    row("request", "has method, headers and data", async (client) => {
      const heard: any = await serviceOf(client).request({
        url: "/echo",
        method: "PUT",
        headers: { "X-Lab": "seen", "Content-Type": "text/csv" },
        data: "a,b",
      });
      expectEqual("method and body", [heard.method, heard.body], ["PUT", "a,b"]);
      expectEqual("headers", [heard.headers["x-lab"], heard.headers["content-type"]], ["seen", "text/csv"]);
    }),
    row("request", "method in any case; headers and data may be left out", async (client) => {
      expectEqual(
        "method",
        ((await serviceOf(client).request({ url: "/echo", method: "delete" } as any)) as any).method,
        "DELETE",
      );
      expectEqual("method", ((await serviceOf(client).request({ url: "/echo" } as any)) as any).method, "GET");
    }),
    row(
      "request",
      "GET with data does not throw",
      async (client) => {
        const heard: any = await serviceOf(client).request({ url: "/echo", method: "GET", headers: {}, data: {} });
        expectEqual("method", heard.method, "GET");
      },
      14,
    ),
    ...[400, 401, 403, 404, 409, 418, 500, 503].map((status) =>
      row("*", `status ${status} is a ServiceError`, async (client) => {
        const error = await expectRejection(`status ${status}`, serviceOf(client).get(`/status/${status}?body=reason`));
        expectThat(error instanceof Error, "the rejection", error, "an Error");
        expectEqual("statusCode and message", [error.statusCode, error.message], [status, "reason"]);
        expectThat(typeof error.name === "string" && error.name !== "", "name", error.name, "a text");
        expectEqual(
          "own fields",
          [{ ...error }.statusCode, JSON.parse(JSON.stringify(error)).message],
          [status, "reason"],
        );
      }),
    ),
    row("*", "status 201 is a success", async (client) => {
      expectEqual("body", await serviceOf(client).post("/status/201?body=made", {}), "made");
    }),
    ...broken.map(([title, path]) =>
      row("*", `${title}, is a rejection`, async (client) => {
        const error = await within(5000, path, expectRejection(path, serviceOf(client).get(path)));
        expectThat(error instanceof Error && error.message !== "", "the rejection", error, "an Error with a message");
      }),
    ),
    row("*", "a request that takes long is waited for, and holds no other up", async (client) => {
      let isAnswered = false;
      const slow = serviceOf(client)
        .get("/slow?ms=1500")
        .then((body) => {
          isAnswered = true;
          return body;
        });
      await serviceOf(client).get("/json");
      expectThat(!isAnswered, "the slow one", "answered", "still open");
      expectEqual("body", await slow, { waited: 1500 });
    }),
    row("*", "thirty at a time", async (client) => {
      const numbers = Array.from({ length: 30 }, (_, number) => number);
      const heard = await Promise.all(numbers.map((number) => serviceOf(client).post("/echo", { number })));
      expectEqual(
        "bodies",
        heard.map((one: any) => JSON.parse(one.body).number),
        numbers,
      );
    }),
    {
      member: "extension.vm.service",
      title: "an absolute URL is asked by the host",
      async run({ client, server }) {
        expectEqual("body", ((await serviceOf(client).get(`${await server()}/json`)) as any).answer, 42);
      },
    },
    {
      member: "extension.vm.service",
      title: "user and password in an absolute URL are sent as such",
      async run({ client, server }) {
        const address = (await server()).replace("://", "://me:p%40ss@");
        const heard: any = await serviceOf(client).get(`${address}/echo?a=1`);
        expectEqual("target", heard.target, "/echo?a=1");
        expectEqual("authorization", heard.headers.authorization, `Basic ${btoa("me:p@ss")}`);
        expectThat(!heard.headers.host.includes("@"), "host", heard.headers.host, "a host without a user");
      },
    },
  ],
};

/** At the end of all areas, so that nobody has to wait for it. */
export const longPoll: Area = {
  name: service.name,
  checks: [
    {
      member: "extension.vm.service",
      title: "35 seconds without an answer are waited for",
      patience: pollMilliseconds + 15_000,
      async run() {
        expectThat(poll !== undefined, "the request", poll, "one that the area's first row began");
        expectEqual("body", await poll, { waited: pollMilliseconds });
      },
    },
  ],
};
