import type { Format, Mapping } from "../../../exchange/exchange.ts";
import type { ImportAnswer, ImportCounts, ImportProgress, Refusal } from "../../../server/api.ts";
import { organizationPath, sayRefusal } from "../../api.ts";

export type Sending = {
  readonly organization: string;
  readonly file: File;
  readonly format: Format;
  readonly mapping: Mapping | null;
  readonly skipUnreadable: boolean;
};

export type Sent = {
  /** Share of the file that has been sent, in [0, 1]. */
  readonly share: number;
  /** What the server has said of rows so far; null before its first word. */
  readonly counts: ImportCounts | null;
};

/**
 * Streams a file to the server and hears how far it is. An aborted or broken sending stores nothing.
 * Rejects in words; AbortError where `signal` stopped it.
 *
 * XMLHttpRequest, since fetch tells nothing of how far a body has been sent.
 */
export function send(
  sending: Sending,
  onProgress: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<ImportAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lines = lineReader();
    let sent: Sent = { share: 0, counts: null };
    const tell = (part: Partial<Sent>) => {
      sent = { ...sent, ...part };
      onProgress(sent);
    };
    const stop = () => request.abort();
    const settle = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.open("POST", importPath(sending));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => tell({ share: total > 0 ? loaded / total : 1 });
    request.onprogress = () => {
      const last = lines(request.responseText).at(-1);
      if (last && request.status < 400 && !last.done) tell({ counts: last });
    };
    request.onload = () => {
      settle();
      const answer = lastAnswer(request.responseText);
      if (request.status < 400 && answer) resolve(answer);
      else
        reject(new Error(refusalIn(request.responseText) ?? `The server refused this (${request.status}).`));
    };
    request.onerror = () => {
      settle();
      reject(
        new Error(
          "The connection broke, so nothing was stored. Trying again does no harm: what is known already is not added twice.",
        ),
      );
    };
    request.onabort = () => {
      settle();
      reject(new DOMException("stopped", "AbortError"));
    };
    if (signal.aborted) request.onabort(new ProgressEvent("abort"));
    else request.send(sending.file);
  });
}

function importPath({ organization, file, format, mapping, skipUnreadable }: Sending): string {
  const query = new URLSearchParams({ fileName: file.name, format });
  if (mapping) query.set("mapping", JSON.stringify(mapping));
  if (skipUnreadable) query.set("skipUnreadable", "true");
  return `${organizationPath(organization)}/import?${query}`;
}

/** Gives the lines that are new since it was last asked. */
function lineReader(): (text: string) => ImportProgress[] {
  let read = 0;
  return (text) => {
    const end = text.lastIndexOf("\n") + 1;
    const fresh = text.slice(read, end);
    read = Math.max(read, end);
    return fresh.split("\n").flatMap((line) => parsed<ImportProgress>(line) ?? []);
  };
}

function lastAnswer(text: string): ImportAnswer | null {
  const answer = parsed<ImportAnswer>(text.trimEnd().split("\n").at(-1) ?? "");
  return answer?.done ? answer : null;
}

function refusalIn(text: string): string | null {
  const said = parsed<Partial<Refusal>>(text);
  return said?.problem ? sayRefusal({ problem: said.problem }) : null;
}

function parsed<T>(line: string): T | null {
  try {
    return JSON.parse(line) as T;
  } catch {
    return null;
  }
}
