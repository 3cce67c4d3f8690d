import type { FastifyInstance } from "fastify";
import { asStoreProblem } from "../store/store.ts";
import type { Refusal } from "./api.ts";

/** An answer that says no, with its HTTP status. Thrown by a route, sent by the server; the cause is for the log alone. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Refusal["problem"];

  constructor(status: number, problem: Refusal["problem"], cause?: unknown) {
    super(problem.message, { cause });
    this.name = "Refused";
    this.status = status;
    this.problem = problem;
  }
}

/** No such thing, with where to look for it. */
export function notThere(
  message: string,
  remedy = "look at the list: it may have another name by now",
): Refused {
  return new Refused(404, { message, remedy });
}

const knownErrors: Record<string, [status: number, message: string, remedy: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, "this is too long", "a text may have 16 MB; bring a record as a file"],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, "the question is not JSON", "send it as JSON"],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, "the question is empty", "send it as JSON"],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    "the question is not JSON",
    "send it as JSON, with content-type: application/json",
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, "the question was cut off", "send it once more"],
};

/** Whatever goes wrong as a status and words; what is a fault of the program is told to `log`, never to the caller. */
export function asRefused(error: unknown, log: (line: string) => void): Refused {
  if (error instanceof Refused) return error;
  const store = asStoreProblem(error);
  if (store) return new Refused(503, { message: store.message, remedy: store.remedy }, error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = knownErrors[code];
  if (known) return new Refused(known[0], { message: known[1], remedy: known[2] }, error);
  if (
    code.startsWith("FST_") &&
    error instanceof Error &&
    "statusCode" in error &&
    Number(error.statusCode) < 500
  ) {
    return new Refused(
      Number(error.statusCode),
      { message: error.message, remedy: "ask in another way" },
      error,
    );
  }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const remedy = "try once more; the terminal that Failwell runs in says more about it";
  return new Refused(500, { message: "something went wrong inside Failwell", remedy }, error);
}

/** Sends every refusal in one shape. */
export function sendRefusals(server: FastifyInstance, log: (line: string) => void): void {
  server.setErrorHandler((error, _request, reply) => {
    const { status, problem } = asRefused(error, log);
    return reply.code(status).send({ problem } satisfies Refusal);
  });
}
