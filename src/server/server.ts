/** Failwell over HTTP, for this machine alone: the workbench's pages and what they ask. The server's public face. */
import { type FastifyInstance, fastify } from "fastify";
import type { Store } from "../store/store.ts";
import { guard } from "./guard.ts";
import { addImportRoute } from "./import-route.ts";
import { addOccurrenceRoutes } from "./occurrence-routes.ts";
import { addOrganizationRoutes } from "./organization-routes.ts";
import { addRecordRoutes } from "./record-routes.ts";
import { sendRefusals } from "./refused.ts";
import { createTexts } from "./texts.ts";
import { addWorkbench } from "./workbench.ts";

export type ServerOptions = {
  /** Stays open when the server closes: who opened it closes it. */
  readonly store: Store;
  /** 0: any free one. */
  readonly port: number;
  /** The folder of the built pages; without one the server only answers questions. */
  readonly webRoot?: string;
  /** Takes what a person who repairs Failwell wants to know; default: standard error. */
  readonly log?: (line: string) => void;
};

export type RunningServer = {
  /** http://127.0.0.1:4747 */
  readonly address: string;
  readonly port: number;
  /** Lets what is being answered end, gives up imports that are under way (nothing of them is kept), and takes nothing new. */
  close(): Promise<void>;
};

const closePatienceMs = 5_000;

/** The mapping of an import, with a failure for each of thousands of kinds, stands in its address. */
const longestAddress = 1024 ** 2;

/**
 * Serves a store on 127.0.0.1, which no other machine reaches.
 * Throws the system's error where the port can't be had: code EADDRINUSE, or EACCES below 1024.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = await buildServer(options);
  try {
    await server.listen({ host: "127.0.0.1", port: options.port });
  } catch (error) {
    await server.close();
    throw error;
  }
  const bound = server.server.address();
  const port = typeof bound === "object" && bound ? bound.port : options.port;
  return { address: `http://127.0.0.1:${port}`, port, close: () => closePatiently(server) };
}

/** The server with all its routes, not yet listening. */
export async function buildServer(options: Omit<ServerOptions, "port">): Promise<FastifyInstance> {
  const { store, webRoot, log = console.error } = options;
  const server = fastify({
    logger: false,
    routerOptions: { maxParamLength: 1_000 },
    http: { maxHeaderSize: longestAddress },
  });
  const texts = createTexts(store);
  sendRefusals(server, log);
  await guard(server);
  addOrganizationRoutes(server, store);
  addOccurrenceRoutes(server, store, texts);
  addRecordRoutes(server, store, texts);
  addImportRoute(server, store, texts, log);
  await addWorkbench(server, webRoot);
  return server;
}

async function closePatiently(server: FastifyInstance): Promise<void> {
  const hurry = setTimeout(() => server.server.closeAllConnections(), closePatienceMs);
  await server.close();
  clearTimeout(hurry);
}
