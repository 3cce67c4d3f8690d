import { documentLimit, quoted } from "./reading.ts";

/** One JSON value of a file, or why it is none. `index` is null where the file holds values in lines, not in one array. */
export type JsonDocument = {
  /** Line of the file in which it begins, from 1. */
  readonly line: number;
  /** Position in the file's array, from 0. */
  readonly index: number | null;
} & (
  | { readonly value: unknown }
  | { readonly broken: { readonly found: string; readonly expected: string } }
);

export type DocumentSplitter = {
  push(text: string): Generator<JsonDocument>;
  end(): Generator<JsonDocument>;
};

/**
 * Cuts a text into JSON values, piece by piece: the members of one array, or values one after the other (one, or one per
 * line). Only the value at hand is kept, and `JSON.parse` reads it.
 *
 * What cannot be read is given as broken, and reading goes on behind it: a string ends at the latest with its line, as JSON
 * has it, and where the first value was one line, every line begins a new value.
 */
export function createDocumentSplitter(): DocumentSplitter {
  let shape: "unknown" | "array" | "values" | "ended" = "unknown";
  let onePerLine = false;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let index = 0;
  let startLine = 0;
  let pieces: string[] = [];
  let size = 0;

  function* split(text: string): Generator<JsonDocument> {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === 92) escaped = true;
        else if (code === 34) inString = false;
        if (code !== 10) continue;
        inString = false;
        escaped = false;
      }
      if (code === 32 || code === 9 || code === 10) {
        if (code === 10) {
          if (shape === "values" && startLine !== 0 && (depth === 0 || onePerLine)) {
            yield* finish(text.slice(from, i));
            from = i;
            depth = 0;
          }
          line++;
        }
        continue;
      }
      if (shape === "unknown") {
        shape = code === 91 ? "array" : "values";
        from = i + Number(code === 91);
        if (code === 91) continue;
      }
      if (shape === "array" && depth === 0 && (code === 44 || code === 93)) {
        if (code === 44 || startLine !== 0 || index > 0) yield* finish(text.slice(from, i));
        from = i + 1;
        if (code === 93) shape = "ended";
        continue;
      }
      if (startLine === 0) {
        startLine = line;
        from = i;
      }
      if (code === 34) inString = true;
      else if (code === 123 || code === 91) depth++;
      else if ((code === 125 || code === 93) && depth > 0 && --depth === 0 && shape === "values") {
        onePerLine ||= index === 0 && startLine === line;
        yield* finish(text.slice(from, i + 1));
        from = i + 1;
      }
    }
    if (startLine !== 0) take(text.slice(from));
  }

  function take(piece: string): void {
    size += piece.length;
    if (size <= documentLimit) pieces.push(piece);
    else pieces = [];
  }

  function* finish(last: string): Generator<JsonDocument> {
    take(last);
    const place = { line: startLine || line, index: shape === "array" ? index : null };
    const text = pieces.join("");
    const whole = size <= documentLimit;
    pieces = [];
    size = 0;
    startLine = 0;
    index++;
    if (whole) yield { ...place, ...parsed(text, shape) };
    else yield { ...place, broken: { found: "a JSON value of more than 32 MB", expected: "shorter values" } };
  }

  return {
    push: split,
    *end() {
      if (startLine !== 0 && (depth > 0 || inString)) {
        const place = { line: startLine, index: shape === "array" ? index : null };
        const expected =
          "the rest of the value: the file was cut off, or a bracket or a quotation mark is missing";
        yield {
          ...place,
          broken: { found: `the end of the file, in line ${line}, within this value`, expected },
        };
      } else if (startLine !== 0) yield* finish("");
      else if (shape === "array") {
        const expected = "] at the end: the file was cut off";
        yield {
          line,
          index,
          broken: { found: `the end of the file, in line ${line}, within an array`, expected },
        };
      }
      shape = "ended";
    },
  };
}

function parsed(
  text: string,
  shape: "unknown" | "array" | "values" | "ended",
): { value: unknown } | { broken: { found: string; expected: string } } {
  if (shape === "ended") {
    return { broken: { found: `${quoted(text)} behind the end of the array`, expected: "nothing there" } };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const found =
      text.trim() === "" ? "nothing where a value should be" : `${quoted(text)} (${reasonOf(error)})`;
    return { broken: { found, expected: "a JSON value" } };
  }
}

/** What the JSON parser of this machine says, without its copy of the text. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  return message.split(/, (?=["….])| in JSON| \(line/)[0]!.toLowerCase() || "not JSON";
}
