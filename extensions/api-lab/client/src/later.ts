/** Loaded by a check when the page is there. */
export const answer = 42;
