import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { memo, useMemo, useState } from "react";
import type { TornadoFinding } from "../../findings/losses.ts";
import { sayCounted } from "../../findings/say.ts";
import type { FigureOwner, Model, StatedFigure } from "../../model/model.ts";
import { Mark, type MarkKind } from "../design/mark.tsx";
import { FigureSlider } from "./figure-slider.tsx";
import style from "./figures.module.css";
import type { Moves } from "./moves.ts";

type Named = readonly [name: string, figure: StatedFigure];
type Group = { readonly owner: FigureOwner; readonly key: string; readonly figures: readonly Named[] };

const headings: Readonly<Record<FigureOwner["kind"], string>> = {
  failure: "Failures",
  control: "Controls",
  input: "Inputs",
  function: "Functions",
  expectation: "Expectations",
  audience: "Audiences",
  people: "People",
  organization: "Organization",
};

/** Every figure of the text that a year's cost rests on, by what it belongs to, each with a slider. */
export function FigurePanel(props: {
  readonly model: Model;
  readonly figures: ReadonlyMap<string, StatedFigure>;
  /** What matters most; figures that do stand first. */
  readonly tornado: TornadoFinding | null;
  readonly moves: Moves;
  readonly chosen: string | undefined;
  readonly move: (name: string, steps: number) => void;
  readonly resetAll: () => void;
  readonly children: React.ReactNode;
}) {
  const { model, figures, tornado, moves, chosen, move, resetAll, children } = props;
  const [sought, seek] = useState("");
  // The figures listed, once only the moved ones are wanted: one that is moved back stays under the hand.
  const [only, setOnly] = useState<ReadonlySet<string> | null>(null);
  const count = [...moves.keys()].filter((name) => figures.has(name)).length;
  const groups = useMemo(() => groupsOf(figures, sought, only, tornado), [figures, sought, only, tornado]);
  return (
    <section className={style.panel} aria-labelledby="figures">
      <div className={style.head}>
        <h2 id="figures">Move a figure</h2>
        <p role="status">
          {count === 0
            ? `${sayCounted(figures.size, "figure")}, as stated`
            : `${count} of ${sayCounted(figures.size, "figure")} moved`}
        </p>
      </div>
      <div className={style.tools}>
        <TextInput
          size="xs"
          aria-label="Find a figure"
          placeholder="Find: fraud, detected, stops…"
          value={sought}
          onChange={(event) => seek(event.currentTarget.value)}
        />
        {count > 0 || only !== null ? (
          <SegmentedControl
            size="xs"
            aria-label="Which figures are listed"
            value={only === null ? "all" : "moved"}
            onChange={(value) => setOnly(value === "moved" ? new Set(moves.keys()) : null)}
            data={[
              { value: "all", label: "all" },
              { value: "moved", label: `moved (${count})` },
            ]}
          />
        ) : null}
      </div>
      <div className={style.list}>
        {groups.map((group, index) => (
          <div key={group.key}>
            {groups[index - 1]?.owner.kind === group.owner.kind ? null : (
              <h3>{headings[group.owner.kind]}</h3>
            )}
            <OwnerFigures
              group={group}
              mark={markOf(group.owner, model)}
              moves={moves}
              chosen={chosen}
              open={sought !== "" || only !== null || (index === 0 && chosen === undefined)}
              currency={model.organization.currency}
              move={move}
            />
          </div>
        ))}
        {groups.length === 0 ? <p className={style.none}>No figure goes by these words.</p> : null}
      </div>
      {count > 0 ? (
        <div className={style.foot}>
          {children}
          <Button variant="default" size="compact-sm" onClick={resetAll}>
            Reset all
          </Button>
        </div>
      ) : null}
    </section>
  );
}

const OwnerFigures = memo(
  function OwnerFigures(props: {
    readonly group: Group;
    readonly mark: MarkKind | null;
    readonly moves: Moves;
    readonly chosen: string | undefined;
    readonly open: boolean;
    readonly currency: string;
    readonly move: (name: string, steps: number) => void;
  }) {
    const { group, mark, moves, chosen, open, currency, move } = props;
    const holdsChosen = group.figures.some(([name]) => name === chosen);
    const moved = group.figures.filter(([name]) => moves.has(name)).length;
    const [toggled, toggle] = useState<boolean | null>(null);
    const [chosenBefore, setChosenBefore] = useState(holdsChosen);
    if (holdsChosen !== chosenBefore) {
      setChosenBefore(holdsChosen);
      if (holdsChosen) toggle(null);
    }
    const shown = toggled ?? (open || holdsChosen || moved > 0);
    return (
      <details open={shown} className={style.owner}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button by itself. */}
        <summary
          onClick={(event) => {
            event.preventDefault();
            toggle(!shown);
          }}
        >
          {mark ? <Mark kind={mark} size={12} /> : null} {group.owner.name}
          <span className={style.count}>{moved > 0 ? `${moved} moved` : group.figures.length}</span>
        </summary>
        {shown
          ? group.figures.map(([name, figure]) => (
              <FigureSlider
                key={name}
                name={name}
                figure={figure}
                steps={moves.get(name) ?? 0}
                currency={currency}
                chosen={name === chosen}
                move={move}
              />
            ))
          : null}
      </details>
    );
  },
  // While a figure moves only its own group is drawn anew.
  (before, after) =>
    before.group === after.group &&
    before.open === after.open &&
    before.mark === after.mark &&
    before.move === after.move &&
    after.group.figures.every(
      ([name]) =>
        before.moves.get(name) === after.moves.get(name) &&
        (name === before.chosen) === (name === after.chosen),
    ),
);

/** Figures by owner, what matters most first, else in the order of the text; those that all words sought are in, and only moved ones if these are given. */
function groupsOf(
  figures: ReadonlyMap<string, StatedFigure>,
  sought: string,
  only: ReadonlySet<string> | null,
  tornado: TornadoFinding | null,
): readonly Group[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, { owner: FigureOwner; key: string; figures: Named[] }>();
  for (const [name, figure] of figures) {
    const { owner, what } = figure;
    const text = `${owner.name} ${owner.id} ${what} ${owner.kind}`.toLowerCase();
    if (!words.every((word) => text.includes(word)) || (only && !only.has(name))) continue;
    const key = `${owner.kind} ${owner.id}`;
    const group = groups.get(key) ?? { owner, key, figures: [] };
    group.figures.push([name, figure]);
    groups.set(key, group);
  }
  const kinds = Object.keys(headings);
  const places = new Map(tornado?.bars.map(({ at }, place) => [at, place]));
  const placeOf = ({ figures }: Group): number =>
    Math.min(...figures.map(([, { at }]) => places.get(at) ?? places.size));
  return [...groups.values()].sort(
    (a, b) => kinds.indexOf(a.owner.kind) - kinds.indexOf(b.owner.kind) || placeOf(a) - placeOf(b),
  );
}

function markOf({ kind, id }: FigureOwner, model: Model): MarkKind | null {
  switch (kind) {
    case "failure":
    case "expectation":
      return kind;
    case "control":
      return model.controls.find((control) => control.id === id)?.kind ?? null;
    case "input":
      return model.inputs.find((input) => input.id === id)?.kind ?? null;
    default:
      return null;
  }
}
