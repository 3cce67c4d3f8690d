import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type {
  OssificationFinding,
  OssificationSource,
  OssificationStage,
} from "../../findings/ossification.ts";
import { sayBand, sayMoney, sayShare } from "../../findings/say.ts";
import { Figure } from "../design/figure.tsx";
import { Mark, type MarkKind } from "../design/mark.tsx";
import style from "./ossification.module.css";

/** So many are shown before the rest is asked for. */
const first = 12;

/** What a stage, or all of them, consist of: what each costs ideas, what it avoids, and what would be without it. */
export function Sources(props: {
  readonly finding: OssificationFinding;
  readonly organization: string;
  readonly stage: OssificationStage | undefined;
  readonly gone: OssificationSource | undefined;
  readonly letGo: (id: string) => void;
  readonly showAll: () => void;
}) {
  const { finding, organization, stage, gone, letGo, showAll } = props;
  const [all, setAll] = useState(false);
  const rows = rowsOf(finding.sources, stage);
  const most = Math.max(1e-9, ...rows.map(({ lost }) => lost));
  const shown = all ? rows : rows.slice(0, first);
  return (
    <section className={style.section} aria-labelledby="sources">
      <div className={style.head}>
        <h2 id="sources">{stage ? `${stage.name}: what it comes from` : "What it comes from"}</h2>
        {stage ? (
          <button type="button" className={style.more} onClick={showAll}>
            all stages
          </button>
        ) : null}
      </div>
      <p className={style.lead}>{leadOf(rows.length, stage, finding.sentences.slice(2))}</p>
      <ul className={style.sources}>
        {shown.map(({ source, lost }) => (
          <Source
            key={source.id}
            source={source}
            lost={lost}
            most={most}
            finding={finding}
            isGone={source.id === gone?.id}
            letGo={letGo}
            organization={organization}
          />
        ))}
      </ul>
      {rows.length > shown.length ? (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          and {rows.length - shown.length} more
        </button>
      ) : null}
    </section>
  );
}

type Row = { readonly source: OssificationSource; readonly lost: number };

/** Dearest first, at this stage or altogether. */
function rowsOf(
  sources: readonly OssificationSource[],
  stage: OssificationStage | undefined,
): readonly Row[] {
  if (stage === undefined) return sources.map((source) => ({ source, lost: source.lost }));
  return sources
    .flatMap((source) => {
      const part = source.parts.find((of) => of.stage === stage.id);
      return part ? [{ source, lost: part.lost }] : [];
    })
    .sort((a, b) => b.lost - a.lost);
}

function leadOf(count: number, stage: OssificationStage | undefined, further: readonly string[]): string {
  if (count === 0) return stage && !stage.told ? stage.says : "Nothing is lost here.";
  if (stage) return `${stage.says} Here is what that consists of, and beside it the losses that it avoids.`;
  return further.join(" ");
}

function Source(props: {
  readonly source: OssificationSource;
  readonly lost: number;
  readonly most: number;
  readonly finding: OssificationFinding;
  readonly isGone: boolean;
  readonly letGo: (id: string) => void;
  readonly organization: string;
}) {
  const { source, lost, most, finding, isGone, letGo, organization } = props;
  const { id, name, kind, says, avoids, without } = source;
  const money = (amount: number) => sayMoney(amount, finding.currency);
  const mark = markOf(source);
  return (
    <li className={style.source} data-gone={isGone}>
      <div className={style.sourceName}>
        <h3>
          {mark ? <Mark kind={mark} size={12} /> : null}{" "}
          <NameOf source={source} organization={organization} name={name} />
        </h3>
        <p>
          {kind === "not written down" ? "Not written down. " : ""}
          {says}
        </p>
      </div>
      <div className={style.costs}>
        <span className={style.meter} aria-hidden>
          <i style={{ width: `${(100 * lost) / most}%` }} />
        </span>
        <span>
          costs ideas <strong>{sayShare(lost)}</strong>
        </span>
        <span className={style.quiet}>{besides(source, lost, money)}</span>
      </div>
      <div className={style.avoids}>
        {avoids.value === null ? (
          <span className={style.quiet}>{avoids.why}</span>
        ) : (
          <>
            <span>
              avoids <Figure of={avoids} say={money} /> a year
            </span>
            <span className={style.quiet}>{sayBand(avoids, money)}</span>
          </>
        )}
      </div>
      <div className={style.act}>
        {without ? (
          <Button
            variant={isGone ? "filled" : "default"}
            size="compact-sm"
            aria-pressed={isGone}
            onClick={() => letGo(id)}
          >
            {isGone ? "keep it" : "without it?"}
            <span className={style.hidden}> {name}</span>
          </Button>
        ) : null}
      </div>
      {isGone && without ? (
        <p className={style.then} role="status">
          {without.sentence}
        </p>
      ) : null}
    </li>
  );
}

/** In money, and where this is only a part of it, how much it is at all stages. */
function besides(
  { lost: all, lostPerYear }: OssificationSource,
  lost: number,
  money: (amount: number) => string,
): string {
  const year = lostPerYear === null ? "" : `${money((lostPerYear * lost) / all)} a year`;
  if (all - lost < 1e-9) return year;
  return `${year === "" ? "" : `${year}, `}${sayShare(all)} at all stages`;
}

/** A control is found among the functions, an expectation in the text. */
function NameOf({
  source,
  organization,
  name,
}: {
  source: OssificationSource;
  organization: string;
  name: string;
}) {
  if (!isControl(source)) return <>{name}</>;
  return (
    <Link to="/o/$organization/functions" params={{ organization }} search={{ control: source.id }}>
      {name}
    </Link>
  );
}

function isControl({ kind }: OssificationSource): boolean {
  return kind === "guard rail" || kind === "approval" || kind === "escape hatch";
}

function markOf({ kind }: OssificationSource): MarkKind | null {
  switch (kind) {
    case "approval":
      return "guard rail";
    case "guard rail":
    case "escape hatch":
    case "expectation":
      return kind;
    case "not written down":
      return "assumed";
    case "habit":
      return null;
  }
}
