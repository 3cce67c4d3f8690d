import helmet from "@fastify/helmet";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refused } from "./refused.ts";

const ownHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);
const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Keeps other web pages out. There is no login, so what protects a store is that only this machine reaches it, and that no page
 * of another origin, open in a browser on it, can speak for its user:
 * - Host must be this machine's, so that a foreign name that was made to point here (DNS rebinding) is refused;
 * - a write that comes from a page must come from one of ours (Origin, Sec-Fetch-Site).
 */
export async function guard(server: FastifyInstance): Promise<void> {
  server.addHook("onRequest", async (request) => {
    if (!isOwnHost(request.headers.host)) throw foreignHost();
    if (!reading.has(request.method) && comesFromElsewhere(request)) throw foreignPage();
  });
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    // Served without TLS on loopback: neither header would be right.
    strictTransportSecurity: false,
    originAgentCluster: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  });
}

/** Styles inline, since the components set them on elements; scripts only from files of ours, and the WebAssembly that they hold. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", "blob:"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

function isOwnHost(host: string | undefined): boolean {
  return host !== undefined && ownHosts.has(host.replace(/:\d+$/, "").toLowerCase());
}

function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  if (headers.origin !== undefined)
    return headers.origin.toLowerCase() !== `http://${headers.host}`.toLowerCase();
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function foreignHost(): Refused {
  return new Refused(403, {
    message: "Failwell answers only to names of this machine",
    remedy: "open it as http://127.0.0.1, with its port",
  });
}

function foreignPage(): Refused {
  return new Refused(403, {
    message: "another web page may not change what Failwell keeps",
    remedy: "do it in Failwell's own pages",
  });
}
