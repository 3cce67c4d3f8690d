/** The engines as React sees them: a provider that owns a worker, and hooks that read its answers. */
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { HarmFinding } from "../../findings/harm.ts";
import type { LossFinding } from "../../findings/losses.ts";
import type { MapFinding } from "../../findings/map.ts";
import type { WhyFinding } from "../../findings/why.ts";
import type { RecordSummary } from "../../learning/learning.ts";
import { type Answers, EngineClient } from "./client.ts";
import type { Changes, QuestionName, Questions } from "./messages.ts";
import { Newest } from "./newest.ts";

export type { Answers } from "./client.ts";
export type { Changes, Formatted, Suggestions } from "./messages.ts";

export type Engine = Answers & {
  /** Answers about the last text that could be understood. Rejects, in words, where there is no answer. */
  readonly ask: <K extends QuestionName>(name: K, of: Questions[K]["of"]) => Promise<Questions[K]["answer"]>;
  /** Ends the playing of years; the run is then of those played so far. */
  readonly stop: () => void;
  readonly playOn: () => void;
};

const EngineContext = createContext<EngineClient | null>(null);

/** Seed of everything that the workbench samples: the same text shows the same figures on every machine. */
export const workbenchSeed = 1;
/** Years the run on the screens is sharpened to. */
export const workbenchYears = 10_000;

/**
 * Runs the engines on a text for all that is inside. Providers nest: the Text page puts its draft on a map of its own
 * while the rest of the workbench keeps to what is saved.
 */
export function EngineProvider(props: {
  readonly text: string | null;
  readonly summary: RecordSummary | null;
  readonly file?: string;
  readonly years?: number;
  readonly children: ReactNode;
}): ReactNode {
  const { text, summary, file = "organization.yaml", years = workbenchYears } = props;
  const [client] = useState(() => new EngineClient());
  useEffect(() => {
    client.open();
    return () => client.close();
  }, [client]);
  useEffect(() => {
    if (text !== null) client.compute({ text, file, summary, seed: workbenchSeed, years });
  }, [client, text, file, summary, years]);
  return <EngineContext value={client}>{props.children}</EngineContext>;
}

/** The answers of the nearest engines; throws outside an EngineProvider. */
export function useEngine(): Engine {
  const client = useClient();
  const answers = useSyncExternalStore(client.subscribe, client.answers);
  return useMemo(
    () => ({ ...answers, ask: client.ask, stop: client.stop, playOn: client.playOn }),
    [answers, client],
  );
}

/** Share of the run's years played, in [0, 1]; null when nothing is under way. */
export function useProgress(): number | null {
  const client = useClient();
  return useSyncExternalStore(client.subscribeToProgress, client.progress);
}

function useClient(): EngineClient {
  const client = useContext(EngineContext);
  if (client === null) throw new Error("the engines are used outside an EngineProvider");
  return client;
}

export type Answered<T> = {
  readonly answer: T | null;
  /** The answer is of an earlier reading of the text. */
  readonly stale: boolean;
  /** Why there is no answer, in words. */
  readonly trouble: string | null;
};

/** One failure backwards. Asked again whenever the text has a new reading; the last answer stays until then. */
export function useWhy(failureId: string): Answered<WhyFinding> {
  return useAnswer("why", failureId);
}

/** One failure forwards: harm over time, and what cuts it off. */
export function useHarm(failureId: string): Answered<HarmFinding> {
  return useAnswer("harm", failureId);
}

function useAnswer<K extends "why" | "harm">(name: K, failureId: string): Answered<Questions[K]["answer"]> {
  const { map, ask } = useEngine();
  const [known, setKnown] = useState<{
    answer: Questions[K]["answer"] | null;
    of: MapFinding | null;
    trouble: string | null;
  }>({
    answer: null,
    of: null,
    trouble: null,
  });
  useEffect(() => {
    if (map === null) return;
    let left = false;
    ask(name, { failureId }).then(
      (answer) => left || setKnown({ answer, of: map, trouble: null }),
      (error: Error) => left || setKnown({ answer: null, of: map, trouble: error.message }),
    );
    return () => {
      left = true;
    };
  }, [ask, name, failureId, map]);
  const answer = known.answer?.failure.id === failureId ? known.answer : null;
  return { answer, stale: known.of !== map, trouble: known.trouble };
}

/** What is asked of the whole text, anew whenever it has a new reading, once it is wanted; the last answer stays until then. */
export function useWhole<K extends "figures" | "tornado" | "ossification">(
  name: K,
  wanted = true,
): Answered<Questions[K]["answer"]> {
  const { map, ask } = useEngine();
  const [known, setKnown] = useState<{
    answer: Questions[K]["answer"] | null;
    of: MapFinding | null;
    trouble: string | null;
  }>({ answer: null, of: null, trouble: null });
  useEffect(() => {
    if (map === null || !wanted) return;
    let left = false;
    ask(name, {}).then(
      (answer) => left || setKnown({ answer, of: map, trouble: null }),
      (error: Error) => left || setKnown({ answer: null, of: map, trouble: error.message }),
    );
    return () => {
      left = true;
    };
  }, [ask, name, map, wanted]);
  return { answer: known.answer, stale: known.of !== map, trouble: known.trouble };
}

export type LossesKnown = Answered<LossFinding> & {
  /** The changes that the answer is of. */
  readonly of: Changes;
};

/** What a year costs with some figures moved, if that is wanted. While they keep moving, the answer follows as fast as it is there. */
export function useLosses(changes: Changes, wanted = true): LossesKnown {
  const { map, ask } = useEngine();
  const [known, setKnown] = useState<LossesKnown & { readonly map: MapFinding | null }>({
    answer: null,
    of: changes,
    map: null,
    stale: true,
    trouble: null,
  });
  const newest = useMemo(
    () =>
      new Newest<{ readonly changes: Changes; readonly map: MapFinding }, LossFinding>(
        ({ changes }) => ask("losses", { changes }),
        ({ of, answer, trouble }) =>
          setKnown((before) => ({
            answer: answer ?? (trouble === null ? null : before.answer),
            of: of.changes,
            map: of.map,
            stale: false,
            trouble,
          })),
      ),
    [ask],
  );
  useEffect(() => {
    if (map !== null && wanted) newest.want({ changes, map });
    return () => newest.leave();
  }, [newest, changes, map, wanted]);
  // What was never answered is not yet there, which is another thing than stale.
  return { ...known, stale: wanted && known.map !== null && known.map !== map };
}
