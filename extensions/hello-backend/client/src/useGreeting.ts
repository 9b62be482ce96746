import { createDockerDesktopClient } from "@docker/extension-api-client";
import { useCallback, useRef, useState } from "react";

const ddClient = createDockerDesktopClient();

export type Greeting =
  | { state: "none" }
  | { state: "waiting" }
  | { state: "greeted"; text: string }
  | { state: "failed"; reason: string };

/** What a rejected call has to say: the script's own words where there are any. */
function reasonOf(problem: unknown): string {
  if (typeof problem === "object" && problem !== null) {
    const { stderr, message } = problem as { stderr?: string; message?: string };
    return stderr?.trim() || message || JSON.stringify(problem);
  }
  return String(problem);
}

/** The backend's last greeting, and a function that asks for a new one. */
export function useGreeting(): [Greeting, (name: string) => Promise<void>] {
  const [greeting, setGreeting] = useState<Greeting>({ state: "none" });
  const latest = useRef(0);

  const greet = useCallback(async (name: string) => {
    const call = ++latest.current;
    const show = (next: Greeting) => {
      // An answer that comes after a newer question is of no interest.
      if (call === latest.current) {
        setGreeting(next);
      }
    };
    show({ state: "waiting" });
    try {
      const result = await ddClient.extension.vm?.cli.exec("./hello.sh", [name]);
      show({ state: "greeted", text: result?.stdout.trim() ?? "" });
    } catch (problem) {
      show({ state: "failed", reason: reasonOf(problem) });
    }
  }, []);

  return [greeting, greet];
}
