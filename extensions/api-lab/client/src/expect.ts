/** What a check throws: expected and actual, as JSON. */
export class Mismatch extends Error {
  constructor(what: string, actual: unknown, expected: unknown) {
    super(`${what}: expected ${shown(expected)}, got ${shown(actual)}`);
    this.name = "Mismatch";
  }
}

function shown(value: unknown): string {
  if (typeof value === "function" || typeof value === "undefined" || typeof value === "symbol") {
    return String(value).slice(0, 60);
  }
  if (value instanceof Error) {
    return `${value.name}: ${value.message}`;
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}

/** The same value with its keys in order, so that two that mean the same have the same JSON. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, entry]) => [key, ordered(entry)]),
    );
  }
  return value;
}

export function expectEqual(what: string, actual: unknown, expected: unknown) {
  const areSame =
    actual === expected ||
    (typeof actual === typeof expected && JSON.stringify(ordered(actual)) === JSON.stringify(ordered(expected)));
  if (!areSame) {
    throw new Mismatch(what, actual, expected);
  }
}

/** `expected` says in words what `actual` is not. */
export function expectThat(condition: boolean, what: string, actual: unknown, expected: string) {
  if (!condition) {
    throw new Error(`${what}: expected ${expected}, got ${shown(actual)}`);
  }
}

export function expectType(what: string, actual: unknown, type: string) {
  expectThat(typeof actual === type, what, actual, `the type ${type}`);
}

export function expectIncludes(what: string, actual: string, part: string) {
  expectThat(typeof actual === "string" && actual.includes(part), what, actual, `a text with ${shown(part)}`);
}

/** What a promise that must not succeed rejects with. */
export async function expectRejection(what: string, promise: Promise<unknown> | void): Promise<any> {
  let value: unknown;
  try {
    value = await promise;
  } catch (problem) {
    return problem;
  }
  throw new Mismatch(what, value, "a rejection");
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The promise's outcome, or a failure when that takes too long. */
export function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing came within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Asks again until the answer is right. */
export async function eventually(what: string, isRight: () => Promise<boolean> | boolean, milliseconds = 5000) {
  const end = performance.now() + milliseconds;
  while (!(await isRight())) {
    if (performance.now() > end) {
      throw new Error(`${what}: not within ${milliseconds} ms`);
    }
    await pause(50);
  }
}
