import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";

import type { Lab } from "./useLab";

/** How many passed and failed, in a place that is there from the start. */
export function Summary({ lab }: { lab: Lab }) {
  const passed = lab.rows.filter((row) => row.passed).length;
  const failed = lab.rows.length - passed;
  return (
    <Box role="status" aria-live="polite" sx={{ mb: 2 }}>
      <LinearProgress
        variant="determinate"
        color={failed > 0 ? "error" : "success"}
        value={(100 * lab.rows.length) / Math.max(lab.total, 1)}
        sx={{ height: 6, borderRadius: 3, mb: 1 }}
      />
      <Typography id="summary" variant="body2" color="text.secondary" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {lab.rows.length === 0 && !lab.isRunning
          ? `${lab.total} checks`
          : `${lab.rows.length} of ${lab.total} checks: ${passed} passed, ${failed} failed`}
      </Typography>
    </Box>
  );
}
