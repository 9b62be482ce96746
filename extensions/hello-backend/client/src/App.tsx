import Button from "@mui/material/Button";
import Container from "@mui/material/Container";
import Paper from "@mui/material/Paper";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import type { FormEvent } from "react";

import { GreetingPanel } from "./GreetingPanel";
import { useGreeting } from "./useGreeting";

export function App() {
  const [name, setName] = useState("");
  const [greeting, greet] = useGreeting();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void greet(name);
  };

  return (
    <Container maxWidth="sm" sx={{ py: 6 }}>
      <Typography variant="h2" component="h1" gutterBottom>
        Hello from a container
      </Typography>
      <Typography color="text.secondary" sx={{ mb: 4 }}>
        The name you type goes to a shell script in this extension's backend. What the script prints comes back.
      </Typography>
      <Paper variant="outlined" sx={{ p: 3 }}>
        <Stack spacing={3}>
          <Stack component="form" direction="row" spacing={2} alignItems="flex-start" onSubmit={submit}>
            <TextField
              id="name"
              label="Name"
              placeholder="Moby"
              value={name}
              onChange={(event) => setName(event.target.value)}
              size="small"
              fullWidth
              autoFocus
              autoComplete="off"
              InputLabelProps={{ shrink: true }}
            />
            <Button
              id="greet"
              type="submit"
              variant="contained"
              disabled={name.trim() === "" || greeting.state === "waiting"}
              sx={{ flexShrink: 0, height: 40 }}
            >
              Say hello
            </Button>
          </Stack>
          <GreetingPanel greeting={greeting} />
        </Stack>
      </Paper>
    </Container>
  );
}
