import type { YAMLParseError } from "yaml";
import type { Reader } from "./reader.ts";
import type { Span } from "./tree.ts";

/**
 * What the YAML parser says, in our words. Once it has lost the thread it says of every piece that it did not expect it;
 * only the first of these is told. Returns whether this was one.
 */
export function tellError(error: YAMLParseError, lost: boolean, reader: Reader): boolean {
  const { code, message, pos } = error;
  const start = Math.min(pos[0], reader.text.length);
  const span = { start, end: Math.min(Math.max(pos[1], start + 1), reader.text.length) };
  const known = yamlErrors.find((known) => known.test.test(`${code} ${message}`));
  if (known) {
    const at = known.atKey ? keyFrom(reader.text, span) : span;
    reader.tell(known.code, at, known.message, { expected: known.expected });
    return lost;
  }
  if (lost) return true;
  reader.tell("unreadable", span, "this does not fit what stands before it", {
    expected: "the form of YAML: `key: value` lines, brackets and quotes that are closed",
  });
  return true;
}

type KnownError = {
  readonly test: RegExp;
  readonly code: "unreadable" | "tab-indent" | "colon-in-value" | "indent";
  readonly message: string;
  readonly expected: string;
  /** Where the parser only says on which line: at the key that begins there. */
  readonly atKey?: boolean;
};

const yamlErrors: readonly KnownError[] = [
  {
    test: /^TAB_AS_INDENT/,
    code: "tab-indent",
    message: "a tab stands at the beginning of this line",
    expected: "two spaces for each step",
  },
  {
    test: /^(BLOCK_AS|MULTILINE)_IMPLICIT_KEY/,
    code: "colon-in-value",
    message: "a colon here makes a key of what stands before it",
    expected: 'quotes around the whole value ("…") where the colon belongs to it',
    atKey: true,
  },
  {
    test: /^BAD_INDENT/,
    code: "indent",
    message: "this line is not indented like its neighbours",
    expected: "the same number of spaces as the entries beside it",
    atKey: true,
  },
  {
    test: /closing .quote/,
    code: "unreadable",
    message: "a quote was opened and never closed",
    expected: "the same quote again at the end of the value",
  },
  {
    test: /must end with a/,
    code: "unreadable",
    message: "a bracket was opened and never closed",
    expected: "} for each {, and ] for each [",
  },
  {
    test: /Missing , /,
    code: "unreadable",
    message: "a comma is missing before this",
    expected: "commas between what stands in braces or brackets",
  },
  {
    test: /Implicit map keys need/,
    code: "unreadable",
    message: "this stands between keys without a colon",
    expected: "a colon and a space behind a key",
  },
  {
    test: /^BAD_SCALAR_START/,
    code: "unreadable",
    message: "a value cannot begin with this sign",
    expected: 'quotes around the whole value ("…")',
  },
  {
    test: /^BAD_DQ_ESCAPE/,
    code: "unreadable",
    message: "a backslash within quotes is not followed by a letter that means something there",
    expected: "two backslashes for one",
  },
  {
    test: /Block scalar header/,
    code: "unreadable",
    message: "something follows the | or > that announces a text of several lines",
    expected: "the text on the lines below, or quotes around the whole value",
  },
];

/** The key that begins here, where the parser only says where its line does. */
function keyFrom(text: string, span: Span): Span {
  const key = /[ \t]*([^\s:]+(?:[ \t]+[^\s:]+)*)/y;
  key.lastIndex = span.start;
  const found = key.exec(text);
  return found ? { start: key.lastIndex - found[1]!.length, end: key.lastIndex } : span;
}
