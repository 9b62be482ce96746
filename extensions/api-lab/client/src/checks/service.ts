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

const broken: [string, string][] = [
  ["a service that closes without an answer", "/close"],
  ["an answer that is no HTTP", "/garbage"],
  ["an answer that ends too early", "/half"],
];

export const service: Area = {
  name: "Service",
  checks: [
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
    ...[400, 404, 409, 418, 500, 503].map((status) =>
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
  ],
};
