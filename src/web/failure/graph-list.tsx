import type { WhyNode } from "../../findings/why.ts";
import { Assumed } from "../design/figure.tsx";
import { Mark } from "../design/mark.tsx";
import style from "./failure.module.css";
import { isGate, type Nested } from "./graph-layout.ts";

/** The picture's content to be read: each thing, and inside it what it grows from. */
export function GraphList({ of }: { of: Nested }) {
  return (
    <ul className={style.nested}>
      <NestedItem of={of} />
    </ul>
  );
}

function NestedItem({ of: { node, from, above } }: { of: Nested }) {
  return (
    <li>
      {isGate(node) ? (
        <span className={style.gateWord}>{node.label}</span>
      ) : (
        <>
          <Mark kind={markOf(node)} size={12} title={node.kind} /> {node.label}
          {node.figure ? <span className={style.quiet}> {node.figure}</span> : null}
          {node.assumed ? (
            <>
              {" "}
              <Assumed by={node.assumed} short />
            </>
          ) : null}
        </>
      )}
      {above ? <span className={style.quiet}> as above</span> : null}
      {from.length > 0 ? (
        <ul>
          {from.map((nested) => (
            <NestedItem key={nested.node.id} of={nested} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The mark of a node; gates have words instead. */
export function markOf({
  kind,
}: WhyNode): "failure" | "event" | "condition" | "common cause" | "guard rail" | "gate" {
  switch (kind) {
    case "failure":
    case "event":
    case "condition":
    case "common cause":
    case "guard rail":
      return kind;
    default:
      return "gate";
  }
}
