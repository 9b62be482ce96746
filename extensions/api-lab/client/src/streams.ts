import type { v1 } from "@docker/extension-api-client-types";

import type { Exec, LabClient } from "./client";
import { within } from "./expect";
import type { Place } from "./program";

/** All that a stream's callbacks were told, in order. */
export interface StreamLog {
  outputs: { stdout?: string; stderr?: string }[];
  codes: number[];
  errors: any[];
  order: string[];
}

export interface OpenStream {
  process: { close(): void };
  log: StreamLog;
  /** Fulfilled with the first output. */
  begun: Promise<void>;
  /** Fulfilled with onClose or onError. */
  ended: Promise<void>;
}

interface StreamOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  splitOutputLines?: boolean;
}

export function openStream(
  exec: Exec,
  cmd: string,
  args: string[],
  { splitOutputLines, ...options }: StreamOptions = {},
): OpenStream {
  const log: StreamLog = { outputs: [], codes: [], errors: [], order: [] };
  let isBegun = () => {};
  let isEnded = () => {};
  const begun = new Promise<void>((resolve) => (isBegun = resolve));
  const ended = new Promise<void>((resolve) => (isEnded = resolve));
  const callbacks: v1.ExecStreamOptions = {
    splitOutputLines,
    onOutput(data) {
      log.outputs.push(data);
      log.order.push("output");
      isBegun();
    },
    onError(error) {
      log.errors.push(error);
      log.order.push("error");
      isEnded();
    },
    onClose(code) {
      log.codes.push(code);
      log.order.push("close");
      isEnded();
    },
  };
  const process = exec(cmd, args, { ...options, stream: callbacks });
  return { process, log, begun, ended };
}

export function openLab(client: LabClient, place: Place, words: string[], options?: StreamOptions): OpenStream {
  const [cmd, args] = place.lab(client, words);
  return openStream(place.exec(client), cmd, args, options);
}

/** The whole of a stream of the lab's program. */
export async function streamLab(
  client: LabClient,
  place: Place,
  words: string[],
  options?: StreamOptions,
): Promise<StreamLog> {
  const { log, ended } = openLab(client, place, words, options);
  await within(60_000, "the end of the stream", ended);
  return log;
}

/** What one of the channels got, put together. */
export const textOf = (log: StreamLog, channel: "stdout" | "stderr") =>
  log.outputs.map((data) => data[channel] ?? "").join("");
