import { namesOf } from "../names.ts";
import type { Control, Delay, Failure, Posture, Rate } from "../organization.ts";
import { leavesOf, type Whole } from "./whole.ts";

/** What each failure is protected by: guard rails on it or on its inputs, nets and hatches on it. */
type Protection = ReadonlyMap<string, readonly Control[]>;

/** Whether controls protect what is there, and whether postures say what controls do. */
export function checkControls(whole: Whole): void {
  const controls = whole.draft.controls ?? [];
  const users = failuresByInput(whole);
  for (const control of controls) {
    checkProtects(control, users, whole);
    if (control.kind === "guard rail") checkFriction(control, users, whole);
    if (control.kind === "safety net") checkInTime(control, whole);
  }
  checkDespite(whole);
  // A control that could not be read may be the one that a posture means.
  if (controls.length < namesOf(whole.reader.names, ["control"]).length) return;
  const protection = protectionOf(whole, users);
  for (const failure of whole.failures.values())
    checkPosture(failure, protection.get(failure.id) ?? [], whole);
}

/** Failures by the inputs and failures that they grow from. */
function failuresByInput({ failures, gates }: Whole): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { id, growsFrom } of failures.values()) {
    if (!growsFrom) continue;
    for (const leaf of new Set(leavesOf(growsFrom, gates).map((leaf) => leaf.id))) {
      const known = users.get(leaf);
      if (known) known.push(id);
      else users.set(leaf, [id]);
    }
  }
  return users;
}

function protectionOf({ draft, failures }: Whole, users: ReadonlyMap<string, readonly string[]>): Protection {
  const protection = new Map<string, Control[]>();
  for (const control of draft.controls ?? []) {
    const reached = new Set(
      control.protects.flatMap((id) => (failures.has(id) ? [id] : (users.get(id) ?? []))),
    );
    for (const id of reached) {
      const known = protection.get(id);
      if (known) known.push(control);
      else protection.set(id, [control]);
    }
  }
  return protection;
}

function checkProtects(
  control: Control,
  users: ReadonlyMap<string, readonly string[]>,
  { reader, inputs, at }: Whole,
): void {
  const span = at(control.id, control.kind);
  if (control.protects.length === 0) {
    reader.tell("protects-nothing", span, `“${control.id}” protects nothing`, {
      expected: "at least one name in this list",
    });
    return;
  }
  const idle = control.protects.filter((id) => inputs.has(id) && !users.has(id));
  if (idle.length < control.protects.length) return;
  const what = idle.length > 1 ? "these inputs" : `“${idle[0]}”`;
  reader.tell("protects-nothing", span, `“${control.id}” protects nothing: no failure grows from ${what}`, {
    expected: "an input that a failure grows from, or a failure",
  });
}

/** Friction and false alarms fall on uses: there must be some. */
function checkFriction(
  control: Extract<Control, { kind: "guard rail" }>,
  users: ReadonlyMap<string, readonly string[]>,
  { reader, failures, functions, at }: Whole,
): void {
  if (!control.friction && !control.falseAlarms) return;
  const reached = control.protects.flatMap((id) => (failures.has(id) ? [id] : (users.get(id) ?? [])));
  const owners = control.on
    ? [control.on]
    : [...new Set(reached.flatMap((id) => failures.get(id)?.functionId ?? []))];
  if (owners.length === 0) return;
  // A kind of use has uses; a function may have none.
  if (owners.some((id) => !functions.has(id) || functions.get(id)!.uses.length > 0)) return;
  const key = control.friction ? "friction" : "false alarms";
  reader.tell(
    "uses-missing",
    at(control.id, key),
    `it is not said how often “${owners[0]}” is used, so nothing bears this`,
    {
      expected: `“uses” under ${owners[0]}, or “on” with the uses that bear it`,
    },
  );
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
  return "hours" in delay ? { soonest: delay.hours.low, latest: delay.hours.high } : undefined;
}

/** A posture names the kinds of control that a failure has: all of them, and no others. */
function checkPosture(failure: Failure, controls: readonly Control[], { reader, at }: Whole): void {
  const { posture } = failure;
  if (posture === undefined) return;
  const span = at(failure.id, "posture");
  if (posture.includes("accept") && posture.length > 1) {
    reader.tell(
      "posture-accepts-and-acts",
      span,
      "a failure is accepted here, and something is done about it",
      {
        expected: "accept alone, or what is done",
      },
    );
    return;
  }
  const there = new Set<Posture>(controls.map(({ kind }) => kind));
  if (failure.failFast) there.add("fail fast");
  const missing = posture.filter((chosen) => chosen !== "accept" && !there.has(chosen));
  const unsaid = [...there].filter((kind) => !posture.includes(kind));
  if (missing.length === 0 && unsaid.length === 0) return;
  const parts = [
    ...missing.map((kind) => `no ${kind} is given to it`),
    ...unsaid.map((kind) => `${kind} is given to it, too`),
  ];
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
    const inputs = new Set(growsFrom ? leavesOf(growsFrom, whole.gates).map((leaf) => leaf.id) : []);
    check(id, rate, ({ protects }) => protects.some((name) => name === id || inputs.has(name)));
  }
  for (const input of whole.inputs.values()) {
    if (input.kind !== "event") continue;
    check(input.id, input.rate, ({ protects }) => protects.includes(input.id));
  }
}
