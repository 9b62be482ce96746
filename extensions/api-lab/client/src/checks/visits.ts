import type { Area, Check } from "../check";
import { client } from "../client";
import { eventually, expectThat } from "../expect";
import { countProcesses, newMark, places } from "../program";
import { openLab } from "../streams";

/** What a visit leaves for the next one. */
interface Visit {
  mark: string;
  began: number;
}

const key = "api-lab-visit";
const before: Visit | undefined = JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;

/**
 * Starts, in the backend and on the host, what runs until the page is left, and remembers it for the next visit. Fulfilled
 * when both run.
 */
export async function beginVisit() {
  const visit: Visit = { mark: newMark(), began: Date.now() };
  const words = ["run", visit.mark, "line:begun", "wait:86400000"];
  await Promise.all([places.vm, places.host].map((place) => openLab(client, place, words).begun));
  localStorage.setItem(key, JSON.stringify(visit));
}

const ended = (place: (typeof places)["vm"]): Check => ({
  member: "leaving the tab",
  title: `has ended what ran by ${place.member}`,
  trap: 20,
  async run({ client: own }) {
    await eventually(
      "the end of the last visit's process",
      async () => (await countProcesses(own, place, before!.mark)) === 0,
    );
  },
});

/** What can only be seen by a page that comes back. */
export const visits: Area = {
  name: "Visits",
  checks: before
    ? [
        ended(places.vm),
        ended(places.host),
        {
          member: "leaving the tab",
          title: "localStorage is there again",
          trap: 19,
          run: () => expectThat(before.began < Date.now(), "the last visit", before, "earlier than now"),
        },
        {
          member: "leaving the tab",
          title: "the page begins anew",
          trap: 20,
          run: () =>
            expectThat(
              performance.timeOrigin > before.began,
              "the page's beginning",
              performance.timeOrigin,
              `after ${before.began}`,
            ),
        },
      ]
    : [],
};
