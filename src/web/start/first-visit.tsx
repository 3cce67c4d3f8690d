import { CloseButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import style from "./start.module.css";

/** On an example's map, until it is dismissed: that this is an example, and three doors. */
export function FirstVisit({ organization }: { organization: string }) {
  const [dismissed, dismiss] = useLocalStorage({
    key: "failwell.welcomed",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  if (dismissed) return null;
  return (
    <section className={style.strip} aria-label="Welcome">
      <p>
        <strong>This organization is an example.</strong> Nothing you do to it can hurt anybody.
      </p>
      <Doors organization={organization} />
      <CloseButton className={style.close} aria-label="Put this away" onClick={() => dismiss(true)} />
    </section>
  );
}

/** Look around, write your own, bring your record. */
export function Doors({ organization }: { organization: string | undefined }) {
  return (
    <ul className={style.doors}>
      {organization ? (
        <li>
          <Link to="/o/$organization/functions" params={{ organization }}>
            Look around
          </Link>
          <span>what it does, how that fails, what catches it</span>
        </li>
      ) : null}
      <li>
        <Link to="/write">Write your own</Link>
        <span>seven questions, and the text grows as you answer</span>
      </li>
      {organization ? (
        <li>
          <Link to="/o/$organization/record" params={{ organization }}>
            Bring your record
          </Link>
          <span>drop a file of what happened, and the map moves</span>
        </li>
      ) : null}
    </ul>
  );
}
