import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { RecordSummary } from "../learning/learning.ts";
import type { OrganizationDetail, OrganizationListed, Refusal } from "../server/api.ts";

/** The server could not be reached, or said no. `status` is 0 where nobody answered; `body` is what it said. */
export class ServerTrouble extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(message: string, status: number, body: unknown) {
    super(message);
    this.name = "ServerTrouble";
    this.status = status;
    this.body = body;
  }
}

/** Asks our server for JSON. Throws ServerTrouble, in words, where there is no answer or a refusal. */
export async function ask<T>(
  path: string,
  options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const { method = "GET", body, signal } = options;
  const response = await fetch(path, {
    method,
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ServerTrouble("Nobody answers at this address. Failwell may have been stopped.", 0, null);
  });
  const said: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ServerTrouble(refusal(said, response), response.status, said);
  return said as T;
}

/** What a refusal says, as a sentence: `The text has changed meanwhile; look at both and save again.` */
export function sayRefusal({ problem: { message, remedy } }: Refusal): string {
  const words = [message, remedy].filter(Boolean).join("; ").replace(/\.$/, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function refusal(said: unknown, response: Response): string {
  if (isRefusal(said)) return sayRefusal(said);
  return response.status >= 500
    ? "The server could not do this. Its terminal says more."
    : `The server refused this (${response.status} ${response.statusText}).`;
}

export function isRefusal(said: unknown): said is Refusal {
  if (!said || typeof said !== "object" || !("problem" in said)) return false;
  const { problem } = said;
  return !!problem && typeof problem === "object" && "message" in problem && "remedy" in problem;
}

/** What was asked once stays on the screen until a newer answer is there. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) =>
        count < 2 && error instanceof ServerTrouble && (error.status === 0 || error.status >= 500),
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

export const organizationPath = (id: string) => `/api/organizations/${encodeURIComponent(id)}`;

export const organizationsQuery = () =>
  queryOptions({
    queryKey: ["organizations"],
    queryFn: ({ signal }) => ask<readonly OrganizationListed[]>("/api/organizations", { signal }),
  });

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ["organizations", id],
    queryFn: ({ signal }) => ask<OrganizationDetail>(organizationPath(id), { signal }),
  });

export const recordSummaryQuery = (id: string) =>
  queryOptions({
    queryKey: ["organizations", id, "record-summary"],
    queryFn: ({ signal }) => ask<RecordSummary>(`${organizationPath(id)}/record-summary`, { signal }),
  });
