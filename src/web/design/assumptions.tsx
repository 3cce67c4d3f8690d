import type { AssumptionShown } from "../../findings/estimate.ts";
import style from "./assumptions.module.css";
import { Mark } from "./mark.tsx";

/** What the page's answers rest on that nobody has measured, and whose it is. Nothing where there is none. */
export function Assumptions({ of }: { of: readonly AssumptionShown[] }) {
  if (of.length === 0) return null;
  return (
    <details className={style.assumptions}>
      <summary>
        <Mark kind="assumed" size={12} /> rests on{" "}
        {of.length === 1 ? "one assumption" : `${of.length} assumptions`}
      </summary>
      <ul>
        {of.map(({ what, whose }) => (
          <li key={`${whose} ${what}`}>
            {what} <span className={style.whose}>{whose}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
