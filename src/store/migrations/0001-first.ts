import type { Migration } from "../migrate.ts";

/** Organizations, the revisions of their texts, and the record of what happened. */
export const first: Migration = {
  number: 1,
  name: "first",
  sql: `
create table organizations (
  id             text primary key,
  name           text not null,
  example        boolean not null,
  revision       integer not null,
  record_version bigint not null default 0,
  at             timestamptz not null default now()
);

create table revisions (
  organization_id text not null references organizations,
  number          integer not null,
  text            text not null,
  author          text not null,
  comment         text not null,
  at              timestamptz not null default now(),
  primary key (organization_id, number)
);

create table imports (
  id              bigint generated always as identity primary key,
  organization_id text not null references organizations,
  format          text not null,
  file_name       text not null,
  at              timestamptz not null default now(),
  read            integer not null,
  added           integer not null,
  known           integer not null,
  completed       integer not null,
  unreadable      integer not null
);

create index imports_of_organization on imports (organization_id, id);

create table occurrences (
  id                 bigint generated always as identity primary key,
  organization_id    text not null references organizations,
  source             text not null,
  key                text not null,
  title              text not null,
  function_id        text,
  failure_id         text,
  kind               text not null,
  near_miss          boolean not null,
  onset_earliest     bigint,
  onset_latest       bigint,
  detected_earliest  bigint,
  detected_latest    bigint,
  contained_earliest bigint,
  contained_latest   bigint,
  recovered_earliest bigint,
  recovered_latest   bigint,
  happened           bigint generated always as
    (coalesce(onset_earliest, detected_earliest, contained_earliest, recovered_earliest)) stored,
  loss               double precision,
  note               text not null,
  link               text,
  import_id          bigint references imports,
  at                 timestamptz not null default now(),
  unique (organization_id, key)
);

create index occurrences_by_time on occurrences (organization_id, happened desc nulls last, id desc);
create index occurrences_by_failure on occurrences (organization_id, failure_id);
create index occurrences_by_import on occurrences (import_id);
`,
};
