import { useCallback, useMemo, useState } from "react";

import { areas } from "./checks";
import type { Ask } from "./questions";
import type { Row } from "./runner";
import { chosen, makeBench, runAll } from "./runner";

export interface Lab {
  rows: Row[];
  /** How many there will be. */
  total: number;
  isRunning: boolean;
  run(): void;
}

/** The checks, those with questions among them or not, and what came of them. */
export function useLab(ask: Ask, withAnswers: boolean): Lab {
  const [rows, setRows] = useState<Row[]>([]);
  const [isRunning, setRunning] = useState(false);
  const bench = useMemo(() => makeBench(ask), [ask]);
  const wanted = useMemo(() => chosen(areas, withAnswers), [withAnswers]);
  const total = wanted.reduce((sum, area) => sum + area.checks.length, 0);

  const run = useCallback(async () => {
    window.apiLabReport = undefined;
    setRunning(true);
    setRows([]);
    const all = await runAll(wanted, bench, (row) => setRows((before) => [...before, row]));
    setRunning(false);
    window.apiLabReport = all;
  }, [wanted, bench]);

  return { rows, total, isRunning, run };
}
