/** A mapping as a form shows it: for each thing that an occurrence tells, the column it stands in. */
import {
  type Columns,
  type Mapping,
  proposeMapping,
  type Stage,
  type WhenColumn,
} from "../../../exchange/exchange.ts";

export const plainFields = ["title", "kind", "loss", "id", "note", "link"] as const;
export type PlainField = (typeof plainFields)[number];
export const stageFields = [
  "onset",
  "detected",
  "contained",
  "recovered",
] as const satisfies readonly Stage[];
export type Field = PlainField | Stage | "near miss";

export const fieldNames: Readonly<Record<Field, string>> = {
  title: "What happened, in words",
  kind: "Its kind",
  loss: "What it cost",
  id: "Its id at the source",
  note: "Note",
  link: "Link",
  onset: "When it began",
  detected: "When it was detected",
  contained: "When it was contained",
  recovered: "When it was recovered",
  "near miss": "Whether it was a near miss",
};

/** Units in which a column may say how long it took. */
export const durationUnits = ["seconds", "minutes", "hours", "days"] as const;

/** What a form's select holds for a field: a column, `minutes:` and a column, `as it is` for what a select can't say, or nothing. */
export const asItIs = "as it is";

export function fieldChoice(columns: Columns, field: Field): string {
  const told = columns[field];
  if (told === undefined) return "";
  if (typeof told === "string") return `column:${told}`;
  if ("after" in told && told.unit !== undefined && (durationUnits as readonly string[]).includes(told.unit))
    return `${told.unit}:${told.after}`;
  if ("column" in told && !("decimal" in told) && !("times" in told)) return `column:${told.column}`;
  return asItIs;
}

/** The mapping with another choice for a field; how a column writes its times is guessed from `rows`. */
export function withChoice(
  mapping: Mapping,
  field: Field,
  choice: string,
  table: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Mapping {
  const { [field]: _before, ...others } = mapping.columns ?? {};
  if (choice === asItIs) return mapping;
  if (choice === "") return { ...mapping, columns: others };
  const at = choice.indexOf(":");
  const [kind, column] = [choice.slice(0, at), choice.slice(at + 1)];
  if (field === "near miss") {
    return { ...mapping, columns: { ...others, "near miss": { column, is: wordsForYes(column, table) } } };
  }
  if (isStage(field)) {
    const told: WhenColumn =
      kind === "column"
        ? timesIn(column, table)
        : { after: column, unit: kind, since: sinceFor(field, others) };
    return { ...mapping, columns: { ...others, [field]: told } };
  }
  return { ...mapping, columns: { ...others, [field]: column } };
}

const yes = ["yes", "y", "true", "1", "x", "near miss"];

/** What a column says where it says yes; the usual words where its first rows never do. */
function wordsForYes(column: string, { header, rows }: Parameters<typeof withChoice>[3]): string[] {
  const index = header.indexOf(column);
  const said = new Set(rows.map((row) => (row[index] ?? "").toLowerCase()));
  const found = yes.filter((word) => said.has(word));
  return found.length > 0 ? found : yes;
}

function isStage(field: Field): field is Stage {
  return (stageFields as readonly string[]).includes(field);
}

/** A duration counts from the onset, where there is one. */
function sinceFor(field: Stage, columns: Columns): Stage {
  return columns.onset === undefined && columns.detected !== undefined && field !== "detected"
    ? "detected"
    : "onset";
}

function timesIn(column: string, { header, rows }: Parameters<typeof withChoice>[3]): WhenColumn {
  const index = header.indexOf(column);
  const { mapping } = proposeMapping(
    ["date"],
    rows.map((row) => [row[index] ?? ""]),
  );
  const onset = mapping.columns?.onset;
  return typeof onset === "object" && "column" in onset ? { ...onset, column } : column;
}

/** Which field a column is used for, in words; empty where it is not used. */
export function usesOf(columns: Columns, column: string): string {
  return ([...plainFields, ...stageFields, "near miss"] as const)
    .filter((field) => JSON.stringify(columns[field] ?? null).includes(JSON.stringify(column)))
    .map((field) => fieldNames[field].toLowerCase())
    .join(", ");
}
