/** Words that stand for “not known” in cells of real tables. */
const absent = new Set([
  "",
  "-",
  "–",
  "?",
  "na",
  "n/a",
  "nan",
  "nat",
  "nil",
  "none",
  "null",
  "unknown",
  "never",
]);

/** Whether a cell says nothing: empty, or a word such as `NA`, `null`, `unknown`. */
export function saysNothing(cell: string): boolean {
  return cell.length <= 7 && absent.has(cell.trim().toLowerCase());
}

const pointed = /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d{1,3})?$/i;
const plainDigits = /^\d{1,15}$/;

/**
 * A number as tables have it: `1234.5`, `1,234.50`, `1 234`, `(250)` for −250, with a currency's sign or code before or
 * after it. With `decimal` "," the roles of comma and point change. Null for what is no number.
 */
export function parseNumber(text: string, decimal: "." | "," = "."): number | null {
  if (plainDigits.test(text)) return Number(text);
  if (text.length > 60) return null;
  const bare = text
    .trim()
    .replace(/^[A-Z]{3}\s|\s?[A-Z]{3}$|[$€£¥₹]/gu, "")
    .trim();
  const negative = /^\(.*\)$/.test(bare);
  const plain = (negative ? bare.slice(1, -1) : bare).replace("−", "-").replace(/[\s\u00a0\u202f'’]/g, "");
  const english = decimal === "." ? plain : plain.replace(/[.,]/g, (sign) => (sign === "." ? "," : "."));
  if (!pointed.test(english) || !/^[^e]*\d/i.test(english)) return null;
  const value = Number(english.replaceAll(",", ""));
  if (!Number.isFinite(value)) return null;
  return negative ? -value : value;
}
