import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { sayBand, sayChance, sayEstimate, sayRate, sayShare } from "../../findings/say.ts";
import type { InputImportance, WhyFinding, WhyNode } from "../../findings/why.ts";
import type { Model } from "../../model/model.ts";
import { Mark } from "../design/mark.tsx";
import style from "./failure.module.css";
import { nest } from "./graph-layout.ts";
import { GraphList } from "./graph-list.tsx";
import { GraphPicture } from "./graph-picture.tsx";

/** More than this is no picture any more. */
const mostDrawn = 240;

/** What the failure grows from, from the outcome back to its inputs. */
export function Backwards(props: {
  readonly why: WhyFinding;
  readonly model: Model;
  readonly organization: string;
  readonly chosen: string | undefined;
  readonly choose: (input: string | undefined) => void;
  readonly goToControl: (control: string) => void;
}) {
  const { why, model, organization, chosen, choose, goToControl } = props;
  const nested = useMemo(() => nest(why.graph), [why.graph]);
  const press = ({ id, kind }: WhyNode) =>
    kind === "guard rail" ? goToControl(id) : choose(chosen === id ? undefined : id);
  const input = why.inputs.find(({ id }) => id === chosen);
  const drawable = why.graph.nodes.length <= mostDrawn;
  return (
    <section className={style.backwards} aria-labelledby="backwards">
      <h2 id="backwards">Backwards</h2>
      {why.graph.nodes.length <= 1 ? (
        <p className={style.lead}>
          Nothing is written yet about what it grows from.{" "}
          <InText organization={organization} model={model} id={why.failure.id} words="Write it →" />
        </p>
      ) : (
        <>
          {drawable ? (
            <GraphPicture
              graph={why.graph}
              label={`What ${why.failure.name} grows from`}
              chosen={chosen}
              press={press}
            />
          ) : null}
          {input ? <Chosen input={input} why={why} model={model} organization={organization} /> : null}
          {drawable ? <Key nodes={why.graph.nodes} /> : null}
          <details className={style.asList} open={!drawable}>
            <summary>the same as a list</summary>
            {nested ? <GraphList of={nested} /> : null}
          </details>
        </>
      )}
    </section>
  );
}

/** What is known of the chosen input, in a sentence or two. */
function Chosen(props: { input: InputImportance; why: WhyFinding; model: Model; organization: string }) {
  const { input, why, model, organization } = props;
  const { listed } = why.combinations;
  const within = listed.filter(({ inputs }) => inputs.some(({ id }) => id === input.id)).length;
  const share =
    input.fussellVesely === null ? "" : `, ${sayShare(Math.min(1, input.fussellVesely))} of what happens`;
  return (
    <p className={style.chosen} aria-live="polite">
      <Mark kind={input.kind} size={12} /> <strong>{input.name}</strong> {often(input)}. It is in {within} of
      the {listed.length} {listed.length === 1 ? "way" : "ways"}
      {share}.{" "}
      {input.kind === "failure" ? (
        <Link to="/o/$organization/failures/$failure" params={{ organization, failure: input.id }}>
          Its own page →
        </Link>
      ) : (
        <InText organization={organization} model={model} id={input.id} words="In the text →" />
      )}
    </p>
  );
}

function often({ holds, perYear }: InputImportance): string {
  const [estimate, word, say] =
    holds.value === null
      ? ([perYear, "happens", sayRate] as const)
      : ([holds, "holds with a chance of", sayChance] as const);
  if (estimate.value === null) return "carries no figure yet";
  const band = sayBand(estimate, say);
  return `${word} ${sayEstimate(estimate, say)}${band ? ` (${band})` : ""}`;
}

function InText(props: { organization: string; model: Model; id: string; words: string }) {
  const { organization, model, id, words } = props;
  const found = [...model.inputs, ...model.commonCauses, ...model.failures].find((it) => it.id === id);
  return (
    <Link
      to="/o/$organization/text"
      params={{ organization }}
      search={found ? { line: found.place.line } : {}}
    >
      {words}
    </Link>
  );
}

const keyWords = {
  event: "happens",
  condition: "holds or not",
  "common cause": "brings others together",
  "guard rail": "keeps out",
} as const;

function Key({ nodes }: { nodes: readonly WhyNode[] }) {
  const kinds = (["event", "condition", "common cause", "guard rail"] as const).filter((kind) =>
    nodes.some((node) => node.kind === kind),
  );
  return (
    <p className={style.key}>
      {kinds.map((kind) => (
        <span key={kind}>
          <Mark kind={kind} size={12} /> {keyWords[kind]}
        </span>
      ))}
      {nodes.some(({ assumed }) => assumed) ? (
        <span>
          <Mark kind="assumed" size={12} /> hatched: assumed
        </span>
      ) : null}
    </p>
  );
}
