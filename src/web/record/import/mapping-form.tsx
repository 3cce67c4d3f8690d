import { Select, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { formatMapping, type KnownNames, type Mapping, parseMapping } from "../../../exchange/exchange.ts";
import { TableScroll } from "../../design/table-scroll.tsx";
import formStyle from "../form.module.css";
import {
  asItIs,
  durationUnits,
  type Field,
  fieldChoice,
  fieldNames,
  plainFields,
  stageFields,
  usesOf,
  withChoice,
} from "./columns.ts";

type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** How many rows of the table stand under its header. */
const rowsShown = 4;

/** What a table's columns mean: guessed, shown on its first rows, and changed by choosing, or as the text it is. */
export function MappingForm(props: {
  readonly table: Table;
  readonly mapping: Mapping;
  readonly remarks: readonly string[];
  readonly known: KnownNames;
  readonly onChange: (mapping: Mapping) => void;
}): ReactNode {
  const { table, mapping, remarks, known, onChange } = props;
  const columns = mapping.columns ?? {};
  return (
    <section aria-label="What the columns mean" className={formStyle.form}>
      <FirstRows table={table} mapping={mapping} />
      {remarks.length === 0 ? null : (
        <ul className={formStyle.remarks}>
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <div className={formStyle.fields}>
        {([...stageFields, ...plainFields, "near miss"] as const).map((field) => (
          <Select
            key={field}
            size="xs"
            label={fieldNames[field]}
            placeholder="not in this table"
            data={choices(table.header, field, fieldChoice(columns, field), sayTold(columns[field]))}
            value={fieldChoice(columns, field) || null}
            onChange={(choice) => onChange(withChoice(mapping, field, choice ?? "", table))}
            searchable
            clearable
            clearButtonProps={{ "aria-label": "Not in this table" }}
          />
        ))}
        <TextInput
          size="xs"
          label="Time zone of its clocks"
          placeholder="UTC"
          list="time-zones"
          value={mapping["time zone"] ?? ""}
          onChange={({ currentTarget: { value } }) => {
            const { "time zone": _before, ...others } = mapping;
            onChange(value === "" ? others : { ...others, "time zone": value });
          }}
        />
        <TextInput
          size="xs"
          label="Name of this table in the record"
          value={mapping.source ?? ""}
          onChange={({ currentTarget }) => onChange({ ...mapping, source: currentTarget.value })}
        />
      </div>
      <TimeZones />
      <AsText mapping={mapping} known={known} onChange={onChange} />
    </section>
  );
}

function FirstRows({ table, mapping }: { table: Table; mapping: Mapping }): ReactNode {
  return (
    <TableScroll label="First rows of the file">
      <table className={formStyle.firstRows}>
        <thead>
          <tr>
            {table.header.map((name) => (
              <th key={name} scope="col">
                {name}
                <span className={formStyle.use}>{usesOf(mapping.columns ?? {}, name) || "not used"}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, rowsShown).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place.
            <tr key={i}>
              {row.map((cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have cells.
                <td key={j}>{cell.length > 60 ? `${cell.slice(0, 58)}…` : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function choices(header: readonly string[], field: Field, now: string, told: string) {
  const columns = header.map((name) => ({ value: `column:${name}`, label: name }));
  const isStage = (stageFields as readonly string[]).includes(field);
  const groups = [{ group: isStage ? "A time in" : "Column", items: columns }];
  if (now === asItIs) groups.unshift({ group: "As guessed", items: [{ value: asItIs, label: told }] });
  if (isStage && field !== "onset") {
    for (const unit of durationUnits) {
      groups.push({
        group: `So many ${unit} later`,
        items: header.map((name) => ({ value: `${unit}:${name}`, label: `${name}, ${unit} later` })),
      });
    }
  }
  return groups;
}

/** `Date and Time`: the columns that something told by several stands in. */
function sayTold(told: unknown): string {
  if (Array.isArray(told)) return told.join(" and ");
  if (typeof told !== "object" || told === null) return "";
  const named = Object.entries(told).filter(([key]) =>
    ["date", "time", "year", "month", "day", "after", "unit from", "column"].includes(key),
  );
  return named.map(([, column]) => String(column)).join(" and ");
}

function TimeZones(): ReactNode {
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  return (
    <datalist id="time-zones">
      {zones.map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}

/** The same as a mapping file, which can be kept and given to the command line. */
function AsText({
  mapping,
  known,
  onChange,
}: {
  mapping: Mapping;
  known: KnownNames;
  onChange: (mapping: Mapping) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? formatMapping(mapping);
  const problems = typed === null ? [] : parseMapping(typed, { known }).problems;
  return (
    <details className={formStyle.rest} onToggle={() => setTyped(null)}>
      <summary>The same as a text, to keep for the next time</summary>
      <Textarea
        aria-label="The mapping as a text"
        autosize
        minRows={6}
        maxRows={16}
        value={text}
        classNames={{ input: formStyle.mono! }}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const { mapping: changed } = parseMapping(currentTarget.value, { known });
          if (changed) onChange(changed);
        }}
        error={
          problems
            .map(
              ({ place, message, expected }) =>
                `line ${place.line}: ${message}${expected ? `; expected ${expected}` : ""}`,
            )
            .join(". ") || undefined
        }
      />
    </details>
  );
}
