import { Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import formStyle from "./form.module.css";
import { type Precision, precisions, type WhenGiven } from "./when.ts";

const names: Record<Precision, string> = {
  day: "on a day",
  minute: "to the minute",
  month: "in a month",
  between: "between two times",
  unknown: "not known",
};
const options = precisions.map((value) => ({ value, label: names[value] }));
const fieldTypes = {
  day: "date",
  minute: "datetime-local",
  month: "month",
  between: "datetime-local",
} as const;

/** When something was, as exactly as somebody knows it and no more. */
export function WhenInput(props: {
  readonly label: string;
  readonly value: WhenGiven;
  readonly onChange: (value: WhenGiven) => void;
  readonly error?: string | undefined;
}): ReactNode {
  const { label, value, onChange, error } = props;
  const { precision, at, until } = value;
  const field = (name: "at" | "until", words: string) =>
    precision === "unknown" ? null : (
      <TextInput
        type={fieldTypes[precision]}
        aria-label={`${label}: ${words}`}
        value={name === "at" ? at : until}
        onChange={({ currentTarget }) => onChange({ ...value, [name]: currentTarget.value })}
        error={error !== undefined && (name === "until" || precision !== "between")}
      />
    );
  return (
    <fieldset className={formStyle.when}>
      <legend className={formStyle.label}>{label}</legend>
      <div className={formStyle.whenFields}>
        <Select
          aria-label={`${label}: how exactly it is known`}
          data={options}
          value={precision}
          onChange={(chosen) => onChange(recast(value, (chosen ?? "day") as Precision))}
          allowDeselect={false}
        />
        {field("at", precision === "between" ? "from" : names[precision])}
        {precision === "between" ? field("until", "until") : null}
      </div>
      {error === undefined ? null : (
        <p className={formStyle.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** What was typed goes along, as far as the other precision has room for it. */
function recast({ at, until }: WhenGiven, precision: Precision): WhenGiven {
  const day = at.length >= 10 ? at.slice(0, 10) : at.length === 7 ? `${at}-01` : "";
  const recastAt = {
    day,
    minute: day && `${day}T${at.slice(11) || "12:00"}`,
    month: day.slice(0, 7),
    between: day && `${day}T${at.slice(11) || "00:00"}`,
    unknown: at,
  };
  return { precision, at: recastAt[precision], until };
}
