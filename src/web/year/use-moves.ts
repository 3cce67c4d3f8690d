import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { readMoves, writeMoves } from "./address.ts";
import type { Moves } from "./moves.ts";

const route = getRouteApi("/o/$organization/year");
/** How long after the last move the address is written, milliseconds. */
const restMs = 250;

/** The figures that are moved. At once under the hand; in the address once it rests, and from there when one goes back. */
export function useMoves(): readonly [
  moves: Moves,
  move: (name: string, steps: number) => void,
  resetAll: () => void,
] {
  const { moved } = route.useSearch();
  const navigate = route.useNavigate();
  const [moves, setMoves] = useState<Moves>(() => readMoves(moved));
  const written = useRef(moved);
  useEffect(() => {
    if (moved === written.current) return;
    written.current = moved;
    setMoves(readMoves(moved));
  }, [moved]);
  useEffect(() => {
    const resting = setTimeout(() => {
      const now = writeMoves(moves);
      if (now === written.current) return;
      written.current = now;
      void navigate({ search: (before) => ({ ...before, moved: now }), replace: true, resetScroll: false });
    }, restMs);
    return () => clearTimeout(resting);
  }, [moves, navigate]);
  const move = useCallback((name: string, steps: number) => {
    setMoves((before) => {
      const after = new Map(before);
      if (steps === 0) after.delete(name);
      else after.set(name, steps);
      return after;
    });
  }, []);
  const resetAll = useCallback(() => setMoves(new Map()), []);
  return [moves, move, resetAll];
}
