/** What is asked of the person, or of the test, in front of the window. */
export interface Question {
  /** For tests: what is to be looked at or done. */
  kind:
    | "toast"
    | "opened"
    | "nothing-opened"
    | "open-dialog-cancel"
    | "open-dialog-file"
    | "open-dialog-files"
    | "open-dialog-folder"
    | "save-dialog-cancel"
    | "save-dialog-file"
    | "download"
    | "clipboard"
    | "theme";
  /** The text of a toast, the address that opens, the name of a theme. */
  detail: string;
  /** For people. */
  text: string;
}

/** Whether it is as it should be. */
export type Ask = (question: Question) => Promise<boolean>;
