import { createDockerDesktopClient } from "@docker/extension-api-client";

import type { Area, Check } from "../check";
import { expectEqual, expectThat, expectType } from "../expect";

/** Every member, and what kind of thing it is. */
const members: Record<string, string> = {
  "extension.image": "string",
  "extension.vm": "object",
  "extension.vm.cli.exec": "function",
  "extension.vm.service": "object",
  "extension.vm.service.get": "function",
  "extension.vm.service.post": "function",
  "extension.vm.service.put": "function",
  "extension.vm.service.patch": "function",
  "extension.vm.service.delete": "function",
  "extension.vm.service.head": "function",
  "extension.vm.service.request": "function",
  "extension.host": "object",
  "extension.host.cli.exec": "function",
  "desktopUI.toast.success": "function",
  "desktopUI.toast.warning": "function",
  "desktopUI.toast.error": "function",
  "desktopUI.dialog.showOpenDialog": "function",
  "desktopUI.navigate.viewContainers": "function",
  "desktopUI.navigate.viewContainer": "function",
  "desktopUI.navigate.viewContainerLogs": "function",
  "desktopUI.navigate.viewContainerInspect": "function",
  "desktopUI.navigate.viewContainerTerminal": "function",
  "desktopUI.navigate.viewContainerStats": "function",
  "desktopUI.navigate.viewImages": "function",
  "desktopUI.navigate.viewImage": "function",
  "desktopUI.navigate.viewVolumes": "function",
  "desktopUI.navigate.viewVolume": "function",
  "desktopUI.navigate.viewDevEnvironments": "function",
  "host.openExternal": "function",
  "host.platform": "string",
  "host.arch": "string",
  "host.hostname": "string",
  "docker.cli.exec": "function",
  "docker.listContainers": "function",
  "docker.listImages": "function",
};

const exists = ([member, type]: [string, string]): Check => ({
  member,
  title: type === "object" ? "is an object" : `is a ${type}`,
  run({ client }) {
    const value = member.split(".").reduce((object: any, name) => object?.[name], client);
    expectType(member, value, type);
  },
});

export const entry: Area = {
  name: "Client",
  checks: [
    {
      member: "createDockerDesktopClient()",
      title: "finds window.ddClient before the page's first script",
      trap: 1,
      run() {
        expectEqual("typeof ddClient", window.apiLabAtFirstScript.client, "object");
        expectEqual("extension.image", window.apiLabAtFirstScript.image, window.ddClient.extension.image);
      },
    },
    {
      member: "createDockerDesktopClient()",
      title: "gives the same object at each call",
      run({ client }) {
        expectThat(
          (createDockerDesktopClient() as unknown) === client,
          "the second client",
          "another object",
          "the first one",
        );
        expectThat((window.ddClient as unknown) === client, "window.ddClient", "another object", "the same object");
      },
    },
    {
      member: "createDockerDesktopClient()",
      title: "an awaited client is the client",
      async run({ client }) {
        expectThat((await client) === client, "await client", "something else", "the client");
      },
    },
    {
      member: "createDockerDesktopClient()",
      title: "methods need no this",
      async run({ client }) {
        const { exec } = client.docker.cli;
        const { listContainers } = client.docker;
        const { get } = client.extension.vm!.service!;
        expectType("the output of exec", (await exec("version", ["--format", "{{.Client.Version}}"])).stdout, "string");
        expectThat(Array.isArray(await listContainers()), "listContainers", undefined, "a list");
        expectEqual("get", ((await get("/json")) as any).answer, 42);
      },
    },
    ...Object.entries(members).map(exists),
  ],
};
