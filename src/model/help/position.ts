/** Where a cursor is in a text that may be half written: which keys lead there, and what is being written. */
export type Position = {
  /** Keys from the top; "-" for an item of a list. */
  readonly path: readonly string[];
  readonly writes: "key" | "value";
  /** Where the word being written begins. */
  readonly from: number;
  /** Keys that stand beside it already. */
  readonly beside: readonly string[];
};

type Line = {
  readonly indent: number;
  readonly dashes: readonly number[];
  readonly key: string | null;
  readonly rest: string;
};

/** Finds the position by lines and their indentation, so that it is found where the text can't be read yet, too. */
export function positionAt(text: string, offset: number): Position {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(start, offset);
  const line = lineOf(before);
  const outer = outerKeys(text, start, line);
  const depth = line.dashes.length;
  const path = [...outer, ...Array<string>(depth).fill("-")];
  if (line.key === null) {
    const written = before.slice(line.indent);
    const flow = flowPosition(written, path, [], offset - written.length);
    if (flow !== null) return flow;
    return {
      path,
      writes: "key",
      from: offset - written.length,
      beside: keysBeside(text, start, line.indent),
    };
  }
  const value = line.rest;
  const flow = flowPosition(value, path, [line.key], offset - value.length);
  return (
    flow ?? {
      path: [...path, line.key],
      writes: "value",
      from: offset - value.trimStart().length,
      beside: [],
    }
  );
}

/** A line's indentation (behind its dashes), its key if it has one, and what is behind that. */
function lineOf(line: string): Line {
  const dashes: number[] = [];
  let indent = line.length - line.trimStart().length;
  while (/^-(\s|$)/.test(line.slice(indent))) {
    dashes.push(indent);
    indent += 1 + (line.slice(indent + 1).match(/^\s*/)?.[0].length ?? 0);
  }
  const rest = line.slice(indent);
  const key = /^("[^"]*"|[^\s{[#&*!|>'"%@`][^{[]*?):(?=\s|$)/.exec(rest);
  return key
    ? { indent, dashes, key: key[1]!.replace(/^"|"$/g, ""), rest: rest.slice(key[0].length) }
    : { indent, dashes, key: null, rest };
}

/** The keys and dashes above a line that stand further left, from the top. */
function outerKeys(text: string, start: number, line: Line): readonly string[] {
  const keys: string[] = [];
  let left = line.dashes[0] ?? line.indent;
  let inList = line.dashes.length > 0;
  for (let end = start - 1; end >= 0 && (left > 0 || inList); ) {
    const begin = text.lastIndexOf("\n", end - 1) + 1;
    const above = lineOf(text.slice(begin, end));
    end = begin - 1;
    const opens = above.key !== null && /^\s*(?:[&#]|$)/.test(above.rest);
    // A list may stand as far left as the key that it belongs to.
    if (opens && (above.indent < left || (inList && above.indent === left))) {
      keys.unshift(above.key!);
      left = above.indent;
      inList = false;
    }
    const dash = above.dashes.findLast((column) => column < left);
    if (dash !== undefined) {
      keys.unshift("-");
      left = dash;
      inList = true;
    }
  }
  return keys;
}

/** Keys of the lines around one that stand as far left, in the same mapping. */
function keysBeside(text: string, start: number, indent: number): readonly string[] {
  const before = text
    .slice(0, Math.max(0, start - 1))
    .split("\n")
    .reverse();
  const after = text.slice(start).split("\n").slice(1);
  return [before, after].flatMap((lines) => {
    const keys: string[] = [];
    for (const words of lines) {
      const line = lineOf(words);
      if (words.trim() === "" || line.rest.startsWith("#")) continue;
      if (line.indent < indent) break;
      if (line.indent === indent && line.key !== null) keys.push(line.key);
      if (line.indent === indent && line.dashes.length > 0) break;
    }
    return keys;
  });
}

/** The position within braces and brackets on one line; null outside of them. */
function flowPosition(
  words: string,
  path: readonly string[],
  keys: readonly string[],
  at: number,
): Position | null {
  const open: { bracket: string; key: string | null; beside: string[] }[] = [];
  let from = 0;
  let quote = "";
  for (let index = 0; index < words.length; index++) {
    const letter = words[index]!;
    const top = open.at(-1);
    if (quote !== "") {
      if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "{" || letter === "[") {
      open.push({ bracket: letter, key: null, beside: [] });
      from = index + 1;
    } else if (letter === "}" || letter === "]") {
      open.pop();
      from = index + 1;
    } else if (letter === "," && top) {
      top.key = null;
      from = index + 1;
    } else if (letter === ":" && top && /^\s|^$/.test(words.slice(index + 1, index + 2))) {
      top.key = words.slice(from, index).trim();
      top.beside.push(top.key);
      from = index + 1;
    }
  }
  const top = open.at(-1);
  if (top === undefined) return null;
  const inner = open.flatMap(({ bracket, key }) => [
    ...(bracket === "[" ? ["-"] : []),
    ...(key === null ? [] : [key]),
  ]);
  const written = words.slice(from).trimStart();
  const writes = top.bracket === "{" && top.key === null ? "key" : "value";
  return {
    path: [...path, ...keys, ...inner],
    writes,
    from: at + words.length - written.length,
    beside: top.beside,
  };
}
