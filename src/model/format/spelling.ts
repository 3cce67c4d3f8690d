import { cut, durationUnits, type Piece } from "../phrase.ts";

const signs = new Set(["%", "/", ",", "^", "×", "*", "–"]);

/**
 * A value in its one spelling: figures as written, units in their short form, one space where there is any. Text with
 * signs that no value has is left as it is.
 */
export function spellPhrase(text: string): string {
  const pieces = cut(text);
  if (pieces.some(({ kind, text: sign }) => kind === "sign" && !signs.has(sign))) return text;
  let spelled = "";
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    spelled += (spelled === "" || isTight(piece, before) ? "" : " ") + spell(piece, before);
  });
  return spelled;
}

function spell(piece: Piece, before: Piece | undefined): string {
  if (piece.text === "–") return "to";
  if (piece.text === "*") return "×";
  if (piece.kind === "figure") return piece.text.replace("−", "-");
  if (before?.text === "/" && piece.text === "users") return "user";
  const unit = durationUnits.get(piece.text);
  if (unit === undefined || (before?.kind !== "figure" && before?.text !== "/")) return piece.text;
  if (before.text === "/") return unit.canonical === "d" ? "day" : unit.canonical;
  const long = unit.canonical.length > 3;
  return long && before.value !== 1 ? `${unit.canonical}s` : unit.canonical;
}

/** Whether a piece follows the one before it without a space. */
function isTight(piece: Piece, before: Piece | undefined): boolean {
  if (piece.text === "%" || piece.text === "," || piece.text === "^" || before?.text === "^") return true;
  const unit = piece.kind === "word" ? durationUnits.get(piece.text) : undefined;
  return unit !== undefined && before?.kind === "figure" && unit.canonical.length <= 3;
}
