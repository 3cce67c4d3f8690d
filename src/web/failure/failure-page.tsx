import { getRouteApi, Link } from "@tanstack/react-router";
import { type Failure, type Model, nearest } from "../../model/model.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Awaited } from "../design/awaited.tsx";
import { Earlier, Empty, Opening, Trouble } from "../design/states.tsx";
import { useEngine, useHarm, useWhy } from "../engine/engine.tsx";
import { likelyFailures } from "../record/likely.ts";
import { Backwards } from "./backwards.tsx";
import { Expected } from "./expected.tsx";
import style from "./failure.module.css";
import { Forwards } from "./forwards.tsx";
import { Happened } from "./happened.tsx";
import { Posture } from "./posture.tsx";
import { Process } from "./process.tsx";
import { Ways, Weights } from "./ways.tsx";

const route = getRouteApi("/o/$organization/failures/$failure");

/** One failure: what it is, how it goes on, what it grows from, what it does, and to whom. */
export function FailurePage() {
  const { organization, failure: id } = route.useParams();
  const { reading } = useEngine();
  const model = reading?.model;
  if (!model || model.failures.length === 0)
    return <Awaited title="Failure" organization={organization} what="failure" />;
  const failure = model.failures.find((it) => it.id === id);
  if (!failure) return <NoSuchFailure id={id} model={model} organization={organization} />;
  return <OneFailure key={id} failure={failure} model={model} organization={organization} />;
}

function OneFailure(props: { failure: Failure; model: Model; organization: string }) {
  const { failure, model, organization } = props;
  const { input: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const { map, stale, trouble } = useEngine();
  const why = useWhy(failure.id);
  const harm = useHarm(failure.id);
  const found = map?.failures.find(({ id }) => id === failure.id);
  const controls = model.controls.filter(({ id, protects }) =>
    found ? found.protectedBy.includes(id) : protects.includes(failure.id),
  );
  const stopped = trouble ?? why.trouble ?? harm.trouble;
  const choose = (input: string | undefined) =>
    void navigate({ search: { input }, replace: true, resetScroll: false });
  const sentences = [
    ...(why.answer?.sentences.slice(0, 1) ?? []),
    ...(harm.answer?.sentences.slice(0, 1) ?? []),
  ];
  return (
    <>
      <Opening
        title={failure.name}
        organization={model.organization.name}
        beneath={<Whose failure={failure} model={model} organization={organization} />}
        sentences={sentences.length > 0 ? sentences : stopped ? [] : ["Reading what the text says of it."]}
      />
      {stopped ? <Trouble title="Not all of it could be worked out" error={new Error(stopped)} /> : null}
      <Posture failure={failure} controls={controls} organization={organization} />
      <Earlier when={harm.answer !== null && (stale || harm.stale)}>
        <Process failure={failure} harm={harm.answer} />
      </Earlier>
      <Earlier when={why.answer !== null && (stale || why.stale)}>
        {why.answer ? (
          <>
            <Backwards
              why={why.answer}
              model={model}
              organization={organization}
              chosen={chosen}
              choose={choose}
              goToControl={(control) =>
                void navigate({
                  to: "/o/$organization/functions",
                  params: { organization },
                  search: { control },
                })
              }
            />
            <div className={style.ways}>
              <Ways why={why.answer} chosen={chosen} />
              <Weights why={why.answer} chosen={chosen} choose={choose} />
            </div>
          </>
        ) : null}
      </Earlier>
      <div className={style.part}>
        <Forwards failureId={failure.id} />
      </div>
      <div className={style.part}>
        <Expected failureId={failure.id} />
      </div>
      <div className={style.part}>
        <Happened failureId={failure.id} />
      </div>
      <Assumptions of={why.answer?.assumptions ?? []} />
    </>
  );
}

/** Whose failure it is: the function, and its department where that is called otherwise. */
function Whose(props: { failure: Failure; model: Model; organization: string }) {
  const { failure, model, organization } = props;
  const it = model.functions.find(({ id }) => id === failure.functionId);
  const department = model.departments.find(({ id }) => id === it?.department)?.name;
  return (
    <>
      <Link
        to="/o/$organization/functions"
        params={{ organization }}
        search={{ function: failure.functionId }}
      >
        {it?.name ?? failure.functionId}
      </Link>
      {department && department !== it?.name ? ` · ${department}` : ""}
    </>
  );
}

function NoSuchFailure({ id, model, organization }: { id: string; model: Model; organization: string }) {
  const near = nearFailures(id, model);
  return (
    <>
      <Opening
        title="There is no such failure"
        organization={model.organization.name}
        sentences={[
          `The text of ${model.organization.name} has none by the name “${id}”. It may have got another name since.`,
        ]}
      />
      <Empty title={near.length > 0 ? "Perhaps it is one of these" : "All that are written"}>
        <ul className={style.near}>
          {(near.length > 0 ? near : model.failures.slice(0, 12)).map((failure) => (
            <li key={failure.id}>
              <Link to="/o/$organization/failures/$failure" params={{ organization, failure: failure.id }}>
                {failure.name}
              </Link>
            </li>
          ))}
        </ul>
        <Link to="/o/$organization/map" params={{ organization }}>
          To the map of all failures →
        </Link>
      </Empty>
    </>
  );
}

/** By letters first, since most wrong addresses are mistyped; then by words in common. */
function nearFailures(id: string, model: Model): Failure[] {
  const byLetters = nearest(
    id,
    model.failures.map((failure) => failure.id),
  );
  const first = model.failures.filter((failure) => failure.id === byLetters);
  const alike = likelyFailures(id, model.failures).filter((failure) => failure.id !== byLetters);
  return [...first, ...alike].slice(0, 4);
}
