import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { sayCounted, sayList } from "../../findings/say.ts";
import type { Model } from "../../model/model.ts";
import { Awaited } from "../design/awaited.tsx";
import { Mark } from "../design/mark.tsx";
import { Earlier, Opening } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { ControlDetails } from "./control-details.tsx";
import { DependenceLines } from "./dependence-lines.tsx";
import { FunctionCard } from "./function-card.tsx";
import style from "./functions.module.css";
import { type FunctionShown, functionsShown, needs } from "./functions-shown.ts";

const route = getRouteApi("/o/$organization/functions");

/** A column a department, a card a function: what is expected, how it fails, what catches that. */
export function FunctionsPage() {
  const { organization } = route.useParams();
  const { function: chosen, control } = route.useSearch();
  const navigate = route.useNavigate();
  const { reading, map, run, stale } = useEngine();
  const model = reading?.model ?? null;
  const shown = useMemo(() => (model ? functionsShown(model, map, run) : []), [model, map, run]);
  const [looked, look] = useState<string | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const hasShown = shown.length > 0;
  useEffect(() => {
    if (chosen && hasShown)
      document.getElementById(`function-${chosen}`)?.scrollIntoView({ block: "center" });
  }, [chosen, hasShown]);
  if (!model || !hasShown)
    return <Awaited title="Functions" organization={organization} what="board of functions" />;

  const active = looked ?? chosen ?? null;
  const controlShown = model.controls.find(({ id }) => id === control);
  return (
    <>
      <Opening
        title="Functions"
        organization={model.organization.name}
        sentences={sentences(model, shown, run?.sentences ?? [])}
      />
      <Earlier when={stale}>
        {controlShown ? (
          <ControlDetails
            control={controlShown}
            run={run}
            model={model}
            organization={organization}
            close={() => void navigate({ search: {} })}
          />
        ) : null}
        <Key />
        <div ref={board} className={style.board}>
          {model.departments.map((department) => {
            const own = shown.filter((it) => it.function.department === department.id);
            if (own.length === 0) return null;
            return (
              <section
                key={department.id}
                className={style.column}
                aria-labelledby={`department-${department.id}`}
              >
                <h2 id={`department-${department.id}`}>{department.name}</h2>
                {own.map((it) => (
                  <FunctionCard
                    key={it.function.id}
                    organization={organization}
                    currency={model.organization.currency}
                    shown={it}
                    related={active !== null && active !== it.function.id && isRelated(it, active)}
                    active={active === it.function.id}
                    control={control}
                    look={look}
                  />
                ))}
              </section>
            );
          })}
          <DependenceLines board={board} active={active} functions={model.functions} />
        </div>
      </Earlier>
    </>
  );
}

function isRelated(it: FunctionShown, other: string): boolean {
  return needs(it.function, other) || it.neededBy.some(({ id }) => id === other);
}

function sentences(model: Model, shown: readonly FunctionShown[], said: readonly string[]): string[] {
  const unmet = shown.flatMap(({ failures }) => failures).filter(({ controls }) => controls.length === 0);
  const named = unmet.slice(0, 3).map(({ name }) => name.toLowerCase());
  const more = unmet.length > 3 ? [`${unmet.length - 3} more`] : [];
  const open =
    unmet.length === 0
      ? `Each of ${sayCounted(model.failures.length, "failure")} is met by at least one control.`
      : `${unmet.length} of ${sayCounted(model.failures.length, "failure")} ${unmet.length === 1 ? "is" : "are"} met by no control: ${sayList([...named, ...more])}.`;
  return [...said.slice(0, 1), open];
}

function Key() {
  return (
    <p className={style.key}>
      <span>
        <Mark kind="expectation" /> expected
      </span>
      <span>
        <Mark kind="failure" /> can fail
      </span>
      <span>
        <Mark kind="guard rail" /> guard rail
      </span>
      <span>
        <Mark kind="safety net" /> safety net
      </span>
      <span>
        <Mark kind="escape hatch" /> escape hatch
      </span>
      <span>
        <i className={style.open} /> nothing catches it
      </span>
    </p>
  );
}
