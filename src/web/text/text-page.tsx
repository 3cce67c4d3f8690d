import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { organizationQuery, recordSummaryQuery } from "../api.ts";
import { Desk } from "./desk.tsx";
import { RevisionPage } from "./revision-page.tsx";

const route = getRouteApi("/o/$organization/text");

/** The organization as text: to write, to see what changed, and to go back. */
export function TextPage(): ReactNode {
  const { organization: id } = route.useParams();
  const { revision, against } = route.useSearch();
  const { data: saved } = useQuery(organizationQuery(id));
  const { data: summary } = useQuery(recordSummaryQuery(id));
  if (saved === undefined) return null;
  if (revision !== undefined)
    return (
      <RevisionPage
        key={`${revision} ${against}`}
        saved={saved}
        number={revision}
        against={against ?? revision - 1}
      />
    );
  return <Desk key={id} saved={saved} summary={summary ?? null} />;
}
