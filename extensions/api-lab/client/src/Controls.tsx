import Button from "@mui/material/Button";
import FormControlLabel from "@mui/material/FormControlLabel";
import Stack from "@mui/material/Stack";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import type { Shown } from "./App";
import type { Lab } from "./useLab";

interface Props {
  lab: Lab;
  withAnswers: boolean;
  setWithAnswers(value: boolean): void;
  shown: Shown;
  setShown(value: Shown): void;
  words: string;
  setWords(value: string): void;
}

/** The button, what it runs, and which rows are to be seen. */
export function Controls({ lab, withAnswers, setWithAnswers, shown, setShown, words, setWords }: Props) {
  return (
    <Stack direction="row" flexWrap="wrap" alignItems="center" sx={{ gap: 2, mb: 2 }}>
      <Button
        id="run"
        variant="contained"
        onClick={lab.run}
        disabled={lab.isRunning}
        sx={{ height: 40, minWidth: 148, whiteSpace: "nowrap" }}
      >
        {lab.isRunning ? "Running…" : "Run all checks"}
      </Button>
      <FormControlLabel
        control={
          <Switch
            id="with-dialogs"
            checked={withAnswers}
            onChange={(event) => setWithAnswers(event.target.checked)}
            disabled={lab.isRunning}
          />
        }
        label="With dialogs"
        sx={{ mr: "auto" }}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={shown}
        onChange={(_, value: Shown | null) => value && setShown(value)}
        aria-label="Rows"
        sx={{ height: 40 }}
      >
        <ToggleButton value="all" sx={{ px: 2, textTransform: "none" }}>
          All
        </ToggleButton>
        <ToggleButton value="failed" sx={{ px: 2, textTransform: "none" }}>
          Failed
        </ToggleButton>
        <ToggleButton value="passed" sx={{ px: 2, textTransform: "none" }}>
          Passed
        </ToggleButton>
      </ToggleButtonGroup>
      <TextField
        id="filter"
        size="small"
        placeholder="Filter"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        autoComplete="off"
        sx={{ width: 220 }}
      />
    </Stack>
  );
}
