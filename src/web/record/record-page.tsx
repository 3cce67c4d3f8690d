import { Button, FileButton, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { sayCounted } from "../../findings/say.ts";
import { organizationQuery } from "../api.ts";
import { Earlier, Opening, Trouble } from "../design/states.tsx";
import { useEngine } from "../engine/engine.tsx";
import { AddOne } from "./add-one.tsx";
import type { RecordAddress, RecordFilter } from "./address.ts";
import { EmptyRecord } from "./empty-record.tsx";
import { Filters } from "./filters.tsx";
import { DropAnywhere } from "./import/drop.tsx";
import { ImportDialog } from "./import/import-dialog.tsx";
import { UnknownKinds } from "./kinds.tsx";
import { Learned } from "./learned.tsx";
import { OccurrenceDetails } from "./occurrence-details.tsx";
import { OccurrenceList } from "./occurrence-list.tsx";
import style from "./record.module.css";
import { kindsQuery, occurrencesQuery, riverQuery } from "./record-queries.ts";
import { River } from "./river.tsx";

const route = getRouteApi("/o/$organization/record");

/** Stretches of time that the river is drawn by. */
const buckets = 120;

/** What happened: a river of it, each of it, and what it says against what was stated. */
export function RecordPage(): ReactNode {
  const { organization } = route.useParams();
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const { reading, learn, stale } = useEngine();
  const [file, setFile] = useState<File | null>(null);
  const { page = 1, occurrence, add, ...filter } = address;
  const list = useQuery(occurrencesQuery(organization, filter, page));
  const river = useQuery(riverQuery(organization, spanOf(filter), buckets));
  const kinds = useQuery(kindsQuery(organization));
  const { data: saved } = useQuery(organizationQuery(organization));
  const model = reading?.model ?? null;
  const go = (search: RecordAddress, replace = false) =>
    void navigate({ search, replace, resetScroll: false });
  const narrow = (part: RecordFilter) =>
    go({ ...filter, ...part, ...(occurrence !== undefined && { occurrence }) }, true);

  if (list.error && !list.data) {
    return (
      <Trouble title="The record is out of reach" error={list.error} retry={() => void list.refetch()} />
    );
  }
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const empty = list.data?.total === 0 && !narrowed;
  const names = new Map(model?.functions.map(({ id, name }) => [id, name]));
  const failureNames = new Map(model?.failures.map(({ id, name }) => [id, name]));
  const actions = <Actions onFile={setFile} onAdd={() => go({ ...address, add: true })} />;
  return (
    <>
      <div className={style.head}>
        <Opening
          title="Record"
          organization={saved?.name}
          sentences={
            empty
              ? ["What really happened, told once, makes every figure here better."]
              : openingOf(list.data?.total, learn?.sentences)
          }
        />
        {empty ? null : actions}
      </div>
      {empty ? <EmptyRecord actions={actions} /> : null}
      {empty || !list.data ? null : (
        <div className={style.page} data-open={occurrence !== undefined}>
          <div className={style.whole}>
            {river.data ? (
              <Earlier when={river.isPlaceholderData}>
                <River
                  organization={organization}
                  river={river.data}
                  nameOf={(id) => (id === null ? "no function known" : (names.get(id) ?? id))}
                  listed={list.data.rows}
                  address={address}
                  onSpan={narrow}
                />
              </Earlier>
            ) : null}
          </div>
          <div className={style.main}>
            <Filters
              filter={filter}
              model={model}
              kinds={kinds.data ?? []}
              onChange={narrow}
              onClear={() => go({})}
            />
            <Earlier when={list.isPlaceholderData}>
              <OccurrenceList
                organization={organization}
                page={list.data}
                address={address}
                currency={model?.organization.currency ?? ""}
                failureName={(id) => failureNames.get(id) ?? id}
                onPage={(page) => go({ ...address, page })}
              />
            </Earlier>
          </div>
          <aside className={style.aside}>
            {occurrence === undefined ? null : (
              <OccurrenceDetails
                organization={organization}
                occurrenceKey={occurrence}
                model={model}
                kinds={kinds.data ?? []}
                onClose={() => go({ ...filter, ...(page > 1 && { page }) })}
              />
            )}
            {learn ? (
              <Earlier when={stale}>
                <Learned organization={organization} learn={learn} />
              </Earlier>
            ) : null}
            <UnknownKinds organization={organization} model={model} kinds={kinds.data ?? []} />
          </aside>
        </div>
      )}
      <AddOne
        organization={organization}
        model={model}
        opened={add === true}
        onClose={() => go({ ...filter })}
        onAdded={({ key }) => go({ occurrence: key })}
      />
      {file === null ? null : (
        <ImportDialog organization={organization} model={model} file={file} onClose={() => setFile(null)} />
      )}
      <DropAnywhere onFile={setFile} />
    </>
  );
}

function spanOf({ from, to }: RecordFilter): { from?: string; to?: string } {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** What learning makes of the record; until it has, how much there is. */
function openingOf(listed: number | undefined, learned: readonly string[] | undefined): readonly string[] {
  if (learned) return learned.slice(0, 3);
  return listed === undefined ? [] : [`${sayCounted(listed, "occurrence")} in the record.`];
}

function Actions({ onFile, onAdd }: { onFile: (file: File) => void; onAdd: () => void }): ReactNode {
  const forgetFile = useRef<() => void>(null);
  return (
    <Group gap="xs">
      <Button onClick={onAdd}>Add one</Button>
      <FileButton
        resetRef={forgetFile}
        onChange={(file) => {
          // Forgotten at once, so that the same file can be chosen again.
          forgetFile.current?.();
          if (file) onFile(file);
        }}
      >
        {(props) => (
          <Button variant="default" {...props}>
            Bring a file
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
