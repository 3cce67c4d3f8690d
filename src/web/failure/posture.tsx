import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { Control, Failure, Posture as PostureWord } from "../../model/model.ts";
import { Mark } from "../design/mark.tsx";
import style from "./failure.module.css";

const inOrder: readonly PostureWord[] = ["accept", "guard rail", "fail fast", "safety net", "escape hatch"];

/** How the organization means to meet the failure, as stated, and what it has for that. */
export function Posture(props: {
  readonly failure: Failure;
  readonly controls: readonly Control[];
  readonly organization: string;
}) {
  const { failure, controls, organization } = props;
  const stated = inOrder.filter((word) => failure.posture?.includes(word));
  const others = inOrder.filter((word) => !stated.includes(word) && isThere(word, failure, controls));
  if (stated.length + others.length === 0)
    return <p className={style.met}>No posture is stated, and nothing catches it.</p>;
  return (
    <section className={style.met} aria-label="Posture">
      <div className={style.quiet}>
        {stated.length > 0 ? "posture, as stated" : "no posture is stated; it is met by"}
      </div>
      <dl className={style.posture}>
        {stated.map((word) => (
          <Fragment key={word}>
            <dt>
              <Named word={word} />
            </dt>
            <dd>
              <Means word={word} {...{ failure, controls, organization }} />
            </dd>
          </Fragment>
        ))}
        {others.map((word) => (
          <Fragment key={word}>
            <dt>
              <Named word={word} />
            </dt>
            <dd>
              <Means word={word} {...{ failure, controls, organization }} />
              {stated.length > 0 ? <span className={style.quiet}> · not in the stated posture</span> : null}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function isThere(word: PostureWord, failure: Failure, controls: readonly Control[]): boolean {
  return word === "fail fast" ? failure.failFast !== undefined : controls.some(({ kind }) => kind === word);
}

function Named({ word }: { word: PostureWord }) {
  return word === "accept" ? (
    "accepted"
  ) : (
    <>
      <Mark kind={word} /> {word}
    </>
  );
}

function Means(props: {
  word: PostureWord;
  failure: Failure;
  controls: readonly Control[];
  organization: string;
}) {
  const { word, failure, controls, organization } = props;
  if (word === "accept") return <>it is let happen</>;
  if (!isThere(word, failure, controls))
    return <span className={style.quiet}>stated, but none is there</span>;
  if (word === "fail fast") return <>it stops itself</>;
  const own = controls.filter(({ kind }) => kind === word);
  return (
    <>
      {own.map(({ id, name }, place) => (
        <Fragment key={id}>
          {place > 0 ? ", " : null}
          <Link to="/o/$organization/functions" params={{ organization }} search={{ control: id }}>
            {name}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
