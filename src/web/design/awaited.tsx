import { Link } from "@tanstack/react-router";
import { sayCounted } from "../../findings/say.ts";
import { useEngine } from "../engine/engine.tsx";
import { Empty, Opening, Trouble } from "./states.tsx";

/** Why a page has nothing to show yet: the engines are at it, the text cannot be understood, or nothing is written. */
export function Awaited({
  title,
  organization,
  what,
}: {
  title: string;
  organization: string;
  what: string;
}) {
  const { reading, trouble } = useEngine();
  const problems =
    reading && !reading.model ? reading.problems.filter(({ severity }) => severity === "error").length : 0;
  if (trouble) {
    return (
      <>
        <Opening title={title} sentences={[]} />
        <Trouble
          title="The engines stopped"
          error={new Error(`${trouble}. Loading the page again starts them anew.`)}
          retry={() => location.reload()}
        />
      </>
    );
  }
  if (problems > 0) {
    return (
      <>
        <Opening
          title={title}
          sentences={[`The text has ${sayCounted(problems, "problem")} that keep it from being understood.`]}
        />
        <Empty title="The text comes first">
          <p>Each problem is marked where it stands, with what would be right there.</p>
          <Link to="/o/$organization/text" params={{ organization }}>
            Mend the text →
          </Link>
        </Empty>
      </>
    );
  }
  if (reading?.model && reading.model.failures.length === 0) {
    return (
      <>
        <Opening title={title} sentences={["Nothing can fail here yet, as far as the text says."]} />
        <Empty title={`The ${what} needs a few lines of text`}>
          <p>
            Write what your organization does and one way in which it goes wrong: how often, how long until
            somebody notices, and what it costs. Rough ranges will do.
          </p>
          <Link to="/o/$organization/text" params={{ organization }}>
            Write the first failure →
          </Link>
        </Empty>
      </>
    );
  }
  return <Opening title={title} sentences={["Reading the text."]} />;
}
