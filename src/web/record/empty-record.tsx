import type { ReactNode } from "react";
import { formats } from "../../exchange/exchange.ts";
import { Empty } from "../design/states.tsx";
import style from "./record.module.css";

/** Nothing has been told yet: how it gets here, and what for. */
export function EmptyRecord({ actions }: { actions: ReactNode }): ReactNode {
  return (
    <Empty title="Nothing has been told yet">
      <p>
        Drop a file anywhere on this page: you will see what its columns mean before anything is stored, and
        dropping it twice adds nothing twice. Or add one that comes to mind, a near miss too; it takes less
        than a minute.
      </p>
      {actions}
      <dl className={style.formats}>
        {formats.map(({ id, name, file }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{file}</dd>
          </div>
        ))}
      </dl>
      <p>
        Packed files (.gz) are read as they are. After that the map shows what was stated against what was
        learned.
      </p>
    </Empty>
  );
}
