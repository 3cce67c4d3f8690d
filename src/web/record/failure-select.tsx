import { Select } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import type { Model } from "../../model/model.ts";
import { likelyFailures } from "./likely.ts";

/** Longer lists are searched, not scrolled. */
const optionsShown = 200;

/** Chooses a failure of the text, by function; those whose names are like `kind` come first. */
export function FailureSelect(props: {
  readonly model: Model | null;
  readonly value: string | null;
  readonly onChange: (failureId: string | null) => void;
  readonly label?: string;
  /** For screen readers, where no label is seen. */
  readonly hiddenLabel?: string;
  readonly placeholder?: string;
  readonly kind?: string;
  readonly error?: string | undefined;
  readonly size?: "xs" | "sm";
}): ReactNode {
  const { model, value, onChange, label, hiddenLabel, placeholder, kind, error, size = "sm" } = props;
  const data = useMemo(() => options(model, kind), [model, kind]);
  return (
    <Select
      size={size}
      label={label}
      aria-label={hiddenLabel}
      placeholder={placeholder ?? "Which failure?"}
      data={data}
      value={value}
      onChange={onChange}
      error={error}
      limit={optionsShown}
      searchable
      clearable
      clearButtonProps={{ "aria-label": "Choose none" }}
      nothingFoundMessage="No failure of the text is called so"
    />
  );
}

function options(model: Model | null, kind: string | undefined) {
  if (model === null) return [];
  const likely = kind === undefined ? [] : likelyFailures(kind, model.failures);
  const rest = model.failures.filter((failure) => !likely.includes(failure));
  const groups = model.functions
    .map(({ id, name }) => ({
      group: name,
      items: rest.filter(({ functionId }) => functionId === id).map(option),
    }))
    .filter(({ items }) => items.length > 0);
  return likely.length === 0 ? groups : [{ group: "Likely", items: likely.map(option) }, ...groups];
}

function option({ id, name }: { readonly id: string; readonly name: string }) {
  return { value: id, label: name };
}
