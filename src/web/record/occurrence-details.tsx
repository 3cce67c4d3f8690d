import { Checkbox, CloseButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { sayCounted, sayDuration, sayMoney } from "../../findings/say.ts";
import type { Model } from "../../model/model.ts";
import type {
  AssignKindAnswer,
  AssignKindRequest,
  ChangeOccurrenceRequest,
  OccurrenceListed,
  RecordKind,
} from "../../server/api.ts";
import { ask, organizationPath } from "../api.ts";
import { FailureSelect } from "./failure-select.tsx";
import formStyle from "./form.module.css";
import style from "./record.module.css";
import { occurrenceQuery, recordKey } from "./record-queries.ts";
import { hoursBetween, sayWhen } from "./when.ts";

/** One occurrence: what is known of it, and which failure of the text it was. */
export function OccurrenceDetails(props: {
  readonly organization: string;
  readonly occurrenceKey: string;
  readonly model: Model | null;
  readonly kinds: readonly RecordKind[];
  readonly onClose: () => void;
}): ReactNode {
  const { organization, occurrenceKey, model, kinds, onClose } = props;
  const { data, isPending } = useQuery(occurrenceQuery(organization, occurrenceKey));
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another occurrence takes the focus anew.
  useEffect(() => title.current?.focus(), [occurrenceKey, isPending]);
  if (isPending) return null;
  return (
    <section className={style.details} aria-label="Details of an occurrence">
      <CloseButton className={style.close} aria-label="Close the details" onClick={onClose} />
      <h2 ref={title} tabIndex={-1}>
        {data?.title ?? "Not in this record"}
      </h2>
      {data ? (
        <Known organization={organization} occurrence={data} model={model} kinds={kinds} />
      ) : (
        <p className={style.quiet}>
          The address may be of another organization, or the occurrence was imported anew.
        </p>
      )}
    </section>
  );
}

function Known(props: {
  readonly organization: string;
  readonly occurrence: OccurrenceListed;
  readonly model: Model | null;
  readonly kinds: readonly RecordKind[];
}): ReactNode {
  const { organization, occurrence, model, kinds } = props;
  const { loss, note, link, source, kind } = occurrence;
  return (
    <>
      <Course occurrence={occurrence} />
      <dl className={style.facts}>
        <dt>it cost</dt>
        <dd>{loss === null ? "not known" : sayMoney(loss, model?.organization.currency ?? "")}</dd>
        <dt>told by</dt>
        <dd>{source}</dd>
        {kind === "" ? null : (
          <>
            <dt>called there</dt>
            <dd>{kind}</dd>
          </>
        )}
        {link !== null && /^https?:/i.test(link) ? (
          <>
            <dt>link</dt>
            <dd className={style.long}>
              <a href={link} rel="noreferrer noopener" target="_blank">
                {link}
              </a>
            </dd>
          </>
        ) : null}
      </dl>
      {note === "" ? null : <p className={style.note}>{note}</p>}
      <Assign organization={organization} occurrence={occurrence} model={model} kinds={kinds} />
    </>
  );
}

const course = [
  ["onset", "began"],
  ["detected", "detected"],
  ["contained", "contained"],
  ["recovered", "recovered"],
] as const;

/** onset → detected → contained → recovered, with how long each took. */
function Course({ occurrence }: { occurrence: OccurrenceListed }): ReactNode {
  const known = course.filter(([stage]) => stage === "onset" || occurrence[stage] !== null);
  return (
    <ol className={style.course}>
      {known.map(([stage, name], i) => {
        const before = known[i - 1];
        const took = before ? hoursBetween(occurrence[before[0]], occurrence[stage]) : null;
        return (
          <li key={stage}>
            <b>{name}</b> {sayWhen(occurrence[stage])}
            {took === null ? null : <span className={style.quiet}> · after {sayTook(took)}</span>}
          </li>
        );
      })}
    </ol>
  );
}

function sayTook({ least, most }: { least: number; most: number }): string {
  if (most - least < 1 / 60) return sayDuration(least);
  return least === 0 ? `up to ${sayDuration(most)}` : `${sayDuration(least)} to ${sayDuration(most)}`;
}

/** Which failure it was; at once for all of its kind where that is wished. */
function Assign(props: {
  readonly organization: string;
  readonly occurrence: OccurrenceListed;
  readonly model: Model | null;
  readonly kinds: readonly RecordKind[];
}): ReactNode {
  const { organization, occurrence, model, kinds } = props;
  const queries = useQueryClient();
  const [forAll, setForAll] = useState(false);
  const [said, setSaid] = useState("");
  const alike = kinds
    .filter(
      ({ kind, source, failureId }) =>
        kind === occurrence.kind && source === occurrence.source && failureId === occurrence.failureId,
    )
    .reduce((sum, { count }) => sum + count, 0);
  const change = async (request: ChangeOccurrenceRequest) => {
    setSaid("");
    try {
      await ask<OccurrenceListed>(occurrencePath(organization, occurrence), {
        method: "PATCH",
        body: request,
      });
      if (forAll && request.failureId !== undefined) {
        const changed = await assignKind(organization, {
          kind: occurrence.kind,
          source: occurrence.source,
          failureId: request.failureId,
        });
        setSaid(`Kept, for ${sayCounted(changed, "occurrence")} of this kind.`);
      } else setSaid("Kept.");
      void queries.invalidateQueries({ queryKey: recordKey(organization) });
    } catch (error) {
      setSaid(`Not kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const functionOf = (failureId: string | null) =>
    model?.failures.find(({ id }) => id === failureId)?.functionId ?? occurrence.functionId;
  return (
    <div className={formStyle.form}>
      <FailureSelect
        label="Which failure it was"
        model={model}
        kind={`${occurrence.kind} ${occurrence.title}`}
        value={occurrence.failureId}
        onChange={(failureId) => void change({ failureId, functionId: functionOf(failureId) })}
        placeholder="A kind the text does not know"
      />
      {occurrence.kind !== "" && alike > 1 ? (
        <Checkbox
          size="xs"
          label={`the same for all ${sayCounted(alike, "occurrence")} called “${occurrence.kind}”`}
          checked={forAll}
          onChange={({ currentTarget }) => setForAll(currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        size="xs"
        label="it was caught before it did harm: a near miss"
        checked={occurrence.nearMiss}
        onChange={({ currentTarget }) => void change({ nearMiss: currentTarget.checked })}
      />
      <p role="status" className={style.quiet}>
        {said}
      </p>
      {occurrence.failureId === null ? null : (
        <Link
          to="/o/$organization/failures/$failure"
          params={{ organization, failure: occurrence.failureId }}
        >
          How this failure comes about →
        </Link>
      )}
    </div>
  );
}

function occurrencePath(organization: string, { key, source }: OccurrenceListed): string {
  return `${organizationPath(organization)}/occurrences/${encodeURIComponent(key)}?${new URLSearchParams({ source })}`;
}

/** Every occurrence of a source's kind, past ones, to a failure; how many were changed. */
export async function assignKind(organization: string, request: AssignKindRequest): Promise<number> {
  const { changed } = await ask<AssignKindAnswer>(`${organizationPath(organization)}/occurrences/assign`, {
    method: "POST",
    body: request,
  });
  return changed;
}
