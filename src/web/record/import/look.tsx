import { Button, Group } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { type Mapping, parseMapping } from "../../../exchange/exchange.ts";
import { sayCounted } from "../../../findings/say.ts";
import type { Model, Occurrence } from "../../../model/model.ts";
import { FailureSelect } from "../failure-select.tsx";
import formStyle from "../form.module.css";
import { likelyFailures } from "../likely.ts";
import style from "../record.module.css";
import { sayWhen } from "../when.ts";
import { type Guess, type Head, type Preview, preview } from "./first-look.ts";
import { MappingForm } from "./mapping-form.tsx";

/** Kinds that are asked for before the file comes in; the others can be assigned in the record. */
const kindsAsked = 12;

/** What the file would become, before anything is sent. */
export function Look(props: {
  readonly head: Head;
  readonly guessed: Guess;
  /** The mapping of an earlier try. */
  readonly before: Mapping | null;
  readonly model: Model | null;
  readonly onBring: (mapping: Mapping | null) => void;
}): ReactNode {
  const { head, guessed, before, model, onBring } = props;
  const [mapping, setMapping] = useState<Mapping>(before ?? guessed.mapping ?? {});
  const [seen, setSeen] = useState<Preview | null>(null);
  const known = {
    failures: model?.failures.map(({ id }) => id) ?? [],
    functions: model?.functions.map(({ id }) => id) ?? [],
  };
  const { problems } = parseMapping(JSON.stringify(mapping), { known });
  const usable = problems.length === 0;
  const { failures: names = {}, ...unnamed } = mapping;
  const meaning = JSON.stringify(unnamed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `meaning` is the mapping without the names for kinds.
  useEffect(() => {
    if (!usable || guessed.format === null) return;
    let left = false;
    void preview(head, guessed.format, unnamed).then((seen) => left || setSeen(seen));
    return () => {
      left = true;
    };
  }, [head, guessed.format, meaning, usable]);
  const nameKind = (kind: string, failureId: string | null) => {
    const { [kind]: _before, ...others } = names;
    setMapping({ ...mapping, failures: failureId === null ? others : { ...others, [kind]: failureId } });
  };
  const isEmpty = Object.keys(mapping).length === 0;
  return (
    <div className={formStyle.form}>
      {guessed.mapping === null ? null : (
        <MappingForm
          table={guessed}
          mapping={mapping}
          remarks={guessed.remarks}
          known={known}
          onChange={setMapping}
        />
      )}
      {usable ? null : (
        <ul role="alert" className={formStyle.remarks}>
          {problems.map(({ message, expected }) => (
            <li key={message}>
              {message}
              {expected ? `: ${expected}` : ""}
            </li>
          ))}
        </ul>
      )}
      {seen === null || !usable ? null : (
        <>
          <AsRead seen={seen} cut={head.cut} names={names} model={model} />
          <Kinds seen={seen} cut={head.cut} names={names} model={model} onName={nameKind} />
        </>
      )}
      <Group justify="flex-end">
        <Button
          disabled={!usable || seen === null || seen.read === 0}
          onClick={() => onBring(isEmpty ? null : mapping)}
        >
          Bring it in
        </Button>
      </Group>
    </div>
  );
}

function AsRead({
  seen,
  cut,
  names,
  model,
}: {
  readonly seen: Preview;
  readonly cut: boolean;
  readonly names: NonNullable<Mapping["failures"]>;
  readonly model: Model | null;
}): ReactNode {
  const first = seen.unreadable[0];
  const failureName = ({ kind }: Occurrence) =>
    model?.failures.find(({ id }) => id === names[kind])?.name ?? kind;
  return (
    <section aria-label="As it would be read">
      <h3>
        {cut
          ? `The first ${sayCounted(seen.read, "occurrence")} would be read so`
          : `${sayCounted(seen.read, "occurrence")} would be read, so`}
      </h3>
      <ul className={style.list}>
        {seen.occurrences.map((occurrence) => (
          <li key={occurrence.key}>
            <span>{occurrence.title}</span>
            <span className={style.rowWhen}>{sayWhen(occurrence.onset ?? occurrence.detected)}</span>
            <span className={style.rowWhat}>{failureName(occurrence)}</span>
          </li>
        ))}
      </ul>
      {first === undefined ? null : (
        <p className={style.quiet}>
          {sayCounted(seen.unreadable.length, "row")} could not be read; the first is row {first.row}
          {first.column === null ? "" : `, ${first.column}`}: {first.found} where {first.expected} belongs.
        </p>
      )}
    </section>
  );
}

/** What the source calls things, and what the text calls them. */
function Kinds({
  seen,
  cut,
  names,
  model,
  onName,
}: {
  readonly seen: Preview;
  readonly cut: boolean;
  readonly names: NonNullable<Mapping["failures"]>;
  readonly model: Model | null;
  readonly onName: (kind: string, failureId: string | null) => void;
}): ReactNode {
  if (seen.kinds.length === 0) return null;
  const rest = seen.kinds.length - kindsAsked;
  return (
    <section aria-label="Kinds">
      <h3>
        {sayCounted(seen.kinds.length, "kind")} {cut ? "in its first rows" : "in it"}: which failures are
        they?
      </h3>
      <p className={style.quiet}>What you leave open waits in the record as a kind the text does not know.</p>
      <ul className={style.kinds}>
        {seen.kinds.slice(0, kindsAsked).map(({ kind, count }) => {
          const [likeliest] = model === null ? [] : likelyFailures(kind, model.failures, 1);
          return (
            <li key={kind}>
              <span className={style.kindName}>
                {kind} <span className={style.quiet}>{count.toLocaleString("en")}</span>
              </span>
              <FailureSelect
                size="xs"
                hiddenLabel={`Which failure “${kind}” is`}
                placeholder={likeliest ? `perhaps ${likeliest.name}` : "leave open"}
                model={model}
                kind={kind}
                value={names[kind] ?? null}
                onChange={(failureId) => onName(kind, failureId)}
              />
            </li>
          );
        })}
      </ul>
      {rest > 0 ? <p className={style.quiet}>{rest} more can be assigned in the record.</p> : null}
    </section>
  );
}
