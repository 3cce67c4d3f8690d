import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The workbench: built into dist/web, served from there by `failwell serve`; `vite` alone proxies to a running server. */
export default defineConfig({
  root: "src/web",
  base: "/",
  plugins: [react()],
  worker: { format: "es" },
  build: { outDir: "../../dist/web", emptyOutDir: true, sourcemap: true, chunkSizeWarningLimit: 1200 },
  server: { proxy: { "/api": process.env.FAILWELL_SERVER ?? "http://127.0.0.1:4180" } },
});
