import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { organizationsQuery } from "../api.ts";
import { Opening, Trouble } from "../design/states.tsx";
import { Doors } from "./first-visit.tsx";
import { lastOrganization } from "./last-organization.ts";
import style from "./start.module.css";

/** The bare address leads to the organization looked at last, else to the example, else to the first line of one's own. */
export function StartPage() {
  const { data, error, refetch } = useQuery(organizationsQuery());
  if (error) {
    return (
      <main className={style.start}>
        <Trouble title="The server is out of reach" error={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (!data) return null;
  const last = lastOrganization();
  const first = data.find(({ id }) => id === last) ?? data.find(({ example }) => !example) ?? data[0];
  if (first) return <Navigate to="/o/$organization/map" params={{ organization: first.id }} replace />;
  return (
    <main className={style.start}>
      <Opening
        title="Failwell"
        sentences={["Decide when and how to fail, and learn from it when it happens."]}
      />
      <Doors organization={undefined} />
    </main>
  );
}
