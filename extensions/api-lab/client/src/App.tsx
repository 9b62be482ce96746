import Box from "@mui/material/Box";
import Container from "@mui/material/Container";
import Typography from "@mui/material/Typography";
import { useState } from "react";

import { Controls } from "./Controls";
import { QuestionBar } from "./QuestionBar";
import { Results } from "./Results";
import { Summary } from "./Summary";
import { useLab } from "./useLab";
import { useQuestion } from "./useQuestion";

export type Shown = "all" | "failed" | "passed";

export function App() {
  const [question, ask] = useQuestion();
  const [withAnswers, setWithAnswers] = useState(false);
  const [shown, setShown] = useState<Shown>("all");
  const [words, setWords] = useState("");
  const lab = useLab(ask, withAnswers);

  return (
    <Container maxWidth="lg" sx={{ py: 4 }}>
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 2, mb: 0.5 }}>
        <Typography variant="h3" component="h1">
          API Lab
        </Typography>
        <Typography variant="body2" color="text.secondary">
          client {__CLIENT_VERSION__}, theme {__THEME_VERSION__}, MUI {__MUI_VERSION__}
        </Typography>
      </Box>
      <Typography color="text.secondary" sx={{ mb: 3 }}>
        Tries everything that an extension may ask of its host, and shows what holds.
      </Typography>
      <Controls
        lab={lab}
        withAnswers={withAnswers}
        setWithAnswers={setWithAnswers}
        shown={shown}
        setShown={setShown}
        words={words}
        setWords={setWords}
      />
      <QuestionBar question={question} />
      <Summary lab={lab} />
      <Results rows={lab.rows} shown={shown} words={words} isRunning={lab.isRunning} />
    </Container>
  );
}
