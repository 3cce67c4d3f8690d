import { type Moves, mostSteps } from "./moves.ts";

/** Whose shares of the mean and of bad years are shown. */
export const sharers = ["failures", "functions", "departments", "audiences"] as const;
export type Sharer = (typeof sharers)[number];

/** What the address of the Year page may carry. */
export type YearAddress = {
  /** The figure that was chosen, by name. */
  readonly figure?: string | undefined;
  /** The figures that were moved, as `sayMoves` writes them. */
  readonly moved?: string | undefined;
  /** The point of the curve that is read: one year in so many. */
  readonly point?: number | undefined;
  readonly by?: "bad" | undefined;
  readonly shares?: Sharer | undefined;
};

/** Reads an address leniently: what is not understood is left out. */
export function readYearAddress({ figure, moved, point, by, shares }: Record<string, unknown>): YearAddress {
  return {
    ...(typeof figure === "string" && figure !== "" && { figure }),
    ...(typeof moved === "string" && readMoves(moved).size > 0 && { moved }),
    ...(typeof point === "number" && point >= 1 && { point }),
    ...(by === "bad" && { by }),
    ...(sharers.some((known) => known === shares) && { shares: shares as Sharer }),
  };
}

/** `failure.card-fraud.how-often_12~control.second-pair.stops_-4`; undefined where nothing is moved. */
export function writeMoves(moves: Moves): string | undefined {
  return moves.size === 0 ? undefined : [...moves].map(([name, steps]) => `${name}_${steps}`).join("~");
}

/** The moves of an address; what is none is left out. */
export function readMoves(written = ""): Moves {
  return new Map(
    written.split("~").flatMap((move) => {
      const [, name = "", steps = ""] = /^(.+)_(-?\d+)$/.exec(move) ?? [];
      const count = Math.min(Math.max(Number(steps), -mostSteps), mostSteps);
      return name !== "" && count !== 0 ? [[name, count] as const] : [];
    }),
  );
}
