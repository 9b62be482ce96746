import CssBaseline from "@mui/material/CssBaseline";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";
import { beginVisit } from "./checks/visits";
import { ThemeProvider } from "./theme";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element #root");
}
void beginVisit();
createRoot(root).render(
  <StrictMode>
    <ThemeProvider>
      <CssBaseline />
      <App />
    </ThemeProvider>
  </StrictMode>,
);
