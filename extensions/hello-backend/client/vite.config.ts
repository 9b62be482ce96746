import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // Addresses relative to index.html: the page is not at the root of a web site.
  base: "./",
  server: { port: 3000, strictPort: true },
});
