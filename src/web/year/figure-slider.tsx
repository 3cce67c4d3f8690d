import { memo } from "react";
import type { StatedFigure } from "../../model/model.ts";
import { Assumed } from "../design/figure.tsx";
import style from "./figures.module.css";
import { isMovable, mostSteps, movedEnds, sayEnds, sayMove } from "./moves.ts";

/** Where the slider of a figure stands on the page. */
export const sliderId = (name: string): string => `figure-${name}`;

/** One figure with its slider: the whole range moves along. */
export const FigureSlider = memo(function FigureSlider(props: {
  readonly name: string;
  readonly figure: StatedFigure;
  readonly steps: number;
  readonly currency: string;
  readonly chosen: boolean;
  readonly move: (name: string, steps: number) => void;
}) {
  const { name, figure, steps, currency, chosen, move } = props;
  const { owner, what, assumed } = figure;
  const stated = sayEnds(figure, figure, currency);
  const moved = sayEnds(figure, movedEnds(figure, steps), currency);
  return (
    <div className={style.figure} data-moved={steps !== 0} data-chosen={chosen}>
      <label htmlFor={sliderId(name)}>
        {what} {assumed === undefined ? null : <Assumed by={assumed} short />}
      </label>
      <output htmlFor={sliderId(name)} aria-live="off" title={steps === 0 ? undefined : `stated: ${stated}`}>
        {moved}
      </output>
      <input
        id={sliderId(name)}
        type="range"
        min={-mostSteps}
        max={mostSteps}
        step={1}
        value={steps}
        disabled={!isMovable(figure)}
        aria-label={`${owner.name}: ${what}`}
        aria-valuetext={steps === 0 ? `${stated}, as stated` : `${moved}, ${sayMove(figure, steps)}`}
        onChange={(event) => move(name, Number(event.currentTarget.value))}
      />
      <span className={style.by}>
        {steps === 0 ? null : (
          <button
            type="button"
            onClick={() => move(name, 0)}
            aria-label={`${sayMove(figure, steps)}: back to as stated, ${owner.name}: ${what}`}
          >
            {sayMove(figure, steps)} <span aria-hidden>↺</span>
          </button>
        )}
      </span>
    </div>
  );
});
