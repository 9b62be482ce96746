import { useCallback, useState } from "react";

import type { Ask, Question } from "./questions";

/** The question that is open, if any, and a function that asks one and waits for the answer. */
export function useQuestion(): [Question | undefined, Ask] {
  const [question, setQuestion] = useState<Question>();

  const ask = useCallback<Ask>(
    (next) =>
      new Promise((resolve) => {
        window.apiLabAnswer = (isRight) => {
          window.apiLabQuestion = undefined;
          setQuestion(undefined);
          resolve(isRight);
        };
        window.apiLabQuestion = next;
        setQuestion(next);
      }),
    [],
  );

  return [question, ask];
}
