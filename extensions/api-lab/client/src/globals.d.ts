/// <reference types="vite/client" />
import type { Question } from "./questions";
import type { Row } from "./runner";
import type { LabClient } from "./client";

declare global {
  const __CLIENT_VERSION__: string;
  const __THEME_VERSION__: string;
  const __MUI_VERSION__: string;

  interface Window {
    ddClient: LabClient;
    __ddMuiV5Themes: any;
    __ddMuiV6Themes: any;
    apiLabAtFirstScript: { client: string; image: string; themes: string[] };
    /** The rows of the last run; not there while one is under way. For tests. */
    apiLabReport?: Row[];
    /** What somebody is asked at this moment, and how to answer. For tests. */
    apiLabQuestion?: Question;
    apiLabAnswer?(isRight: boolean): void;
  }
}
