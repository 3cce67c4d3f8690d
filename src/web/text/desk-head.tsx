import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OrganizationDetail } from "../../server/api.ts";
import { Opening } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { sayProblems } from "./problem-list.tsx";
import style from "./text.module.css";

const route = getRouteApi("/o/$organization/text");

const views = [
  { view: "write", name: "Write" },
  { view: "changes", name: "Changes" },
  { view: "history", name: "History" },
] as const;

/** The page's name, one sentence on where the text stands, and its three sides. */
export function DeskHead({ saved, changed }: { saved: OrganizationDetail; changed: boolean }): ReactNode {
  const { reading } = useEngine();
  const { organization } = route.useParams();
  return (
    <div className={style.head}>
      <Opening
        title="Text"
        sentences={sentences(saved, changed, reading?.problems ?? [])}
        organization={saved.name}
      />
      <nav aria-label="Sides of the text" className={style.views}>
        {views.map(({ view, name }) => (
          <Link
            key={view}
            to="/o/$organization/text"
            params={{ organization }}
            search={view === "write" ? {} : { show: view }}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {name}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function sentences(
  saved: OrganizationDetail,
  changed: boolean,
  problems: Parameters<typeof sayProblems>[0],
): string[] {
  const { number } = saved.revision;
  const state = changed
    ? `Your changes to revision ${number} are kept in this browser until you save them.`
    : `This is revision ${number}.`;
  const broken = problems.some(({ severity }) => severity === "error");
  return broken
    ? [state, `${sayProblems(problems)}; the map shows the text as it last made sense.`]
    : [state];
}
