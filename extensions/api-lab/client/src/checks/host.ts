import type { Area } from "../check";
import { expectEqual, expectThat } from "../expect";
import { places, reportOf } from "../program";

const architectures: Record<string, string> = {
  x86_64: "x64",
  aarch64: "arm64",
  armv7l: "arm",
  i686: "ia32",
  ppc64le: "ppc64",
  s390x: "s390x",
  riscv64: "riscv64",
};

export const host: Area = {
  name: "Host",
  checks: [
    {
      member: "host.platform",
      title: "is Node's name",
      trap: 25,
      run: ({ client }) => expectEqual("platform", client.host.platform, "linux"),
    },
    {
      member: "host.arch",
      title: "is Node's name of what the machine says",
      trap: 25,
      async run({ client }) {
        expectEqual("arch", client.host.arch, architectures[(await reportOf(client, places.host, [])).machine]);
      },
    },
    {
      member: "host.hostname",
      title: "is the machine's name",
      async run({ client }) {
        expectEqual("hostname", client.host.hostname, (await reportOf(client, places.host, [])).hostname);
      },
    },
    {
      member: "host.platform",
      title: "values are there at once and are no promises",
      run({ client }) {
        const { platform, arch, hostname } = client.host;
        expectThat(
          [platform, arch, hostname].every((value) => typeof value === "string" && value !== ""),
          "values",
          [platform, arch, hostname],
          "texts",
        );
      },
    },
  ],
};
