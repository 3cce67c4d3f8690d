import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { sayCounted, sayMoney } from "../../findings/say.ts";
import type { OccurrenceListed, OccurrencePage } from "../../server/api.ts";
import { Mark } from "../design/mark.tsx";
import type { RecordAddress } from "./address.ts";
import style from "./record.module.css";
import { sayWhen } from "./when.ts";

/** What happened, newest first. Each leads to itself. */
export function OccurrenceList(props: {
  readonly organization: string;
  readonly page: OccurrencePage;
  readonly address: RecordAddress;
  readonly currency: string;
  readonly failureName: (failureId: string) => string;
  readonly onPage: (page: number) => void;
}): ReactNode {
  const { organization, page, address, currency, failureName, onPage } = props;
  const { total, rows, pageSize } = page;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (rows.length === 0) return <p className={style.quiet}>Nothing in the record is like this.</p>;
  return (
    <>
      <ul className={style.list}>
        {rows.map((row) => (
          <li key={`${row.source} ${row.key}`} data-open={row.key === address.occurrence}>
            <Link
              to="/o/$organization/record"
              params={{ organization }}
              search={{ ...address, occurrence: row.key }}
              resetScroll={false}
              aria-current={row.key === address.occurrence ? "true" : undefined}
            >
              {row.title}
            </Link>
            <span className={style.rowWhen}>{sayWhen(row.onset ?? row.detected)}</span>
            <span className={style.rowWhat}>
              <Assigned row={row} failureName={failureName} />
              {row.nearMiss ? <span> · near miss</span> : null}
            </span>
            <span className={style.rowLoss}>{row.loss === null ? "" : sayMoney(row.loss, currency)}</span>
          </li>
        ))}
      </ul>
      <Group justify="space-between" mt="sm">
        <span className={style.quiet}>
          {pages > 1
            ? `${(page.page - 1) * pageSize + 1}–${(page.page - 1) * pageSize + rows.length} of `
            : ""}
          {sayCounted(total, "occurrence")}
        </span>
        {pages > 1 ? (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              disabled={page.page <= 1}
              onClick={() => onPage(page.page - 1)}
            >
              Newer
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={page.page >= pages}
              onClick={() => onPage(page.page + 1)}
            >
              Older
            </Button>
          </Group>
        ) : null}
      </Group>
    </>
  );
}

function Assigned({
  row,
  failureName,
}: {
  row: OccurrenceListed;
  failureName: (failureId: string) => string;
}): ReactNode {
  if (row.failureId === null) {
    return (
      <>
        <Mark kind="assumed" size={12} /> {row.kind === "" ? "no failure yet" : row.kind}
      </>
    );
  }
  return (
    <>
      <Mark kind="failure" size={11} /> {failureName(row.failureId)}
    </>
  );
}
