import { allBytes, checksum } from "../bytes";
import type { Area, Bench, Check } from "../check";
import { eventually, expectEqual, expectIncludes, expectRejection, expectThat, pause, within } from "../expect";

const fetched = (title: string, run: (address: string, bench: Bench) => Promise<void>): Check => ({
  member: "fetch of other origins",
  title,
  trap: 23,
  run: async (bench) => run(await bench.server(), bench),
});
const requested = (title: string, run: (address: string, bench: Bench) => Promise<void>): Check => ({
  member: "XMLHttpRequest of other origins",
  title,
  trap: 23,
  run: async (bench) => run(await bench.server(), bench),
});

/** Sends and waits for the end, however it ends. */
function ended(request: XMLHttpRequest, body?: XMLHttpRequestBodyInit): Promise<string> {
  const end = new Promise<string>((resolve) => {
    for (const type of ["load", "error", "abort", "timeout"]) {
      request.addEventListener(type, () => resolve(type));
    }
  });
  request.send(body);
  return within(10_000, "the request's end", end);
}

function opened(method: string, url: string, type: XMLHttpRequestResponseType = ""): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open(method, url);
  request.responseType = type;
  return request;
}

/** How many answers without an end the server is writing. */
const endless = async (address: string) => (await (await fetch(`${address}/streams`)).json()).open;

export const crossOrigin: Area = {
  name: "Other origins",
  checks: [
    fetched("GET, read as JSON and text, with its headers", async (address) => {
      const response = await fetch(`${address}/json`);
      expectEqual("status", [response.ok, response.status, response.statusText], [true, 200, "OK"]);
      expectEqual("JSON", (await response.json()).words, "größer als 日本語");
      const text = await fetch(`${address}/text`);
      expectEqual("header", text.headers.get("x-lab"), "seen");
      expectEqual("text", await text.text(), "plain words, größer als 日本語\n");
    }),
    fetched("localhost by its name", async (address) => {
      expectEqual("status", (await fetch(`${address.replace("127.0.0.1", "localhost")}/json`)).status, 200);
    }),
    fetched("POST of JSON with headers of one's own, without asking first", async (address) => {
      const headers = { "Content-Type": "application/json", Authorization: "Bearer lab", "X-Lab": "seen" };
      const heard = await (
        await fetch(`${address}/echo`, { method: "POST", headers, body: JSON.stringify({ a: "größer" }) })
      ).json();
      expectEqual("method and body", [heard.method, heard.body], ["POST", '{"a":"größer"}']);
      expectEqual(
        "headers",
        [heard.headers["content-type"], heard.headers.authorization, heard.headers["x-lab"]],
        ["application/json", "Bearer lab", "seen"],
      );
    }),
    fetched("PUT, PATCH, DELETE and HEAD", async (address) => {
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        expectEqual("method", (await (await fetch(`${address}/echo`, { method })).json()).method, method);
      }
      const head = await fetch(`${address}/json`, { method: "HEAD" });
      expectEqual("status and body of HEAD", [head.status, await head.text()], [200, ""]);
    }),
    fetched("forms, and what a Request has", async (address) => {
      const form = new FormData();
      form.append("field", "value");
      form.append("file", new Blob(["of a file"]), "lab.txt");
      const heard = await (await fetch(`${address}/echo`, { method: "POST", body: form })).json();
      expectIncludes("type", heard.headers["content-type"], "multipart/form-data; boundary=");
      expectIncludes("body", heard.body, "of a file");
      const search = await (
        await fetch(new Request(`${address}/echo`, { method: "POST", body: new URLSearchParams({ a: "1 2" }) }))
      ).json();
      expectEqual("body", search.body, "a=1+2");
    }),
    fetched("a status that is no success is an answer", async (address) => {
      const response = await fetch(`${address}/status/503?body=later`);
      expectEqual("status and body", [response.ok, response.status, await response.text()], [false, 503, "later"]);
      const empty = await fetch(`${address}/status/204`);
      expectEqual("empty", [empty.status, await empty.text()], [204, ""]);
    }),
    fetched("redirects are followed, or told", async (address) => {
      const response = await fetch(`${address}/redirect?to=/json`);
      expectEqual("redirected, url", [response.redirected, response.url], [true, `${address}/json`]);
      const error = await expectRejection(
        'redirect: "error"',
        fetch(`${address}/redirect?to=/json`, { redirect: "error" }),
      );
      expectThat(error instanceof TypeError, "the rejection", error, "a TypeError");
      const seeOther = await (await fetch(`${address}/redirect?code=303`, { method: "POST", body: "words" })).json();
      expectEqual("method after 303", [seeOther.method, seeOther.body], ["GET", ""]);
      const kept = await (await fetch(`${address}/redirect?code=307`, { method: "POST", body: "words" })).json();
      expectEqual("method after 307", [kept.method, kept.body], ["POST", "words"]);
    }),
    fetched("bytes, both ways", async (address) => {
      const bytes = new Uint8Array(await (await fetch(`${address}/binary?bytes=100000`)).arrayBuffer());
      expectEqual("checksum of what came", checksum(bytes), checksum(allBytes(100000)));
      const sent = allBytes(1_000_000);
      const heard = await (await fetch(`${address}/echo`, { method: "POST", body: sent })).json();
      expectEqual("bytes and checksum of what went", [heard.bytes, heard.checksum], [sent.length, checksum(sent)]);
      const blob = await (await fetch(`${address}/picture.svg`)).blob();
      expectThat(/svg/.test(blob.type), "type of a blob", blob.type, "image/svg+xml");
    }),
    fetched("20 MiB", async (address) => {
      expectEqual(
        "length",
        (await (await fetch(`${address}/large?bytes=20971520`)).arrayBuffer()).byteLength,
        20971520,
      );
    }),
    fetched("a body in pieces comes in pieces", async (address) => {
      const response = await fetch(`${address}/chunks?count=3&ms=200`);
      const reader = response.body!.getReader();
      const began = performance.now();
      const first = await reader.read();
      expectEqual("the first piece", new TextDecoder().decode(first.value), "chunk 1\n");
      expectThat(performance.now() - began < 300, "it came after", performance.now() - began, "less than 300 ms");
      let rest = "";
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        rest += new TextDecoder().decode(piece.value);
      }
      expectEqual("the rest", rest, "chunk 2\nchunk 3\n");
    }),
    fetched("abort ends it, for the server as well", async (address) => {
      const aborter = new AbortController();
      const response = await fetch(`${address}/endless`, { signal: aborter.signal });
      await response.body!.getReader().read();
      expectEqual("endless answers", await endless(address), 1);
      aborter.abort();
      await eventually("the end at the server", async () => (await endless(address)) === 0);
      const before = new AbortController();
      before.abort();
      const error = await expectRejection("aborted before", fetch(`${address}/json`, { signal: before.signal }));
      expectEqual("name", error.name, "AbortError");
      const during = new AbortController();
      const slow = fetch(`${address}/slow?ms=5000`, { signal: during.signal });
      void pause(50).then(() => during.abort());
      expectEqual("name", (await expectRejection("aborted during", slow)).name, "AbortError");
    }),
    fetched("a reader that cancels ends it", async (address) => {
      const reader = (await fetch(`${address}/endless`)).body!.getReader();
      await reader.read();
      await reader.cancel();
      await eventually("the end at the server", async () => (await endless(address)) === 0);
    }),
    fetched("nobody there, and answers that are none, are a TypeError", async (address) => {
      for (const url of ["http://127.0.0.1:1/", `${address}/close`, `${address}/garbage`]) {
        const error = await within(10_000, url, expectRejection(url, fetch(url)));
        expectThat(error instanceof TypeError, `the rejection of ${url}`, error, "a TypeError");
      }
      const half = await fetch(`${address}/half`);
      await expectRejection("a body that ends too early", half.text());
    }),
    fetched("twenty at a time", async (address) => {
      const numbers = Array.from({ length: 20 }, (_, number) => number);
      const heard = await Promise.all(numbers.map(async (number) => (await fetch(`${address}/echo?${number}`)).json()));
      expectEqual(
        "targets",
        heard.map((one) => one.target),
        numbers.map((number) => `/echo?${number}`),
      );
    }),
    fetched("clone() gives the body twice", async (address) => {
      const response = await fetch(`${address}/json`);
      expectEqual("both", [(await response.clone().json()).answer, (await response.json()).answer], [42, 42]);
    }),
    requested("GET: events, states and headers", async (address) => {
      const request = opened("GET", `${address}/text`);
      const states: number[] = [];
      request.onreadystatechange = () => states.push(request.readyState);
      expectEqual("end", await ended(request), "load");
      expectEqual("status", [request.status, request.statusText], [200, "OK"]);
      expectEqual("text", request.responseText, "plain words, größer als 日本語\n");
      expectEqual("header", request.getResponseHeader("X-Lab"), "seen");
      expectIncludes("headers", request.getAllResponseHeaders().toLowerCase(), "x-lab: seen");
      expectEqual("states", [states[0], states.at(-1)], [2, 4]);
      expectEqual("address", request.responseURL, `${address}/text`);
    }),
    requested("POST with headers and progress of what is sent", async (address) => {
      const request = opened("POST", `${address}/echo`, "json");
      request.setRequestHeader("Content-Type", "application/json");
      request.setRequestHeader("X-Lab", "seen");
      let uploaded = 0;
      request.upload.onprogress = (event) => (uploaded = event.loaded);
      request.upload.onload = (event) => (uploaded = event.loaded);
      const body = JSON.stringify({ text: "x".repeat(200_000) });
      expectEqual("end", await ended(request, body), "load");
      expectEqual(
        "what came",
        [request.response.method, request.response.body.length, request.response.headers["x-lab"]],
        ["POST", body.length, "seen"],
      );
      expectEqual("uploaded", uploaded, body.length);
    }),
    requested("responseType: arraybuffer and blob", async (address) => {
      const bytes = opened("GET", `${address}/binary`, "arraybuffer");
      await ended(bytes);
      expectEqual("checksum", checksum(new Uint8Array(bytes.response)), checksum(allBytes(256)));
      const blob = opened("GET", `${address}/binary`, "blob");
      await ended(blob);
      expectEqual("size of the blob", blob.response.size, 256);
    }),
    requested("a status that is no success is a load", async (address) => {
      const request = opened("GET", `${address}/status/404?body=none`);
      expectEqual("end", await ended(request), "load");
      expectEqual("status and text", [request.status, request.responseText], [404, "none"]);
    }),
    requested("progress of what comes", async (address) => {
      const request = opened("GET", `${address}/chunks?count=3&ms=100`);
      const lengths: number[] = [];
      request.onprogress = (event) => lengths.push(event.loaded);
      expectEqual("end", await ended(request), "load");
      expectThat(lengths.length > 1 && lengths.at(-1) === 24, "progress", lengths, "several, at last 24");
    }),
    requested("abort, timeout and nobody there", async (address) => {
      const aborted = opened("GET", `${address}/slow?ms=5000`);
      void pause(50).then(() => aborted.abort());
      expectEqual("end of what is aborted", await ended(aborted), "abort");
      const late = opened("GET", `${address}/slow?ms=5000`);
      late.timeout = 100;
      expectEqual("end of what is late", await ended(late), "timeout");
      expectEqual("end with nobody there", await ended(opened("GET", "http://127.0.0.1:1/")), "error");
    }),
    {
      member: "EventSource of other origins",
      title: "tells its events",
      trap: 23,
      async run({ server }) {
        const source = new EventSource(`${await server()}/events?count=3`);
        const numbers: number[] = [];
        const three = new Promise<void>((resolve, reject) => {
          source.addEventListener("lab", (event) => {
            numbers.push(JSON.parse((event as MessageEvent).data).n);
            if (numbers.length === 3) {
              resolve();
            }
          });
          source.onerror = () => reject(new Error("the EventSource failed"));
        });
        try {
          await within(5000, "three events", three);
        } finally {
          source.close();
        }
        expectEqual("numbers", numbers, [1, 2, 3]);
      },
    },
    {
      member: "WebSocket of other origins",
      title: "talks to a server on this machine",
      trap: 23,
      async run({ server }) {
        const socket = new WebSocket(`${(await server()).replace("http:", "ws:")}/ws`);
        const heard = new Promise<string>((resolve, reject) => {
          socket.onopen = () => socket.send("größer");
          socket.onmessage = (event) => resolve(event.data);
          socket.onerror = () => reject(new Error("the WebSocket failed"));
        });
        try {
          expectEqual("answer", await within(5000, "the answer", heard), "größer");
        } finally {
          socket.close();
        }
      },
    },
  ],
};
