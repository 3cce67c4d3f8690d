import { namesOf } from "../names.ts";
import type { Control, Delay, Failure, Posture, Rate } from "../organization.ts";
import type { Whole } from "./whole.ts";

/** The functions whose failures grow from an input or a failure. */
type Grown = ReadonlyMap<string, ReadonlySet<string>>;

/** Whether controls protect what is there, and whether postures say what controls do. */
export function checkControls(whole: Whole): void {
  const controls = whole.draft.controls ?? [];
  const grown = grownFrom(whole);
  const bearers = bearersOf(whole, grown);
  for (const control of controls) {
    checkProtects(control, grown, whole);
    if (control.kind === "guard rail") checkFriction(control, bearers, whole);
    if (control.kind === "safety net") checkInTime(control, whole);
  }
  checkDespite(whole);
  // A control that could not be read may be the one that a posture means.
  if (controls.length === namesOf(whole.reader.names, ["control"]).length) checkPostures(whole);
}

function grownFrom({ failures, leavesOf }: Whole): Grown {
  const grown = new Map<string, Set<string>>();
  for (const { growsFrom, functionId } of failures.values()) {
    for (const { id } of growsFrom ? leavesOf(growsFrom) : []) {
      const known = grown.get(id);
      if (known) known.add(functionId);
      else grown.set(id, new Set([functionId]));
    }
  }
  return grown;
}

function checkProtects(control: Control, grown: Grown, { reader, inputs, at }: Whole): void {
  const span = at(control.id, control.kind);
  if (control.protects.length === 0) {
    reader.tell("protects-nothing", span, `“${control.id}” protects nothing`, {
      expected: "at least one name in this list",
    });
    return;
  }
  const idle = control.protects.filter((id) => inputs.has(id) && !grown.has(id));
  if (idle.length < control.protects.length) return;
  const what = idle.length > 1 ? "these inputs" : `“${idle[0]}”`;
  reader.tell("protects-nothing", span, `“${control.id}” protects nothing: no failure grows from ${what}`, {
    expected: "an input that a failure grows from, or a failure",
  });
}

/** Who bears the friction of a guard rail on an input or a failure: a function, and whether it or another has uses. */
type Bearer = { readonly functionId: string; readonly hasUses: boolean };

/** Finds the bearer for a name, each name once. */
function bearersOf({ failures, functions }: Whole, grown: Grown): (id: string) => Bearer | undefined {
  const known = new Map<string, Bearer | undefined>();
  const find = (id: string): Bearer | undefined => {
    const failure = failures.get(id);
    const owners = failure ? [failure.functionId] : [...(grown.get(id) ?? [])];
    const hasUses = owners.some((owner) => functions.get(owner)?.uses.length !== 0);
    return owners[0] === undefined ? undefined : { functionId: owners[0], hasUses };
  };
  return (id) => {
    if (!known.has(id)) known.set(id, find(id));
    return known.get(id);
  };
}

/** Friction and false alarms fall on uses: there must be some. */
function checkFriction(
  control: Extract<Control, { kind: "guard rail" }>,
  bearerOf: (id: string) => Bearer | undefined,
  { reader, functions, at }: Whole,
): void {
  if (!control.friction && !control.falseAlarms) return;
  // A kind of use has uses; a function may have none.
  const named = control.on;
  const bearers =
    named === undefined
      ? control.protects.flatMap((id) => bearerOf(id) ?? [])
      : [{ functionId: named, hasUses: functions.get(named)?.uses.length !== 0 }];
  const [first] = bearers;
  if (first === undefined || bearers.some(({ hasUses }) => hasUses)) return;
  const key = control.friction ? "friction" : "false alarms";
  const message = `it is not said how often “${first.functionId}” is used, so nothing bears this`;
  reader.tell("uses-missing", at(control.id, key), message, {
    expected: `“uses” under ${first.functionId}, or “on” with the uses that bear it`,
  });
}

/** A net that can only act when everything is over catches nothing. */
function checkInTime(net: Extract<Control, { kind: "safety net" }>, { reader, failures, at }: Whole): void {
  const soonest = boundsOf(net.after)?.soonest;
  if (soonest === undefined) return;
  const late = net.protects.filter((id) => {
    const failure = failures.get(id);
    const detected = failure && boundsOf(failure.detectedAfter);
    const contained = failure && boundsOf(failure.containedAfter);
    return detected && contained && soonest > detected.latest + contained.latest;
  });
  if (late.length === 0 || late.length < net.protects.length) return;
  reader.tell("net-too-late", at(net.id, "after"), `by then “${late[0]}” is contained already`, {
    expected: "a catch before the failure is contained by itself",
  });
}

function boundsOf(delay: Delay): { readonly soonest: number; readonly latest: number } | undefined {
  const isStated = delay.kind === "fixed" || delay.kind === "lognormal";
  return isStated ? { soonest: delay.hours.low, latest: delay.hours.high } : undefined;
}

/** A posture names the kinds of control that a failure has: all of them, and no others. */
function checkPostures(whole: Whole): void {
  const kinds = new Map<string, Set<Posture>>();
  for (const { kind, protects } of whole.draft.controls ?? []) {
    for (const id of protects) kinds.set(id, (kinds.get(id) ?? new Set()).add(kind));
  }
  for (const failure of whole.failures.values()) {
    if (failure.posture === undefined) continue;
    const there = new Set(kinds.get(failure.id));
    // Guard rails on its inputs are its own; what protects another failure is that one's.
    for (const leaf of failure.growsFrom ? whole.leavesOf(failure.growsFrom) : []) {
      if (kinds.get(leaf.id)?.has("guard rail") && leaf.gate === "input") there.add("guard rail");
    }
    if (failure.failFast) there.add("fail fast");
    checkPosture(failure, failure.posture, there, whole);
  }
}

function checkPosture(
  { id }: Failure,
  posture: readonly Posture[],
  there: ReadonlySet<Posture>,
  { reader, at }: Whole,
): void {
  const span = at(id, "posture");
  if (posture.includes("accept") && posture.length > 1) {
    reader.tell(
      "posture-accepts-and-acts",
      span,
      "a failure is accepted here, and something is done about it",
      { expected: "accept alone, or what is done" },
    );
    return;
  }
  const parts = [
    ...posture
      .filter((kind) => kind !== "accept" && !there.has(kind))
      .map((kind) => `no ${kind} is given to it`),
    ...[...there].filter((kind) => !posture.includes(kind)).map((kind) => `${kind} is given to it, too`),
  ];
  if (parts.length === 0) return;
  reader.tell("posture-disagrees", span, `this posture is not what the text does: ${parts.join("; ")}`, {
    expected:
      there.size > 0
        ? `[${[...there].join(", ")}], or other controls`
        : "accept, or a control that protects this failure",
  });
}

/** `despite` names guard rails that work on the very thing whose figure it is. */
function checkDespite(whole: Whole): void {
  const controls = new Map((whole.draft.controls ?? []).map((control) => [control.id, control]));
  const check = (id: string, rate: Rate | undefined, works: (control: Control) => boolean): void => {
    for (const name of rate?.despite ?? []) {
      const control = controls.get(name);
      if (control === undefined || (control.kind === "guard rail" && works(control))) continue;
      const message =
        control.kind === "guard rail"
          ? `“${name}” does not keep out “${id}”`
          : `“${name}” is no guard rail: it lets the failure happen`;
      whole.reader.tell("despite-what", whole.at(id, "happens", "despite"), message, {
        expected: `a guard rail that keeps out “${id}”`,
      });
    }
  };
  for (const { id, rate, growsFrom } of whole.failures.values()) {
    const inputs = new Set(growsFrom ? whole.leavesOf(growsFrom).map((leaf) => leaf.id) : []);
    check(id, rate, ({ protects }) => protects.some((name) => name === id || inputs.has(name)));
  }
  for (const input of whole.inputs.values()) {
    if (input.kind !== "event") continue;
    check(input.id, input.rate, ({ protects }) => protects.includes(input.id));
  }
}
