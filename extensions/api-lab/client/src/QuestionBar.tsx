import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Stack from "@mui/material/Stack";

import type { Question } from "./questions";

/** What the person in front of the window is asked. */
export function QuestionBar({ question }: { question: Question | undefined }) {
  if (!question) {
    return null;
  }
  return (
    <Alert
      severity="info"
      role="status"
      sx={{ mb: 2, alignItems: "center" }}
      action={
        <Stack direction="row" spacing={1}>
          <Button size="small" color="inherit" onClick={() => window.apiLabAnswer?.(true)}>
            Yes, done
          </Button>
          <Button size="small" color="inherit" onClick={() => window.apiLabAnswer?.(false)}>
            No
          </Button>
        </Stack>
      }
    >
      {question.text}
    </Alert>
  );
}
