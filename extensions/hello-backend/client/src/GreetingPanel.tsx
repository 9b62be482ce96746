import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import type { Greeting } from "./useGreeting";

/** The answer, in a place of its own that is there from the start, so that nothing jumps. */
export function GreetingPanel({ greeting }: { greeting: Greeting }) {
  if (greeting.state === "failed") {
    return (
      <Alert severity="error" role="alert">
        <AlertTitle>The backend did not answer</AlertTitle>
        {greeting.reason}
      </Alert>
    );
  }
  const text = {
    none: "The answer appears here.",
    waiting: "Asking the backend…",
    greeted: greeting.state === "greeted" ? greeting.text : "",
  }[greeting.state];
  return (
    <Box
      id="greeting"
      role="status"
      aria-live="polite"
      sx={{
        minHeight: 88,
        display: "flex",
        alignItems: "center",
        px: 3,
        py: 2,
        borderRadius: 1,
        bgcolor: "action.hover",
        borderLeft: 4,
        borderColor: greeting.state === "greeted" ? "primary.main" : "divider",
        transition: "border-color 150ms",
      }}
    >
      <Typography
        variant={greeting.state === "greeted" ? "h3" : "body2"}
        component="p"
        color={greeting.state === "greeted" ? "text.primary" : "text.secondary"}
        sx={{ overflowWrap: "anywhere", m: 0 }}
      >
        {text}
      </Typography>
    </Box>
  );
}
