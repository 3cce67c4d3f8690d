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
import type { WhyFinding } from "../../findings/why.ts";
import type { RecordSummary } from "../../learning/learning.ts";
import { type Answers, EngineClient } from "./client.ts";
import type { QuestionName, Questions } from "./messages.ts";

export type { Answers } from "./client.ts";
export type { Formatted, Suggestions } from "./messages.ts";

export type Engine = Answers & {
  /** One failure backwards, of the last text that could be understood. Rejects where the text does not know the failure. */
  readonly why: (failureId: string) => Promise<WhyFinding>;
  readonly ask: <K extends QuestionName>(name: K, of: Questions[K]["of"]) => Promise<Questions[K]["answer"]>;
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
  const client = useContext(EngineContext);
  if (client === null) throw new Error("useEngine is used outside an EngineProvider");
  const answers = useSyncExternalStore(client.subscribe, client.answers);
  return useMemo(
    () => ({
      ...answers,
      why: (failureId) => client.ask("why", { failureId }),
      ask: (name, of) => client.ask(name, of),
    }),
    [answers, client],
  );
}

/** Why a failure happens, asked again whenever the text has a new reading; the last answer stays until then. */
export function useWhy(failureId: string): {
  why: WhyFinding | null;
  stale: boolean;
  trouble: string | null;
} {
  const client = useContext(EngineContext);
  const { map } = useEngine();
  const [known, setKnown] = useState<{ why: WhyFinding | null; of: unknown; trouble: string | null }>({
    why: null,
    of: null,
    trouble: null,
  });
  useEffect(() => {
    if (client === null || map === null) return;
    let left = false;
    client.ask("why", { failureId }).then(
      (why) => {
        if (!left) setKnown({ why, of: map, trouble: null });
      },
      (error: Error) => {
        if (!left) setKnown({ why: null, of: map, trouble: error.message });
      },
    );
    return () => {
      left = true;
    };
  }, [client, failureId, map]);
  const why = known.why?.failure.id === failureId ? known.why : null;
  return { why, stale: known.of !== map, trouble: known.trouble };
}
