import { createTheme } from "@mui/material/styles";

import type { Area, Check } from "../check";
import { expectEqual, expectThat, within } from "../expect";

const globals = ["__ddMuiV5Themes", "__ddMuiV6Themes"] as const;
const colors = ["amber", "blue", "green", "grey", "red", "violet"];
const steps = [100, 200, 300, 400, 500, 600, 700, 800];

const makeQuery = () => window.matchMedia("(prefers-color-scheme: dark)");

const checksOf = (name: (typeof globals)[number]): Check[] => [
  {
    member: `window.${name}`,
    title: "is there before the page's first script, light and dark",
    trap: 2,
    run() {
      expectEqual("types at the first script", window.apiLabAtFirstScript.themes, ["object", "object"]);
      for (const mode of ["light", "dark"] as const) {
        expectEqual(`${mode}.palette.mode`, window[name][mode].palette.mode, mode);
      }
    },
  },
  {
    member: `window.${name}`,
    title: "has Docker's colours, and makes a theme",
    trap: 2,
    run() {
      for (const mode of ["light", "dark"]) {
        const theme: any = createTheme(window[name][mode]);
        const missing = colors.flatMap((color) =>
          steps
            .filter((step) => !/^#[0-9a-f]{6}$/i.test(theme.palette.docker?.[color]?.[step]))
            .map((step) => color + step),
        );
        expectEqual(`colours that ${mode} lacks`, missing, []);
        expectEqual(
          "breakpoints",
          [theme.breakpoints.values.sm, theme.breakpoints.values.md, theme.breakpoints.values.lg],
          [640, 1024, 1280],
        );
      }
    },
  },
];

export const theme: Area = {
  name: "Theme",
  checks: [
    ...globals.flatMap(checksOf),
    {
      member: "prefers-color-scheme",
      title: "is light or dark, and the page is drawn so",
      run() {
        const light = window.matchMedia("(prefers-color-scheme: light)").matches;
        expectThat(light !== makeQuery().matches, "light and dark", [light, makeQuery().matches], "one of them");
        const color = getComputedStyle(document.body).backgroundColor;
        const parts = (color.match(/\d+/g) ?? []).slice(0, 3).map(Number);
        const isBright = parts.reduce((sum, part) => sum + part, 0) > 3 * 128;
        expectThat(
          parts.length === 3 && isBright === light,
          "background",
          color,
          light ? "a bright one" : "a dark one",
        );
      },
    },
    {
      member: "prefers-color-scheme",
      title: "changes with the window, while the page is open",
      needsAnswer: true,
      async run({ ask }) {
        const wanted = !makeQuery().matches;
        for (const mode of [wanted, !wanted].map((isDark) => (isDark ? "dark" : "light"))) {
          const query = makeQuery();
          const changed = new Promise<boolean>((resolve) =>
            query.addEventListener("change", (event) => resolve(event.matches), { once: true }),
          );
          const answered = ask({ kind: "theme", detail: mode, text: `Switch the window's theme to ${mode}` });
          expectEqual("dark", await within(60_000, `the change to ${mode}`, changed), mode === "dark");
          await answered;
        }
      },
    },
    {
      member: "class dockerDesktopTheme",
      title: "gives a page Docker's looks",
      run() {
        const before = getComputedStyle(document.documentElement).backgroundColor;
        document.documentElement.classList.add("dockerDesktopTheme");
        const after = getComputedStyle(document.documentElement).backgroundColor;
        document.documentElement.classList.remove("dockerDesktopTheme");
        expectThat(before !== after, "background of <html>", after, `another than ${before}`);
      },
    },
    {
      member: "@docker/docker-mui-theme",
      title: "draws this page, with the MUI that it was made for",
      run() {
        const button = document.getElementById("run");
        expectThat(
          button !== null && getComputedStyle(button).fontFamily !== "",
          "the button",
          button,
          "an element with a font",
        );
        expectThat(location.search !== "?dialog=true", "location.search", location.search, "nothing");
      },
    },
  ],
};
