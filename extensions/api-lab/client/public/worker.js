onmessage = async ({ data }) => {
  if (data.fetch) {
    postMessage(await (await fetch(data.fetch)).text());
  } else {
    postMessage({ doubled: data.double * 2, client: typeof self.ddClient });
  }
};
