import fc from "fast-check";

/** A tree to be written as YAML in any style. */
export type Tree = string | readonly Tree[] | { readonly pairs: readonly (readonly [string, Tree])[] };
export type Draw = fc.GeneratorValue;

/** Writes a tree in any style: braces or lines, quotes, comments and empty lines anywhere. */
export function writeInAnyStyle(g: Draw, tree: Tree): string {
  let comments = 0;
  const styles = g(() => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }));
  let at = 0;
  const style = (): number => styles[at++ % styles.length]!;
  const comment = (): string => `# comment ${comments++}.`;
  const flow = (node: Tree): string => {
    if (typeof node === "string") return scalar(node, true);
    if ("pairs" in node)
      return `{ ${node.pairs.map(([key, value]) => `${key}: ${flow(value)}`).join(", ")} }`;
    return `[${node.map(flow).join(", ")}]`;
  };
  const scalar = (text: string, inFlow: boolean): string => {
    const plain =
      /^[\p{L}\p{N}][^\n]*$/u.test(text) &&
      text === text.trim() &&
      !/: |:$| #/.test(text) &&
      !(inFlow && /[,[\]{}]/.test(text));
    return plain && style() > 1 ? text : JSON.stringify(text);
  };
  const block = (node: Exclude<Tree, string>, indent: number): readonly string[] => {
    const pad = " ".repeat(indent);
    const items =
      "pairs" in node
        ? node.pairs.map(([key, value]) => [`${key}:`, value] as const)
        : node.map((value) => ["-", value] as const);
    return items.flatMap(([label, value]) => {
      const above = [
        ...(style() === 0 ? [""] : []),
        ...(style() === 0 ? [pad + comment()] : []),
        ...(style() === 0 ? ["", pad + comment()] : []),
      ];
      const behind = style() === 0 ? ` ${comment()}` : "";
      const short =
        typeof value === "string" || style() < 3 || ("pairs" in value ? value.pairs : value).length === 0;
      if (short)
        return [
          ...above,
          `${pad}${label} ${typeof value === "string" ? scalar(value, false) : flow(value)}${behind}`,
        ];
      const below = style() === 0 ? [`${pad}  ${comment()}`] : [];
      return [...above, `${pad}${label}${behind}`, ...block(value, indent + 2), ...below];
    });
  };
  const top = style() === 0 ? [comment(), ""] : [];
  const end = style() === 0 ? ["", comment()] : [];
  return `${[...top, ...block(tree as Exclude<Tree, string>, 0), ...end].join("\n")}\n`;
}
