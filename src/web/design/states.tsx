import { Button } from "@mantine/core";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import style from "./states.module.css";

/** Something is out of reach or went wrong: what it is, in words, and the way on. */
export function Trouble({ title, error, retry }: { title: string; error: Error; retry?: () => void }) {
  return (
    <section className={style.state} role="alert">
      <h2>{title}</h2>
      <p>{error.message}</p>
      {retry ? (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </section>
  );
}

/** Nothing is here yet: what would be, and how it gets here. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.state}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function LostPage() {
  return (
    <main className={style.lost}>
      <title>Nothing here · Failwell</title>
      <section className={style.state}>
        <h1>There is no such page</h1>
        <p>The address may have been cut short, or what it names has got another name since.</p>
        <Link to="/">To the start</Link>
      </section>
    </main>
  );
}

export function TroublePage({ error, reset }: ErrorComponentProps) {
  return (
    <div className={style.lost}>
      <Trouble
        title="This page could not be drawn"
        error={error instanceof Error ? error : new Error(String(error))}
        retry={reset}
      />
    </div>
  );
}

/** How every page begins: its name, and what the engines have to say in one to three sentences. */
export function Opening({
  title,
  above,
  beneath,
  sentences,
  organization,
}: {
  title: string;
  above?: ReactNode;
  beneath?: ReactNode;
  sentences: readonly string[];
  organization?: string | undefined;
}) {
  return (
    <header className={style.opening}>
      <title>{[title, organization, "Failwell"].filter(Boolean).join(" · ")}</title>
      {above ? <div className={style.above}>{above}</div> : null}
      <h1>{title}</h1>
      {beneath ? <div className={style.beneath}>{beneath}</div> : null}
      <p>{sentences.join(" ")}</p>
    </header>
  );
}

/** The last answer, greyed until the new one is there. */
export function Earlier({ when, children }: { when: boolean; children: ReactNode }) {
  return (
    <div className={when ? style.earlier : undefined} aria-busy={when}>
      {children}
    </div>
  );
}
