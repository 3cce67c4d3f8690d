import { useReducedMotion } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import type { ExceedancePoint } from "../../findings/losses.ts";

/** How long a curve takes to the next, milliseconds: about as long as the engines, so that it does not stand still under the hand. */
const wayMs = 260;

type Curve = readonly ExceedancePoint[];

/** A curve on its way from one to another, straight on logarithmic paper. `way` from 0 to 1. */
export function betweenCurves(from: Curve, to: Curve, way: number): Curve {
  if (from.length !== to.length || way >= 1) return to;
  const mix = (a: number, b: number): number =>
    a > 0 && b > 0 ? Math.exp(Math.log(a) + way * (Math.log(b) - Math.log(a))) : a + way * (b - a);
  return to.map((point, index) => {
    const before = from[index]!;
    return {
      loss: mix(before.loss, point.loss),
      chance: mix(before.chance, point.chance),
      low: mix(before.low, point.low),
      high: mix(before.high, point.high),
    };
  });
}

/** The curve to draw: it moves to each new one instead of jumping, unless stillness is asked for. */
export function useMovingCurve(target: Curve): Curve {
  const still = useReducedMotion();
  const [shown, show] = useState(target);
  const drawn = useRef(target);
  useEffect(() => {
    const from = drawn.current;
    if (from === target) return;
    let began: number | null = null;
    const step = (now: number): void => {
      began ??= now;
      const way = still ? 1 : Math.min(1, (now - began) / wayMs);
      drawn.current = betweenCurves(from, target, way);
      show(drawn.current);
      if (way < 1) frame = requestAnimationFrame(step);
    };
    let frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target, still]);
  return shown;
}
