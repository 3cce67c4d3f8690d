import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import { sayCounted } from "../../findings/say.ts";
import type { Model } from "../../model/model.ts";
import type { RecordKind } from "../../server/api.ts";
import { FailureSelect } from "./failure-select.tsx";
import { likelyFailures } from "./likely.ts";
import { assignKind } from "./occurrence-details.tsx";
import style from "./record.module.css";
import { recordKey } from "./record-queries.ts";

/** How many kinds stand open at first. */
const shownFirst = 6;

/** Kinds of the sources that are no failure of the text yet, most frequent first, each to be called by its name there. */
export function UnknownKinds({
  organization,
  model,
  kinds,
}: {
  readonly organization: string;
  readonly model: Model | null;
  readonly kinds: readonly RecordKind[];
}): ReactNode {
  const title = useId();
  const [all, showAll] = useState(false);
  const [said, setSaid] = useState("");
  const queries = useQueryClient();
  const unknown = kinds.filter(({ failureId }) => failureId === null);
  if (unknown.length === 0)
    return (
      <p role="status" className={style.quiet}>
        {said}
      </p>
    );
  const assign = async ({ kind, source }: RecordKind, failureId: string | null) => {
    if (failureId === null) return;
    try {
      const changed = await assignKind(organization, { kind, source, failureId });
      setSaid(`${sayCounted(changed, "occurrence")} of “${kind}” assigned.`);
    } catch (error) {
      setSaid(`Not assigned: ${error instanceof Error ? error.message : String(error)}`);
    }
    void queries.invalidateQueries({ queryKey: recordKey(organization) });
  };
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className={style.h2}>
        {sayCounted(unknown.length, "kind")} the text does not know
      </h2>
      <p className={style.quiet}>
        Each counts for a failure as soon as it is assigned to one; or it waits for the text to name it.
      </p>
      <ul className={style.kinds}>
        {unknown.slice(0, all ? undefined : shownFirst).map((kind) => (
          <Kind
            key={`${kind.source} ${kind.kind}`}
            organization={organization}
            kind={kind}
            model={model}
            onAssign={assign}
          />
        ))}
      </ul>
      {unknown.length > shownFirst ? (
        <button type="button" className={style.plain} onClick={() => showAll(!all)}>
          {all ? "Fewer" : `${unknown.length - shownFirst} more`}
        </button>
      ) : null}
      <p role="status" className={style.quiet}>
        {said}
      </p>
    </section>
  );
}

function Kind({
  organization,
  kind,
  model,
  onAssign,
}: {
  readonly organization: string;
  readonly kind: RecordKind;
  readonly model: Model | null;
  readonly onAssign: (kind: RecordKind, failureId: string | null) => void;
}): ReactNode {
  const name = kind.kind === "" ? "without a word for it" : kind.kind;
  const [likeliest] = model === null ? [] : likelyFailures(kind.kind, model.failures, 1);
  return (
    <li>
      <span className={style.kindName}>
        <Link
          to="/o/$organization/record"
          params={{ organization }}
          search={{ unassigned: true, source: kind.source, ...(kind.kind !== "" && { kind: kind.kind }) }}
          resetScroll={false}
        >
          {name}
        </Link>
        <span className={style.quiet}>
          {" "}
          {kind.count.toLocaleString("en")} · {kind.source}
        </span>
      </span>
      <FailureSelect
        size="xs"
        hiddenLabel={`Which failure “${name}” is`}
        placeholder={likeliest ? `perhaps ${likeliest.name}` : "Which failure?"}
        model={model}
        kind={kind.kind}
        value={null}
        onChange={(failureId) => onAssign(kind, failureId)}
      />
    </li>
  );
}
