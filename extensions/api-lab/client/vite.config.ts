import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

/** The version of an installed package: the lab is also built with earlier ones of Docker's packages and of React. */
function versionOf(name: string): string {
  return JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf-8")).version;
}

export default defineConfig({
  plugins: [react()],
  // Addresses relative to index.html: the page is not at the root of a web site.
  base: "./",
  resolve: {
    alias: versionOf("react").startsWith("17.") ? { "react-dom/client": "/src/reactDom17.ts" } : {},
  },
  define: {
    __CLIENT_VERSION__: JSON.stringify(versionOf("@docker/extension-api-client")),
    __THEME_VERSION__: JSON.stringify(versionOf("@docker/docker-mui-theme")),
    __MUI_VERSION__: JSON.stringify(versionOf("@mui/material")),
  },
  // Files of their own, to be fetched: nothing as a data: URL.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  server: { port: 3000, strictPort: true },
});
