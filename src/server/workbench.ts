import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refused } from "./refused.ts";

const year = 365 * 24 * 60 * 60;

/**
 * The pages, from the folder they were built into. An address that is no file of theirs is a page's own, and gets the one document;
 * files under assets/ carry a digest of their content in their name and are kept by the browser.
 */
export async function addWorkbench(server: FastifyInstance, webRoot: string | undefined): Promise<void> {
  const built = webRoot !== undefined && existsSync(join(webRoot, "index.html"));
  if (built) {
    await server.register(fastifyStatic, {
      root: webRoot,
      cacheControl: false,
      dotfiles: "ignore",
      setHeaders: (reply, path) => {
        const lasting = path.startsWith(join(webRoot, "assets"));
        reply.header("cache-control", lasting ? `public, max-age=${year}, immutable` : "no-cache");
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const isPage = request.method === "GET" && !pathname.startsWith("/api/") && !/\.\w+$/.test(pathname);
    if (isPage && built) return reply.sendFile("index.html");
    if (isPage)
      return reply
        .code(503)
        .type("text/plain; charset=utf-8")
        .send("The workbench is not built yet: npm run build\n");
    throw new Refused(404, { message: `there is nothing at ${pathname}`, remedy: "look at the address" });
  });
}
