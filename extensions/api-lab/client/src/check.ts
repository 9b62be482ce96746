import type { LabClient } from "./client";
import type { Ask } from "./questions";

/** What checks have beside the client. */
export interface Bench {
  client: LabClient;
  /** Asks whoever sits in front of the window, or a test in their place. */
  ask: Ask;
  /** The address of the lab's server on this machine, which this extension's host program is. */
  server(): Promise<string>;
}

/** One row: a claim about one member of the interface. `run` throws where it does not hold. */
export interface Check {
  member: string;
  title: string;
  /** The number of the mistake that hosts make, in the list of docs/compatibility.md. */
  trap?: number;
  /** Somebody has to answer: left out unless that is wanted. */
  needsAnswer?: boolean;
  /** How many milliseconds it may take, where that is more than others have. */
  patience?: number;
  run(bench: Bench): Promise<void> | void;
}

export interface Area {
  name: string;
  checks: Check[];
}
