import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The workbench: built into dist/web, served from there by `failwell serve`; `vite` alone proxies to a running server. */
export default defineConfig({
  root: "src/web",
  base: "/",
  plugins: [react()],
  worker: { format: "es" },
  build: { outDir: "../../dist/web", emptyOutDir: true, sourcemap: true, chunkSizeWarningLimit: 1200 },
  server: {
    // The server takes writes only from its own pages, so it must see the address that the browser sees.
    proxy: {
      "/api/": { target: process.env.FAILWELL_SERVER ?? "http://127.0.0.1:4747", changeOrigin: false },
    },
  },
});
