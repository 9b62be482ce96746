import type { Exec, ExecResult, LabClient } from "./client";

/** What `lab report` prints. */
export interface Report {
  args: string[];
  cwd: string;
  env: Record<string, string>;
  user: number;
  isTerminal: boolean;
  hostname: string;
  machine: string;
}

/** The name that containers, volumes and the like of this extension begin with. */
export function projectOf(client: LabClient): string {
  const id = client.extension.image.replace(/:[^/:]*$/, "");
  return `${id.replaceAll("/", "_")}-desktop-extension`;
}

/** The container of the first service. */
export const containerOf = (client: LabClient) => `${projectOf(client)}-service`;

/** One of the three places where commands run, and how the lab's program is called there. */
export interface Place {
  member: string;
  exec(client: LabClient): Exec;
  /** Command and arguments that run the lab's program with these words. */
  lab(client: LabClient, words: string[]): [string, string[]];
  /** Whether a signal that ends the lab's program is known by its name; `docker exec` has 128 + its number as a code. */
  tellsSignals: boolean;
  /** Whether this machine's system starts what is called, which fails then, and not a container's, where there is an exit code. */
  isOfThisMachine: boolean;
}

export const places: Record<"docker" | "vm" | "host", Place> = {
  docker: {
    member: "docker.cli.exec",
    exec: (client) => client.docker.cli.exec,
    lab: (client, words) => ["exec", [containerOf(client), "/lab", ...words]],
    tellsSignals: false,
    isOfThisMachine: true,
  },
  vm: {
    member: "extension.vm.cli.exec",
    exec: (client) => client.extension.vm!.cli.exec,
    lab: (_, words) => ["/lab", words],
    tellsSignals: false,
    isOfThisMachine: false,
  },
  host: {
    member: "extension.host.cli.exec",
    exec: (client) => client.extension.host!.cli.exec,
    lab: (_, words) => ["lab", words],
    tellsSignals: true,
    isOfThisMachine: true,
  },
};

/** With the NUL at its end, one byte more than Linux takes in one argument. */
export const tooLongArgument = "x".repeat(128 * 1024);

/** Whether the text says that an argument was too long. */
export const saysTooLong = (text: string) => /argument list too long|E2BIG/i.test(text);

/** Runs the lab's program, as a promise. */
export function runLab(
  client: LabClient,
  place: Place,
  words: string[],
  options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<ExecResult> {
  const [cmd, args] = place.lab(client, words);
  return place.exec(client)(cmd, args, options);
}

export async function reportOf(
  client: LabClient,
  place: Place,
  words: string[],
  options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<Report> {
  return (await runLab(client, place, ["report", ...words], options)).parseJsonObject();
}

/** How many processes of the lab's program have the text in an argument. */
export async function countProcesses(client: LabClient, place: Place, text: string): Promise<number> {
  const found = await runLab(client, place, ["find", text]);
  return found.lines().filter((line) => line !== "").length;
}

let lastMark = 0;

/** A text that is in no other process's arguments. */
export const newMark = () => `mark:${Date.now().toString(36)}-${++lastMark}`;
