import { createDockerDesktopClient } from "@docker/extension-api-client";
import type { v1, v1Hybrid } from "@docker/extension-api-client-types";

import type { Extras } from "./extras";

/** What earlier versions of Docker's types had. */
interface Former {
  navigateToDevEnvironments(): Promise<void> | void;
  spawnInVMExtension(cmd: string, args: string[], callback: SpawnCallback): void;
  desktopUI: { navigate: { viewDevEnvironments(): Promise<void> } };
}

export type SpawnCallback = (data: any, error: any) => void;
export type Exec = v1.Exec;
export type ExecResult = v1.ExecResult;

/** Docker's own type, what was in it before, and what Pierhead adds. */
export type LabClient = v1Hybrid.DockerDesktopClient & Former & { pierhead?: Extras };

// As most extensions do it: when the module is read, before anything is on the page.
export const client = createDockerDesktopClient() as LabClient;
