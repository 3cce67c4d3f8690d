import { memo } from "react";
import type { LossFinding } from "../../findings/losses.ts";
import { sayShare } from "../../findings/say.ts";
import style from "./year.module.css";

/** What is not known against what chance does: what finding out would take away, and what it would not. */
export const Doubt = memo(function Doubt({ losses }: { losses: LossFinding }) {
  const { shareNotKnown } = losses;
  if (shareNotKnown === null) return null;
  const percent = 100 * shareNotKnown;
  return (
    <section className={style.doubt} aria-labelledby="doubt">
      <h2 id="doubt">Not known, and chance</h2>
      <div
        className={style.parts}
        role="img"
        aria-label={`${sayShare(shareNotKnown)} is not known, ${sayShare(1 - shareNotKnown)} is chance`}
      >
        <i className={style.notKnown} style={{ width: `${percent}%` }} />
        <i className={style.chance} style={{ width: `${100 - percent}%` }} />
      </div>
      <p>
        {sayShare(shareNotKnown)} of how much years differ is that figures are not known: finding out would
        take it away. The other {sayShare(1 - shareNotKnown)} is chance, which no knowledge takes away.
      </p>
    </section>
  );
});
