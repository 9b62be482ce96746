import { createDockerDesktopClient } from "@docker/extension-api-client";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Container from "@mui/material/Container";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { FormEvent } from "react";

const ddClient = createDockerDesktopClient();

/** What a rejected call has to say: the script's own words where there are any. */
function reasonOf(problem: unknown): string {
  const { stderr, message } = problem as { stderr?: string; message?: string };
  return stderr?.trim() || message || String(problem);
}

export function App() {
  const [name, setName] = useState("");
  const [greeting, setGreeting] = useState("");
  const [problem, setProblem] = useState("");

  const greet = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const result = await ddClient.extension.vm?.cli.exec("./greet.sh", [name]);
      setGreeting(result?.stdout.trim() ?? "");
      setProblem("");
    } catch (reason) {
      setProblem(reasonOf(reason));
    }
  };

  return (
    <Container maxWidth="sm" sx={{ py: 6 }}>
      <Typography variant="h2" component="h1" gutterBottom>
        {"{{title:json}}"}
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 4 }}>
        {"{{description:json}}"}
      </Typography>
      <Stack component="form" direction="row" spacing={2} sx={{ mb: 3 }} onSubmit={greet}>
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          size="small"
          fullWidth
          autoFocus
        />
        <Button type="submit" variant="contained" disabled={name.trim() === ""}>
          Greet
        </Button>
      </Stack>
      {problem && <Alert severity="error">{problem}</Alert>}
      {greeting && <Typography role="status">{greeting}</Typography>}
    </Container>
  );
}
