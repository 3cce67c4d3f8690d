import type { Estimate } from "../../findings/estimate.ts";
import { sayBand, sayEstimate, sayExactly } from "../../findings/say.ts";
import style from "./figure.module.css";
import { Mark } from "./mark.tsx";

/** A figure as people say it; all its digits and its band on hover, or in place with `exact`. Why there is none, where there is none. */
export function Figure({
  of,
  say,
  exact = false,
  band = false,
}: {
  of: Estimate;
  say: (value: number) => string;
  exact?: boolean;
  band?: boolean;
}) {
  if (of.value === null) return <span className={style.none}>{of.why ?? "not known"}</span>;
  const digits = sayExactly(of.value);
  const known = sayBand(of, say);
  const title = known ? `${digits}; from ${known}, with 90%` : digits;
  return (
    <span title={title} className={style.figure}>
      {exact ? digits : sayEstimate(of, say)}
      {band && known ? <span className={style.band}> {known}</span> : null}
    </span>
  );
}

/** The hatched mark of an assumption, and whose it is. */
export function Assumed({ by, short = false }: { by: string; short?: boolean }) {
  const words = `assumed: ${by}`;
  return (
    <span className={style.assumed} title={words}>
      <Mark kind="assumed" size={12} {...(short ? { title: words } : {})} />
      {short ? null : ` ${words}`}
    </span>
  );
}
