import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useEffect, useEffectEvent } from "react";
import type { OssificationFinding } from "../../findings/ossification.ts";
import { Assumptions } from "../design/assumptions.tsx";
import { Awaited } from "../design/awaited.tsx";
import { Earlier, Empty, Opening, Trouble } from "../design/states.tsx";
import { useEngine, useWhole } from "../engine/engine.tsx";
import type { OssificationAddress } from "./address.ts";
import { BuildUp } from "./build-up.tsx";
import { IdeaBars } from "./idea-bars.tsx";
import style from "./ossification.module.css";
import { Sources } from "./sources.tsx";
import { StageChoice } from "./stage-choice.tsx";

const route = getRouteApi("/o/$organization/ossification");
const title = "Ossification";

/** What a good idea loses between having it and its effect, what that comes from, and what would be without it. */
export function OssificationPage() {
  const { organization } = route.useParams();
  const { reading } = useEngine();
  const { answer, stale, trouble } = useWhole("ossification");
  const model = reading?.model;
  if (trouble !== null && answer === null) {
    return (
      <>
        <Opening title={title} sentences={[]} />
        <Trouble title="This could not be computed" error={new Error(trouble)} />
      </>
    );
  }
  if (!model || !answer) return <Awaited title={title} organization={organization} what="bar" />;
  return (
    <>
      <Opening
        title={title}
        organization={model.organization.name}
        sentences={answer.sentences.slice(0, 2)}
      />
      {answer.stages.length === 0 ? (
        <>
          <HowToBegin organization={organization} currency={answer.currency} />
          {answer.buildUp ? <BuildUp of={answer.buildUp} organization={organization} /> : null}
        </>
      ) : (
        <Earlier when={stale}>
          <Ossified finding={answer} organization={organization} />
        </Earlier>
      )}
    </>
  );
}

function Ossified({ finding, organization }: { finding: OssificationFinding; organization: string }) {
  const { stage, without } = route.useSearch();
  const go = useGo();
  const chosen = finding.stages.find(({ id }) => id === stage);
  const gone = finding.sources.find((source) => source.id === without && source.without !== undefined);
  useEscape(() => (gone ? go({ without: undefined }) : go({ stage: undefined })));
  return (
    <>
      <div>
        <h2 className={style.heading}>Where a good idea’s worth goes</h2>
        <IdeaBars
          finding={finding}
          chosen={stage}
          gone={gone}
          choose={(id) => go({ stage: id === stage ? undefined : id })}
        />
        <StageChoice
          stages={finding.stages}
          chosen={stage}
          choose={(id) => go({ stage: id === stage ? undefined : id })}
        />
        <Sources
          finding={finding}
          organization={organization}
          stage={chosen}
          gone={gone}
          letGo={(id) => go({ without: id === without ? undefined : id })}
          showAll={() => go({ stage: undefined })}
        />
      </div>
      <BuildUp of={finding.buildUp} organization={organization} />
      <Assumptions of={finding.assumptions} />
    </>
  );
}

/** Changes part of the address; what is undefined leaves it. */
function useGo(): (part: OssificationAddress) => void {
  const navigate = route.useNavigate();
  return useCallback(
    (part) => void navigate({ search: (before) => ({ ...before, ...part }), resetScroll: false }),
    [navigate],
  );
}

function useEscape(letGo: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) letGo();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

function HowToBegin({ organization, currency }: { organization: string; currency: string }) {
  return (
    <Empty title="Ideas need a few lines of text">
      <p>
        Rough figures will do, and those that nobody knows can be left out: their stage is then counted as
        losing nothing, and said to be.
      </p>
      <pre className={style.sample}>
        {`ideas:
  work: 10% to 30%
  approvals: 3
  wait: 2d to 10d
  rejected: 5%
  exceptions: 20%
  exception costs: 400 ${currency}
  irreversible: 30%
  changes: 200 / year
  error budget: 150 / year`}
      </pre>
      <Link to="/o/$organization/text" params={{ organization }}>
        Write them into the text →
      </Link>
    </Empty>
  );
}
