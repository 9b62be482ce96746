import Box from "@mui/material/Box";
import Paper from "@mui/material/Paper";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";

import type { Shown } from "./App";
import type { Row } from "./runner";

const isWanted = (row: Row, shown: Shown, words: string) =>
  (shown === "all" || row.passed === (shown === "passed")) &&
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${row.area} ${row.member} ${row.title} ${row.message}`.toLowerCase().includes(word));

function Outcome({ passed }: { passed: boolean }) {
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1,
        color: passed ? "success.main" : "error.main",
        whiteSpace: "nowrap",
      }}
    >
      <svg
        width="14"
        height="14"
        viewBox="0 0 14 14"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        <path d={passed ? "M2 7.5 5.5 11 12 3.500" : "M3 3l8 8M11 3l-8 8"} />
      </svg>
      {passed ? "passed" : "failed"}
    </Box>
  );
}

function ResultRow({ row }: { row: Row }) {
  return (
    <TableRow hover sx={{ "&:last-child td": { border: 0 } }}>
      <TableCell sx={{ width: 96 }}>
        <Outcome passed={row.passed} />
      </TableCell>
      <TableCell sx={{ width: 300, fontFamily: "monospace", overflowWrap: "anywhere" }}>{row.member}</TableCell>
      <TableCell sx={{ overflowWrap: "anywhere" }}>
        {row.title}
        {row.message && (
          <Typography
            variant="body2"
            component="div"
            color="error"
            sx={{ mt: 0.5, fontFamily: "monospace", fontSize: 12, whiteSpace: "pre-wrap" }}
          >
            {row.message}
          </Typography>
        )}
      </TableCell>
      <TableCell
        align="right"
        sx={{ width: 84, color: "text.secondary", whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}
      >
        {row.milliseconds} ms
      </TableCell>
    </TableRow>
  );
}

export function Results({
  rows,
  shown,
  words,
  isRunning,
}: {
  rows: Row[];
  shown: Shown;
  words: string;
  isRunning: boolean;
}) {
  const wanted = rows.filter((row) => isWanted(row, shown, words));
  if (wanted.length === 0) {
    const text =
      rows.length > 0 ? "No row is like that." : isRunning ? "The first rows come soon." : "The rows appear here.";
    return (
      <Paper variant="outlined" sx={{ p: 6, textAlign: "center" }}>
        <Typography color="text.secondary">{text}</Typography>
      </Paper>
    );
  }
  return (
    <TableContainer component={Paper} variant="outlined">
      <Table size="small" sx={{ tableLayout: "fixed" }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 96 }}>Outcome</TableCell>
            <TableCell sx={{ width: 300 }}>Member</TableCell>
            <TableCell>Check</TableCell>
            <TableCell align="right" sx={{ width: 84 }}>
              Time
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {wanted.map((row, index) => (
            <ResultRow key={index} row={row} />
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
