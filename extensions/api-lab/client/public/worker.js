onmessage = (event) => postMessage({ doubled: event.data * 2, client: typeof self.ddClient });
