import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { LossFinding } from "../../findings/losses.ts";
import { sayCounted, sayEstimate, sayMoney } from "../../findings/say.ts";
import type { StatedFigure } from "../../model/model.ts";
import { organizationQuery } from "../api.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Awaited } from "../design/awaited.tsx";
import { Earlier, Opening, Trouble } from "../design/states.tsx";
import { useEngine, useLosses, useWhole } from "../engine/engine.tsx";
import { figuresByName } from "../engine/figure-names.ts";
import type { Sharer, YearAddress } from "./address.ts";
import { CurveKey, CurvePictureOf } from "./curve-picture.tsx";
import { CurveTable } from "./curve-table.tsx";
import { Doubt } from "./doubt.tsx";
import { FigurePanel } from "./figure-panel.tsx";
import { sliderId } from "./figure-slider.tsx";
import { changesOf, type Moves } from "./moves.ts";
import { Played } from "./played.tsx";
import { Tornado } from "./tornado.tsx";
import { useMoves } from "./use-moves.ts";
import { WriteFigures } from "./write-figures.tsx";
import style from "./year.module.css";

const route = getRouteApi("/o/$organization/year");
const noFigures: readonly StatedFigure[] = [];
const nothingMoved = new Map<never, never>();

/** A year played forward: what it costs and how sure that is, which figures matter, and what moving them does. */
export function YearPage() {
  const { organization } = route.useParams();
  const { figure: chosen, point = 20, by, shares = "failures" } = route.useSearch();
  const { reading, run, runStale } = useEngine();
  const { data: saved } = useQuery(organizationQuery(organization));
  const go = useGo();
  const [moves, move, resetAll] = useMoves();
  const listed = useWhole("figures").answer ?? noFigures;
  const figures = useMemo(() => figuresByName(listed), [listed]);
  const { trouble, stale, stated, moved } = useYear(moves, figures);
  const tornado = useWhole("tornado", stated !== null);
  const focus = useFocus(chosen, figures);
  const choose = useCallback(
    (figure: string) => {
      go({ figure });
      focus(figure);
    },
    [go, focus],
  );
  const show = useCallback((of: "mean" | "bad") => go({ by: of === "bad" ? of : undefined }, true), [go]);
  const share = useCallback((shares: Sharer) => go({ shares }, true), [go]);
  const model = reading?.model;
  const losses = moved ?? stated;
  if (trouble !== null && losses === null) {
    return (
      <>
        <Opening title="A year" sentences={[]} />
        <Trouble title="This year could not be computed" error={new Error(trouble)} />
      </>
    );
  }
  if (!model || !stated || !losses || model.failures.length === 0)
    return <Awaited title="A year" organization={organization} what="year" />;
  return (
    <>
      <Opening
        title="A year"
        organization={model.organization.name}
        sentences={moved ? sayMoved(moves, figures, moved, stated) : stated.sentences.slice(0, 3)}
      />
      <Earlier when={stale}>
        <div className={style.play}>
          <div className={style.curve}>
            <CurvePictureOf
              losses={losses}
              stated={stated}
              run={run}
              chance={1 / point}
              read={(chance) => go({ point: Number((1 / chance).toPrecision(3)) }, true)}
            />
          </div>
          <div className={style.beneath}>
            <CurveKey moved={moved !== null} played={run !== null} />
            <CurveTable losses={losses} stated={moved ? stated : null} run={run} />
            <Doubt losses={losses} />
          </div>
          <div className={style.side}>
            <FigurePanel
              model={model}
              figures={figures}
              tornado={tornado.answer}
              moves={moves}
              chosen={chosen}
              move={move}
              resetAll={resetAll}
            >
              {saved ? <WriteFigures saved={saved} figures={figures} moves={moves} /> : null}
            </FigurePanel>
          </div>
        </div>
        {tornado.answer ? (
          <Tornado
            finding={tornado.answer}
            figures={figures}
            of={by ?? "mean"}
            show={show}
            chosen={chosen}
            choose={choose}
          />
        ) : null}
        <Earlier when={runStale && run !== null}>
          <Played
            organization={organization}
            run={run}
            moved={moved !== null}
            sharer={shares}
            share={share}
          />
        </Earlier>
        <Assumptions of={losses.assumptions} />
      </Earlier>
    </>
  );
}

/** Changes part of the address; what is undefined leaves it. */
function useGo(): (part: YearAddress, replace?: boolean) => void {
  const navigate = route.useNavigate();
  return useCallback(
    (part, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  );
}

/** The year as stated, and with figures moved: null where none is, or before it is known. */
function useYear(moves: Moves, figures: ReadonlyMap<string, StatedFigure>) {
  const changes = useMemo(() => changesOf(moves, figures), [moves, figures]);
  const base = useLosses(nothingMoved);
  const isMoved = changes.size > 0;
  const known = useLosses(changes, isMoved);
  return {
    stated: base.answer,
    moved: isMoved && known.of.size > 0 ? known.answer : null,
    stale: base.stale || known.stale,
    trouble: base.trouble ?? known.trouble,
  };
}

/** Brings the slider of a figure under the hand: at once where it was chosen, and when an address names it. */
function useFocus(chosen: string | undefined, figures: ReadonlyMap<string, StatedFigure>) {
  const focus = useCallback((name: string) => {
    // Its group opens first.
    requestAnimationFrame(() => {
      const slider = document.getElementById(sliderId(name));
      slider?.scrollIntoView({ block: "center" });
      slider?.focus({ preventScroll: true });
    });
  }, []);
  const [known] = useState(chosen);
  const ready = figures.size > 0;
  useEffect(() => {
    if (ready && known !== undefined)
      document.getElementById(sliderId(known))?.scrollIntoView({ block: "nearest" });
  }, [ready, known]);
  return focus;
}

function sayMoved(
  moves: Moves,
  figures: ReadonlyMap<string, StatedFigure>,
  moved: LossFinding,
  stated: LossFinding,
): string[] {
  const count = [...moves.keys()].filter((name) => figures.has(name)).length;
  const money = (amount: number) => sayMoney(amount, moved.currency);
  const against = (key: "mean" | "p99") => {
    const [now, before] = [sayEstimate(moved[key], money), sayEstimate(stated[key], money)];
    return now === before ? `${now}, as before` : `${now} instead of ${before}`;
  };
  return [
    `With ${sayCounted(count, "figure")} moved, a year costs ${against("mean")} on average.`,
    `1 year in 100 costs more than ${against("p99")}.`,
  ];
}
