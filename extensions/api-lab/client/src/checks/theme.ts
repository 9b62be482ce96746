import Button from "@mui/material/Button";
import { createTheme } from "@mui/material/styles";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

import type { Area, Check } from "../check";
import { eventually, expectEqual, expectThat, within } from "../expect";
import { ThemeProvider } from "../theme";

const globals = ["__ddMuiV5Themes", "__ddMuiV6Themes"] as const;
const colors = ["amber", "blue", "green", "grey", "red", "violet"];
const steps = [100, 200, 300, 400, 500, 600, 700, 800];

const makeQuery = () => window.matchMedia("(prefers-color-scheme: dark)");

/** A colour as styles have it once they are computed. */
function computed(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((place) => parseInt(color.slice(place, place + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}

/** The looks of a button that the theme's package draws; those of this page are grey while it runs. */
async function drawnButton(): Promise<{ background: string; font: string }> {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  try {
    root.render(createElement(ThemeProvider, null, createElement(Button, { variant: "contained" }, "Drawn")));
    await eventually("a button", () => place.querySelector("button") !== null);
    const { backgroundColor, fontFamily } = getComputedStyle(place.querySelector("button")!);
    return { background: backgroundColor, font: fontFamily };
  } finally {
    root.unmount();
    place.remove();
  }
}

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
      async run() {
        const global = globals[__MUI_VERSION__.startsWith("6.") ? 1 : 0];
        const { palette } = createTheme(window[global][makeQuery().matches ? "dark" : "light"]);
        const { background, font } = await drawnButton();
        expectEqual("primary colour", palette.primary.main.toUpperCase(), "#007BFF");
        expectEqual("a button's background", background, computed(palette.primary.main));
        expectThat(/Open Sans/.test(font), "a button's font", font, "Open Sans first");
        const own = getComputedStyle(document.getElementById("run")!).fontFamily;
        expectEqual("the font of this page's button", own, font);
        expectThat(location.search !== "?dialog=true", "location.search", location.search, "nothing");
      },
    },
  ],
};
