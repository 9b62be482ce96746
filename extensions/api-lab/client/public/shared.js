onconnect = ({ ports: [port] }) => {
  port.onmessage = async ({ data }) => {
    port.postMessage(await (await fetch(data.fetch)).text());
  };
};
