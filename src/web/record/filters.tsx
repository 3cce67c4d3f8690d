import { Button, SegmentedControl, Select, Switch, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type ReactNode, useEffect, useState } from "react";
import type { Model } from "../../model/model.ts";
import type { RecordKind } from "../../server/api.ts";
import type { RecordFilter } from "./address.ts";
import { FailureSelect } from "./failure-select.tsx";
import style from "./record.module.css";

/** How long typing rests before the list is asked for. */
const restMs = 250;

/** Narrows the list down. What is chosen stands in the address. */
export function Filters(props: {
  readonly filter: RecordFilter;
  readonly model: Model | null;
  readonly kinds: readonly RecordKind[];
  readonly onChange: (part: RecordFilter) => void;
  readonly onClear: () => void;
}): ReactNode {
  const { filter, model, kinds, onChange, onClear } = props;
  const sources = [...new Set(kinds.map(({ source }) => source))].sort();
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <search className={style.filters}>
      <SearchField value={filter.text ?? ""} onChange={(text) => onChange({ text: text || undefined })} />
      <FailureSelect
        size="xs"
        label="Failure"
        placeholder="any"
        model={model}
        value={filter.failure ?? null}
        onChange={(failure) => onChange({ failure: failure ?? undefined })}
      />
      <Select
        size="xs"
        label="Function"
        placeholder="any"
        data={model?.functions.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={filter.function ?? null}
        onChange={(chosen) => onChange({ function: chosen ?? undefined })}
        clearable
        searchable
        clearButtonProps={{ "aria-label": "Any function" }}
      />
      <Select
        size="xs"
        label="Source"
        placeholder="any"
        data={sources}
        value={filter.source ?? null}
        onChange={(source) => onChange({ source: source ?? undefined })}
        clearable
        clearButtonProps={{ "aria-label": "Any source" }}
      />
      <TextInput
        size="xs"
        type="date"
        label="From"
        value={filter.from ?? ""}
        onChange={({ currentTarget }) => onChange({ from: currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        label="To"
        value={filter.to ?? ""}
        onChange={({ currentTarget }) => onChange({ to: currentTarget.value || undefined })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Near misses"
        data={[
          { value: "all", label: "all" },
          { value: "true", label: "near misses" },
          { value: "false", label: "without them" },
        ]}
        value={filter.nearMiss === undefined ? "all" : String(filter.nearMiss)}
        onChange={(chosen) => onChange({ nearMiss: chosen === "all" ? undefined : chosen === "true" })}
      />
      <Switch
        size="xs"
        label="only kinds the text does not know"
        checked={filter.unassigned === true}
        onChange={({ currentTarget }) => onChange({ unassigned: currentTarget.checked || undefined })}
      />
      {filter.kind === undefined ? null : (
        <Button size="compact-xs" variant="default" onClick={() => onChange({ kind: undefined })}>
          kind “{filter.kind}” ✕
        </Button>
      )}
      {narrowed ? (
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          Show all
        </Button>
      ) : null}
    </search>
  );
}

/** Follows the address, and writes to it when typing rests. */
function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  const settle = useDebouncedCallback(onChange, restMs);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      size="xs"
      type="search"
      label="Words"
      placeholder="in titles, notes, kinds"
      maxLength={200}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value.trim());
      }}
    />
  );
}
