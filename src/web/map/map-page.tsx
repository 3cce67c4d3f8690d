import { SegmentedControl } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Assumptions } from "../design/assumptions.tsx";
import { Awaited } from "../design/awaited.tsx";
import { Earlier, Opening } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { FirstVisit } from "../start/first-visit.tsx";
import { type DepartmentShown, departmentsShown } from "./departments.ts";
import style from "./map.module.css";
import { MapDetails } from "./map-details.tsx";
import { MapPicture } from "./map-picture.tsx";
import { MapTable } from "./map-table.tsx";
import { inOrder, type Order } from "./orders.ts";
import type { Shown } from "./scales.ts";
import { ThoughtList } from "./thought-list.tsx";

const route = getRouteApi("/o/$organization/map");

export function MapPage() {
  const { organization } = route.useParams();
  const { failure: chosen, show, order = "cost" } = route.useSearch();
  const navigate = route.useNavigate();
  const { reading, map, run, stale } = useEngine();
  const [lit, setLit] = useState<string | null>(null);
  const model = reading?.model;
  if (!map || !model) return <Awaited title="Map" organization={organization} what="map" />;
  if (map.failures.length === 0)
    return <Awaited title="Map" organization={organization} what="first failure" />;

  const hasLearned = map.failures.some(({ learned }) => learned);
  const shown: Shown = hasLearned ? (show ?? "learned") : "stated";
  const thoughts = inOrder(map, run, shown, order);
  const departments = departmentsShown(model).filter(({ id }) =>
    map.failures.some(({ department }) => department === id),
  );
  const looked = map.failures.find(({ id }) => id === chosen);
  const choose = (failure: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, failure }), resetScroll: false });
  const reorder = (order: Order) =>
    void navigate({ search: (before) => ({ ...before, order }), replace: true, resetScroll: false });

  return (
    <>
      {model.organization.example ? <FirstVisit organization={organization} /> : null}
      <Opening title="Map" organization={map.organization} sentences={map.sentences.slice(0, 3)} />
      <Earlier when={stale}>
        <div className={style.page}>
          <div>
            <div className={style.tools}>
              {hasLearned ? (
                <SegmentedControl
                  size="xs"
                  aria-label="Which places are shown"
                  value={shown}
                  onChange={(value) =>
                    void navigate({
                      search: (before) => ({ ...before, show: value === "stated" ? "stated" : "learned" }),
                      replace: true,
                      resetScroll: false,
                    })
                  }
                  data={[
                    { value: "stated", label: "as stated" },
                    { value: "learned", label: "as learned" },
                  ]}
                />
              ) : null}
              <Legend departments={departments} lit={lit} light={setLit} />
            </div>
            <MapPicture
              finding={map}
              shown={shown}
              departments={departments}
              lit={lit}
              chosen={chosen}
              choose={choose}
            />
            <HowToRead hasLearned={hasLearned} assumed={map.failures.some(({ assumed }) => assumed)} />
          </div>
          <aside className={style.aside}>
            {looked ? (
              <MapDetails
                organization={organization}
                finding={map}
                failure={looked}
                shown={shown}
                model={model}
                close={() => choose(undefined)}
              />
            ) : null}
            <ThoughtList
              thoughts={thoughts}
              order={order}
              reorder={reorder}
              chosen={chosen}
              choose={choose}
            />
          </aside>
        </div>
        <MapTable organization={organization} finding={map} thoughts={thoughts} shown={shown} />
        <Assumptions of={map.assumptions} />
      </Earlier>
    </>
  );
}

/** Departments by colour; pressing one lets the others step back. */
function Legend(props: {
  departments: readonly DepartmentShown[];
  lit: string | null;
  light: (department: string | null) => void;
}) {
  const { departments, lit, light } = props;
  return (
    <ul className={style.legend} aria-label="Departments">
      {departments.map(({ id, name, colour }) => (
        <li key={id}>
          <button type="button" aria-pressed={lit === id} onClick={() => light(lit === id ? null : id)}>
            <i style={{ background: colour }} /> {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function HowToRead({ hasLearned, assumed }: { hasLearned: boolean; assumed: boolean }) {
  return (
    <p className={style.key}>
      <span>Area: what it costs a year; the edge as blurred as that is unsure.</span>
      <span>Whisker: what one may take.</span>
      {assumed ? <span>Hatched: assumed.</span> : null}
      {hasLearned ? <span>Trail: from what was stated to what the record says.</span> : null}
    </p>
  );
}
