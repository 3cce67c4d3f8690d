import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
} from "yaml";
import { unseen } from "./characters.ts";
import { limits } from "./limits.ts";
import type { Reader } from "./reader.ts";
import type { Entry, Node, Scalar, Span } from "./tree.ts";
import { tellError } from "./yaml-errors.ts";

/** A YAML text, taken apart: its tree where there is one, and whether its form itself was in order. */
export type Planted = {
  readonly root: Node | null;
  readonly sound: boolean;
  readonly document: Document.Parsed | null;
  readonly comments: readonly Span[];
};

/**
 * Takes a YAML text apart, telling what is wrong with its form. Never throws; refuses what passes the limits before it
 * does any work that grows with them.
 */
export function plant(reader: Reader): Planted {
  const nothing: Planted = { root: null, sound: false, document: null, comments: [] };
  if (!withinSize(reader) || !withoutControlCharacters(reader)) return nothing;
  try {
    const pieces = piecesOf(reader);
    if (pieces === null) return nothing;
    const before = reader.count();
    const document = compose(pieces.tokens, reader);
    if (document === null) return nothing;
    const root = grow(document, reader);
    return { root, sound: root !== null && reader.count() === before, document, comments: pieces.comments };
  } catch (thrown) {
    // The YAML parser is not ours; what overwhelms it in spite of the limits is a problem of the text to its writer.
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    reader.tell("unreadable", { start: 0, end: 1 }, `this cannot be read as YAML: ${lowerFirst(reason)}`);
    return nothing;
  }
}

function withinSize(reader: Reader): boolean {
  if (reader.text.length > limits.size) {
    const millions = (reader.text.length / 1e6).toFixed(1);
    reader.tell("too-large", { start: 0, end: 1 }, `this text has ${millions} million characters`, {
      expected: `at most ${limits.size / 1e6} million; an organization can be several texts`,
    });
    return false;
  }
  if (reader.text.trim() === "") {
    reader.tell("empty-text", { start: 0, end: 0 }, "this text is empty", {
      expected: "`failwell: 1` and what follows; `failwell new` writes a first text",
    });
    return false;
  }
  return true;
}

function withoutControlCharacters(reader: Reader): boolean {
  let fine = true;
  for (const { index } of reader.text.matchAll(unseen)) {
    const code = reader.text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
    reader.tell(
      "control-character",
      { start: index, end: index + 1 },
      `the character U+${code} cannot be seen`,
      {
        expected: "letters, signs, spaces, tabs and line ends",
      },
    );
    fine = false;
    if (reader.count() >= 20) break;
  }
  return fine;
}

/** The parser's tokens, and where comments stand. */
type Pieces = { readonly tokens: readonly CST.Token[]; readonly comments: readonly Span[] };

/** The pieces of the text, while they stay within the limits; null where they do not. */
function piecesOf(reader: Reader): Pieces | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: Span[] = [];
  const counts: Counts = { pieces: 0, values: 0, commas: 0, aliases: 0 };
  let content = false;
  for (const piece of new Lexer().lex(reader.text)) {
    const span = { start: parser.offset, end: parser.offset + piece.length };
    const sign = content ? "" : piece[0];
    if (sign === "#") comments.push(span);
    if (sign === "*" || sign === "&" || sign === "!") counts.aliases += 1;
    if (sign === ",") counts.commas += 1;
    if (content || sign === '"' || sign === "'") counts.values += 1;
    counts.pieces += 1;
    // U+001F announces the content of a scalar, which may begin with any letter.
    content = piece === "\u001f";
    for (const token of parser.next(piece)) tokens.push(token);
    // The document itself and the scalar being read stand on the stack too.
    if (isBeyond(counts, parser.stack.length - 2, span, reader)) return null;
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments };
}

type Counts = { pieces: number; values: number; commas: number; aliases: number };

/** Whether a text has more of something than is read; tells what. */
function isBeyond(
  { pieces, values, commas, aliases }: Counts,
  depth: number,
  span: Span,
  reader: Reader,
): boolean {
  if (aliases > limits.aliases) {
    reader.tell("too-many-aliases", span, `this text has more than ${limits.aliases} aliases and anchors`, {
      expected: "what is meant, written out",
    });
  } else if (depth > limits.depth) {
    reader.tell("too-deep", span, `this is nested more than ${limits.depth} deep`, {
      expected: "inner gates with a name of their own (`as:`), used by that name",
    });
  } else if (Math.max(values, commas) > limits.nodes || pieces > limits.pieces) {
    const what =
      values > limits.nodes ? `${limits.nodes} values` : `${limits.pieces} words, signs and spaces`;
    reader.tell("too-many-values", { start: 0, end: 1 }, `this text has more than ${what}`, {
      expected: "several texts for so large an organization",
    });
  } else {
    return false;
  }
  return true;
}

/** The one document of a text. */
function compose(tokens: readonly CST.Token[], reader: Reader): Document.Parsed | null {
  const composer = new Composer({
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    keepSourceTokens: false,
  });
  let first: Document.Parsed | null = null;
  for (const document of composer.compose(tokens)) {
    if (first !== null) {
      const start = document.range[0];
      reader.tell("several-documents", { start, end: start + 1 }, "a second document begins here", {
        expected: "one organization in one text, without `---` in between",
      });
      break;
    }
    first = document;
  }
  let lost = false;
  for (const error of first?.errors ?? []) lost = tellError(error, lost, reader);
  for (const token of tokens) {
    if (token.type !== "directive") continue;
    const span = { start: token.offset, end: token.offset + token.source.length };
    reader.tell("yaml-feature", span, "directives are no part of the language", {
      expected: "the text without it",
    });
  }
  if (first === null || first.contents === null) {
    if (reader.count() === 0)
      reader.tell("empty-text", { start: 0, end: 0 }, "this text holds nothing but comments");
    return null;
  }
  return first;
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

type Anchored = { readonly node: Node; readonly size: number };

/** Our tree from the parser's, aliases replaced by what they stand for; null once it would pass the limit of nodes. */
function grow(document: Document.Parsed, reader: Reader): Node | null {
  const anchors = new Map<string, Anchored>();
  let nodes = 0;
  const visit = (node: ParsedNode | null, at: number): Node => {
    const before = nodes;
    nodes += 1;
    if (node === null) return { kind: "scalar", text: "", inner: at, start: at, end: at };
    if (isAlias(node)) return aliased(node.source, spanOf(node));
    if (node.tag !== undefined) {
      reader.tell(
        "yaml-feature",
        { start: node.range[0], end: node.range[1] },
        `the tag ${node.tag} is no part of the language`,
        {
          expected: "the value without it",
        },
      );
    }
    const grown = shape(node);
    if (node.anchor) anchors.set(node.anchor, { node: grown, size: nodes - before });
    return grown;
  };
  const aliased = (name: string, span: Span): Node => {
    const found = anchors.get(name);
    if (found === undefined) {
      reader.tell("unknown-alias", span, `the alias *${name} stands for nothing that comes before it`, {
        expected: `an anchor &${name} further up, outside of what it is used in`,
      });
      return { kind: "scalar", text: "", inner: span.start, start: span.start, end: span.start };
    }
    nodes += found.size;
    return found.node;
  };
  const shape = (node: ParsedNode): Node => {
    const span = spanOf(node);
    if (isMap(node)) {
      const entries = (node.items as { key: ParsedNode | null; value: ParsedNode | null }[]).map(
        ({ key, value }): Entry => {
          const read = visit(key, value?.range[0] ?? span.start);
          return { key: keyOf(read), value: visit(value, read.end) };
        },
      );
      return { kind: "mapping", entries, ...span };
    }
    if (isSeq(node)) {
      return {
        kind: "sequence",
        items: (node.items as (ParsedNode | null)[]).map((item) => visit(item, span.end)),
        ...span,
      };
    }
    return isScalar(node)
      ? scalar(String(node.value ?? ""), span)
      : { kind: "scalar", text: "", inner: -1, ...span };
  };
  const keyOf = (key: Node): Scalar => {
    if (key.kind === "scalar") return key;
    reader.tell("wrong-form", key, "a key is a mapping or a list here", { expected: "a word, then a colon" });
    return { kind: "scalar", text: "", inner: -1, start: key.start, end: key.end };
  };
  const scalar = (text: string, span: Span): Scalar => {
    const inner = reader.text.startsWith(text, span.start)
      ? span.start
      : reader.text.startsWith(text, span.start + 1)
        ? span.start + 1
        : -1;
    return { kind: "scalar", text, inner, ...span };
  };
  const root = visit(document.contents as ParsedNode, 0);
  if (nodes <= limits.nodes) return root;
  reader.tell(
    "too-many-values",
    { start: 0, end: 1 },
    `this text has ${nodes} values once aliases are written out`,
    {
      expected: `at most ${limits.nodes}`,
    },
  );
  return null;
}

function spanOf(node: ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}
