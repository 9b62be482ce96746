import type { Area, Bench, Check } from "../check";
import { expectEqual, expectIncludes, expectThat, within } from "../expect";

const row = (member: string, title: string, run: Check["run"], trap?: number): Check => ({ member, title, run, trap });

/** Shows a document in a frame and gives what it posts. */
async function frameSays(url: string): Promise<any> {
  const frame = document.createElement("iframe");
  frame.style.display = "none";
  const said = new Promise<any>((resolve) => {
    window.addEventListener("message", function listen(event) {
      if (event.source === frame.contentWindow && event.data.frame) {
        window.removeEventListener("message", listen);
        resolve(event.data.frame);
      }
    });
  });
  frame.src = url;
  document.body.append(frame);
  try {
    return await within(10_000, `the frame ${url}`, said);
  } finally {
    frame.remove();
  }
}

/** What the page's worker answers to a message. */
async function askWorker(message: object, script = "./worker.js"): Promise<any> {
  const worker = new Worker(script);
  const answer = new Promise<any>((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.postMessage(message);
  try {
    return await within(5000, "the worker", answer);
  } finally {
    worker.terminate();
  }
}

/** The same by a worker whose script the page has made itself, as bundlers do. */
async function askBlobWorker(message: object): Promise<any> {
  const script = await (await fetch("./worker.js")).text();
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    return await askWorker(message, url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The text that the page's shared worker fetches. */
async function fetchInSharedWorker(url: string): Promise<string> {
  const { port } = new SharedWorker("./shared.js");
  const answer = new Promise<string>((resolve) => {
    port.onmessage = (event) => resolve(event.data);
  });
  port.postMessage({ fetch: url });
  try {
    return await within(5000, "the shared worker", answer);
  } finally {
    port.close();
  }
}

const stored = (title: string, storage: () => Storage) =>
  row(title, "keeps what is put in", () => {
    storage().setItem("lab-key", "größer");
    expectEqual("value", storage().getItem("lab-key"), "größer");
    storage().removeItem("lab-key");
  });

async function opensOutside({ ask }: Bench, url: string, open: () => void) {
  open();
  const text = `Did ${url} open in the browser?`;
  expectThat(await ask({ kind: "opened", detail: url, text }), text, "no", "yes");
  expectThat(document.getElementById("run") !== null, "the page", "gone", "still there");
}

export const page: Area = {
  name: "Page",
  checks: [
    row(
      "page origin",
      "is the extension's own, without its tag, and no file",
      ({ client }) => {
        expectThat(
          location.protocol !== "file:" && location.origin !== "null",
          "origin",
          location.origin,
          "one of its own",
        );
        const tag = client.extension.image.split(":").at(-1)!;
        expectThat(!location.href.includes(tag), "address", location.href, `nothing of ${tag}`);
      },
      22,
    ),
    row("page origin", "is a secure context", async () => {
      expectEqual("isSecureContext", window.isSecureContext, true);
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("lab")));
      expectEqual("bytes of a digest", digest.length, 32);
    }),
    row("page origin", "has no query of its own", () => expectEqual("location.search", location.search, "")),
    row(
      "ES modules",
      "load, also later",
      async () => {
        const { answer } = await import("../later");
        expectEqual("answer", answer, 42);
      },
      22,
    ),
    row(
      "own files",
      "by fetch, with their types",
      async () => {
        const response = await fetch("./data.json");
        expectEqual("status and JSON", [response.status, (await response.json()).words], [200, "größer als 日本語"]);
        expectThat(
          /json/.test(response.headers.get("Content-Type") ?? ""),
          "type",
          response.headers.get("Content-Type"),
          "application/json",
        );
        expectThat(
          /svg/.test((await fetch("./picture.svg")).headers.get("Content-Type") ?? ""),
          "type of picture.svg",
          undefined,
          "image/svg+xml",
        );
      },
      22,
    ),
    row("own files", "what is not there is a 404", async () => {
      const response = await fetch("./no-such-file.json");
      expectEqual("ok and status", [response.ok, response.status], [false, 404]);
    }),
    row(
      "own files",
      "by XMLHttpRequest",
      async () => {
        const request = new XMLHttpRequest();
        request.responseType = "json";
        const loaded = new Promise((resolve, reject) => {
          request.onload = resolve;
          request.onerror = reject;
        });
        request.open("GET", "./data.json");
        request.send();
        await within(5000, "the file", loaded);
        expectEqual("answer", request.response.answer, 42);
      },
      22,
    ),
    row("own files", "WebAssembly", async () => {
      const { instance } = await WebAssembly.instantiate(await (await fetch("./add.wasm")).arrayBuffer());
      expectEqual("2 + 3", (instance.exports.add as any)(2, 3), 5);
      const streamed = await WebAssembly.instantiateStreaming(fetch("./add.wasm"));
      expectEqual("2 + 3 of a stream", (streamed.instance.exports.add as any)(2, 3), 5);
    }),
    row("own files", "pictures", async () => {
      const picture = new Image();
      picture.src = "./picture.svg";
      await within(5000, "the picture", picture.decode());
      expectEqual("size", [picture.naturalWidth, picture.naturalHeight], [6, 4]);
    }),
    row(
      "own files",
      "fonts",
      async () => {
        const type = (await fetch("./wide.ttf")).headers.get("Content-Type") ?? "";
        expectIncludes("type of wide.ttf", type, "font/ttf");
        const font = new FontFace("Lab Wide", "url(./wide.ttf)");
        document.fonts.add(await within(5000, "the font", font.load()));
        const pen = document.createElement("canvas").getContext("2d")!;
        pen.font = '100px "Lab Wide"';
        const { width } = pen.measureText("AA");
        document.fonts.delete(font);
        expectEqual("width of two letters", Math.round(width), 600);
      },
      22,
    ),
    row("workers", "answer", async () => {
      expectEqual("answer", await askWorker({ double: 21 }), { doubled: 42, client: "undefined" });
    }),
    row(
      "workers",
      "fetch own files and those of other origins",
      async ({ server }) => {
        expectEqual("own", JSON.parse(await askWorker({ fetch: "./data.json" })).answer, 42);
        expectIncludes("other", await askWorker({ fetch: `${await server()}/text` }), "plain words");
      },
      23,
    ),
    row(
      "workers",
      "of blobs fetch the same",
      async ({ server }) => {
        const own = new URL("./data.json", location.href).href;
        expectEqual("own", JSON.parse(await askBlobWorker({ fetch: own })).answer, 42);
        expectIncludes("other", await askBlobWorker({ fetch: `${await server()}/text` }), "plain words");
      },
      23,
    ),
    row(
      "workers",
      "that are shared fetch the same",
      async ({ server }) => {
        expectEqual("own", JSON.parse(await fetchInSharedWorker("./data.json")).answer, 42);
        expectIncludes("other", await fetchInSharedWorker(`${await server()}/text`), "plain words");
      },
      23,
    ),
    stored("localStorage", () => localStorage),
    stored("sessionStorage", () => sessionStorage),
    row("indexedDB", "opens", async () => {
      const opened = new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("lab", 1);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      (await within(5000, "the database", opened)).close();
    }),
    row("history", "pushState and back, as routers do", async () => {
      const before = location.href;
      const popped = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
      history.pushState({ lab: 1 }, "", "#/lab");
      expectThat(location.hash === "#/lab", "hash", location.hash, "#/lab");
      history.back();
      await within(5000, "popstate", popped);
      expectEqual("address", location.href, before);
    }),
    row("history", "pushState of a path and back, as BrowserRouter does", async ({ client }) => {
      const before = location.href;
      const popped = new Promise((resolve) => window.addEventListener("popstate", resolve, { once: true }));
      history.pushState({ lab: 2 }, "", "/lab");
      try {
        expectEqual("path", location.pathname, "/lab");
        const body: any = await client.extension.vm!.service!.get("/json");
        expectEqual("an answer to the page at that path", body.answer, 42);
      } finally {
        history.back();
        await within(5000, "popstate", popped);
      }
      expectEqual("address", location.href, before);
    }),
    row(
      "iframes",
      "show what is on this machine, in both spellings",
      async ({ server }) => {
        const address = await server();
        for (const url of [`${address}/frame`, `${address.replace("127.0.0.1", "localhost")}/frame`]) {
          expectEqual("origin", (await frameSays(url)).origin, new URL(url).origin);
        }
      },
      23,
    ),
    row(
      "iframes",
      "have no client, no channel and no themes",
      async ({ server }) => {
        const found = await frameSays(`${await server()}/frame`);
        expectEqual(
          "what it finds",
          [found.client, found.transport, found.themes],
          ["undefined", "undefined", "undefined"],
        );
      },
      24,
    ),
    row(
      "iframes",
      "are held to the same-origin rule",
      async ({ server }) => {
        expectEqual("another's text", (await frameSays(`${await server()}/frame`)).crossOrigin, "refused");
      },
      24,
    ),
    row(
      "iframes",
      "of the extension's own files have no client either",
      async () => {
        const frame = document.createElement("iframe");
        frame.style.display = "none";
        const loaded = new Promise((resolve) => (frame.onload = resolve));
        frame.src = "./picture.svg";
        document.body.append(frame);
        await within(5000, "the frame", loaded);
        const type = typeof (frame.contentWindow as any)?.ddClient;
        frame.remove();
        expectEqual("typeof ddClient", type, "undefined");
      },
      24,
    ),
    row(
      "pictures of others",
      "load",
      async ({ server }) => {
        const picture = new Image();
        picture.src = `${await server()}/picture.svg`;
        await within(5000, "the picture", picture.decode());
        expectEqual("size", [picture.naturalWidth, picture.naturalHeight], [7, 5]);
      },
      23,
    ),
    {
      member: "links",
      title: "window.open and target=_blank go to the browser",
      needsAnswer: true,
      async run(bench) {
        await opensOutside(bench, "https://lab.example/opened", () => window.open("https://lab.example/opened"));
        await opensOutside(bench, "https://lab.example/clicked", () => {
          const link = document.createElement("a");
          Object.assign(link, { href: "https://lab.example/clicked", target: "_blank", rel: "noreferrer" });
          document.body.append(link);
          link.click();
          link.remove();
        });
      },
    },
    {
      member: "links",
      title: "location stays with the extension",
      needsAnswer: true,
      run: (bench) =>
        opensOutside(bench, "https://lab.example/located", () => location.assign("https://lab.example/located")),
    },
    {
      member: "clipboard",
      title: "takes what a page copies",
      needsAnswer: true,
      async run({ ask }) {
        await navigator.clipboard.writeText("copied by the lab");
        const text = 'Is "copied by the lab" in the clipboard?';
        expectThat(await ask({ kind: "clipboard", detail: "copied by the lab", text }), text, "no", "yes");
      },
    },
    {
      member: "downloads",
      title: "a Blob is saved where the user says",
      needsAnswer: true,
      async run({ ask }) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob(["saved by the lab\n"], { type: "text/plain" }));
        link.download = "lab.txt";
        link.click();
        const text = 'Save the file; does it say "saved by the lab"?';
        expectThat(await ask({ kind: "download", detail: "saved by the lab\n", text }), text, "no", "yes");
      },
    },
  ],
};
