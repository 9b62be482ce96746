import type { Area, Bench, Check } from "./check";
import { client } from "./client";
import { within } from "./expect";
import { openLab } from "./streams";
import { places } from "./program";
import type { Ask } from "./questions";

/** The outcome of one check. */
export interface Row {
  area: string;
  member: string;
  title: string;
  trap?: number;
  passed: boolean;
  /** Why it failed, else empty. */
  message: string;
  milliseconds: number;
}

/** For one check; somebody who is asked has longer. */
const patience = 20_000;
const patienceWithPeople = 300_000;

/** Starts the lab's server on this machine, which ends with the page. */
async function startServer(): Promise<string> {
  const { log, begun, ended } = openLab(client, places.host, ["serve", "port:0"], { splitOutputLines: true });
  await within(10_000, "the lab's server on this machine", Promise.race([begun, ended]));
  if (!log.outputs[0]?.stdout) {
    throw new Error(`The lab's server on this machine did not start: ${JSON.stringify(log)}`);
  }
  return `http://127.0.0.1:${JSON.parse(log.outputs[0].stdout).port}`;
}

export function makeBench(ask: Ask): Bench {
  let server: Promise<string> | undefined;
  return { client, ask, server: () => (server ??= startServer()) };
}

async function runOne(area: Area, check: Check, bench: Bench): Promise<Row> {
  const began = performance.now();
  const { member, title, trap } = check;
  let message = "";
  try {
    // A check that throws at once is no different from one that rejects.
    const run = Promise.resolve().then(() => check.run(bench));
    await within(check.patience ?? (check.needsAnswer ? patienceWithPeople : patience), "the check", run);
  } catch (problem) {
    // What nobody has answered is of no interest any more.
    window.apiLabAnswer?.(false);
    message =
      problem instanceof Error
        ? `${problem.name === "Error" ? "" : `${problem.name}: `}${problem.message}`
        : (JSON.stringify(problem) ?? String(problem));
  }
  return {
    area: area.name,
    member,
    title,
    trap,
    passed: message === "",
    message: message.trim(),
    milliseconds: Math.round(performance.now() - began),
  };
}

/** One check after the other; each outcome is told as it comes. */
export async function runAll(areas: Area[], bench: Bench, tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const area of areas) {
    for (const check of area.checks) {
      const row = await runOne(area, check, bench);
      rows.push(row);
      tell(row);
    }
  }
  return rows;
}

/** Those that nobody has to answer, or all. */
export const chosen = (areas: Area[], withAnswers: boolean): Area[] =>
  areas
    .map((area) => ({ ...area, checks: area.checks.filter((check) => withAnswers || !check.needsAnswer) }))
    .filter((area) => area.checks.length > 0);
