import { looksLikeAlertmanager } from "./alertmanager.ts";
import { looksLikeGoogleCloud } from "./google-cloud.ts";
import { looksLikeJsonLines } from "./json-lines.ts";
import { looksLikePagerduty } from "./pagerduty.ts";
import type { Format } from "./reading.ts";
import { looksLikeStatuspage } from "./statuspage.ts";

/** Most telling first: an incident of Statuspage may quote an alert, hardly the other way round. */
const jsonFormats: readonly (readonly [format: Format, looksLike: (head: string) => boolean])[] = [
  ["json-lines", looksLikeJsonLines],
  ["google-cloud", looksLikeGoogleCloud],
  ["pagerduty", looksLikePagerduty],
  ["alertmanager", looksLikeAlertmanager],
  ["statuspage", looksLikeStatuspage],
];

/**
 * The format of a file by its content, or null where it is none that can be read. `head`: its first text, decoded as UTF-8;
 * 64,000 letters are plenty. The name decides only where the content does not.
 */
export function detect(fileName: string, head: string): Format | null {
  const text = head.replace(/^\ufeff/, "").trimStart();
  if (text === "" || strangerIn(text) !== null) return null;
  if (/^[[{]/.test(text)) return jsonFormats.find(([, looksLike]) => looksLike(text))?.[0] ?? null;
  const [firstLine = ""] = text.split("\n", 1);
  const isNamedTable = /\.(csv|tsv|tab|txt)(\.gz)?$/i.test(fileName);
  return isNamedTable || /[,;\t|]/.test(firstLine) ? "csv" : null;
}

/** What a text is that is none of the formats, in words; null where it may be one of them. */
export function strangerIn(head: string): string | null {
  const text = head.replace(/^\ufeff/, "").trimStart();
  if (/^PK[\u0003\u0005]/.test(text))
    return "a zip archive, as spreadsheets save themselves (.xlsx): save it as CSV";
  if (/^\u001f[\u008b\ufffd]/.test(text)) return "a gzip archive: unpack it first";
  if (text.startsWith("%PDF")) return "a PDF";
  if (/^(\ufffd\ufffd)?([^\0]\0){4}|^(\ufffd\ufffd)?(\0[^\0]){4}/.test(text))
    return "text in UTF-16: save it as UTF-8";
  if (text.slice(0, 1000).includes("\0")) return "a file that is not text";
  if (/^<(!doctype html|html)/i.test(text)) return "a web page (HTML)";
  if (/^<[?!a-z]/i.test(text)) return "XML";
  return null;
}
