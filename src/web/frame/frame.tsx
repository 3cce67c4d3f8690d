import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { organizationQuery, recordSummaryQuery } from "../api.ts";
import { Trouble } from "../design/states.tsx";
import { EngineProvider, useProgress } from "../engine/engine.tsx";
import { rememberOrganization } from "../start/last-organization.ts";
import style from "./frame.module.css";
import { KeyList, useKeys } from "./keys.tsx";
import { OrganizationSwitch } from "./organization-switch.tsx";
import { pages } from "./pages.ts";
import { SearchButton, SearchPalette } from "./search-palette.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const route = getRouteApi("/o/$organization");

/** What stands around every page of an organization: its name, the search, the pages, and the engines at work on its text. */
export function Frame() {
  const { organization } = route.useParams();
  const detail = useQuery(organizationQuery(organization));
  const summary = useQuery(recordSummaryQuery(organization));
  const [keysShown, showKeys] = useState(false);
  useKeys(organization, () => showKeys(true));
  const known = detail.isSuccess;
  useEffect(() => {
    if (known) rememberOrganization(organization);
  }, [known, organization]);
  // The first map waits for the record, so that it does not jump; without an answer it goes ahead on the text alone.
  const text = summary.isPending ? null : (detail.data?.text ?? null);
  return (
    <EngineProvider key={organization} text={text} summary={summary.data ?? null}>
      <div className={style.frame}>
        <a className={style.skip} href="#main">
          Skip to the page
        </a>
        <header className={style.head}>
          <OrganizationSwitch current={organization} name={detail.data?.name} />
          <div className={style.space} />
          <SearchButton />
          <ThemeSwitch />
          <Playing />
        </header>
        <nav className={style.nav} aria-label="Pages">
          <ul>
            {pages.map(({ name, to }) => (
              <li key={to}>
                <Link to={to} params={{ organization }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" className={style.main} tabIndex={-1}>
          {detail.isError ? (
            <Trouble
              title="This organization is out of reach"
              error={detail.error}
              retry={() => void detail.refetch()}
            />
          ) : (
            <Outlet />
          )}
        </main>
      </div>
      <SearchPalette organization={organization} />
      <KeyList opened={keysShown} onClose={() => showKeys(false)} />
    </EngineProvider>
  );
}

/** A hairline under the header that grows while years are being played. */
function Playing() {
  const progress = useProgress();
  if (progress === null) return null;
  return <div className={style.progress} style={{ width: `${Math.round(progress * 100)}%` }} aria-hidden />;
}
