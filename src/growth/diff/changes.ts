import type { Change, MovedFigure } from "../../findings/diff.ts";
import type { Model } from "../../model/model.ts";
import type { Saying } from "./sayings.ts";
import { type Thing, thingsOf } from "./things.ts";

/** What differs between two texts, in the order of the text, and what both call what one of them calls otherwise. */
export type Changes = {
  readonly changes: readonly Change[];
  /** [before, after]: what an id of that text is called in both. */
  readonly called: readonly [(id: string) => string, (id: string) => string];
};

/**
 * What a text says otherwise than another one. Comments, order, units and form are no difference; names, sources, notes and whose
 * assumption a figure is are. Something under another name of which nearly the same is said has been renamed.
 */
export function changesBetween(before: Model, after: Model): Changes {
  const same = (id: string): string => id;
  const renamed = renamings(thingsOf(before, same), thingsOf(after, same));
  const called = [
    (id: string) => renamed[0].get(id) ?? id,
    (id: string) => renamed[1].get(id) ?? id,
  ] as const;
  const [old, fresh] = [
    indexed(thingsOf(before, called[0]), called[0]),
    indexed(thingsOf(after, called[1]), called[1]),
  ];
  const changes: Change[] = [];
  for (const [key, thing] of fresh) {
    const was = old.get(key);
    const change = was === undefined ? thereOrNot("added", thing) : changeOf(was, thing);
    if (change !== undefined) changes.push(change);
  }
  for (const [key, thing] of old) if (!fresh.has(key)) changes.push(thereOrNot("removed", thing));
  return { changes, called };
}

function indexed(things: readonly Thing[], called: (id: string) => string): ReadonlyMap<string, Thing> {
  return new Map(things.map((thing) => [`${thing.section} ${called(thing.id)}`, thing]));
}

function thereOrNot(how: "added" | "removed", { kind, id, name }: Thing): Change {
  return { how, kind, id, name, moved: [] };
}

function changeOf(was: Thing, now: Thing): Change | undefined {
  const moved = movedBetween(was.says, now.says);
  const { kind, id, name } = now;
  if (was.id !== id) return { how: "renamed", kind, id, name, was: { id: was.id, name: was.name }, moved };
  // Of the organization its name is one of the things that are said.
  if (was.name !== name && kind !== "organization")
    return { how: "renamed", kind, id, name, was: { id, name: was.name }, moved };
  return moved.length === 0 ? undefined : { how: "changed", kind, id, name, moved };
}

function movedBetween(before: readonly Saying[], after: readonly Saying[]): MovedFigure[] {
  const old = new Map(before.map((saying) => [saying.what, saying]));
  const fresh = new Map(after.map((saying) => [saying.what, saying]));
  const moved: MovedFigure[] = [];
  for (const what of new Set([...fresh.keys(), ...old.keys()])) {
    const [was, now] = [old.get(what), fresh.get(what)];
    if (was?.same === now?.same) continue;
    const alike = was?.said(false) === now?.said(false);
    moved.push({ what, before: was?.said(alike) ?? null, after: now?.said(alike) ?? null });
  }
  return moved;
}

/** So much of what is said of two things must be the same for one to be the other under a new name. */
const ALIKE = 0.7;
/** With more pairs than this only things of which exactly the same is said are looked for. */
const MOST_PAIRS = 40_000;

/** [before, after]: ids that were renamed, by what both are called from here on: the earlier of both names in the alphabet. */
function renamings(
  before: readonly Thing[],
  after: readonly Thing[],
): readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>] {
  const renamed = [new Map<string, string>(), new Map<string, string>()] as const;
  const [gone, come] = [missingFrom(after, before), missingFrom(before, after)];
  for (const [section, removed] of gone) {
    const added = come.get(section) ?? [];
    for (const [a, b] of pairsAlike(removed, added)) {
      const name = [a.id, b.id].sort()[0]!;
      renamed[0].set(a.id, name);
      renamed[1].set(b.id, name);
    }
  }
  return renamed;
}

/** Things of `of` that are not in `those`, by section. */
function missingFrom(those: readonly Thing[], of: readonly Thing[]): Map<string, Thing[]> {
  const known = new Set(those.map(({ section, id }) => `${section} ${id}`));
  const missing = new Map<string, Thing[]>();
  for (const thing of of) {
    if (known.has(`${thing.section} ${thing.id}`)) continue;
    const list = missing.get(thing.section);
    if (list === undefined) missing.set(thing.section, [thing]);
    else list.push(thing);
  }
  return missing;
}

/** Pairs of which each is what is most like the other, and nothing else is as like. */
function pairsAlike(removed: readonly Thing[], added: readonly Thing[]): (readonly [Thing, Thing])[] {
  const least = removed.length * added.length > MOST_PAIRS ? 1 : ALIKE;
  const candidates = least === 1 ? bySayings(added) : undefined;
  const [of, ofAdded] = [new Map<Thing, Best>(), new Map<Thing, Best>()];
  for (const a of removed)
    for (const b of candidates?.get(sayingsKey(a)) ?? (candidates ? [] : added)) {
      const like = likeness(a, b);
      if (like < least) continue;
      better(of, a, b, like);
      better(ofAdded, b, a, like);
    }
  return [...of].flatMap(([a, { thing: b, alone }]) => {
    const back = ofAdded.get(b)!;
    return alone && back.alone && back.thing === a ? [[a, b] as const] : [];
  });
}

type Best = { readonly thing: Thing; readonly like: number; readonly alone: boolean };

function better(best: Map<Thing, Best>, of: Thing, thing: Thing, like: number): void {
  const known = best.get(of);
  if (known === undefined || like > known.like) best.set(of, { thing, like, alone: true });
  else if (like === known.like) best.set(of, { ...known, alone: false });
}

/** Share of all that is said of either that is said of both. */
function likeness(a: Thing, b: Thing): number {
  const said = new Map(b.says.map(({ what, same }) => [what, same]));
  const both = a.says.filter(({ what, same }) => said.get(what) === same).length;
  const all = a.says.length + b.says.length - both;
  return all === 0 ? 0 : both / all;
}

function sayingsKey({ says }: Thing): string {
  return says.map(({ what, same }) => `${what}: ${same}`).join("\n");
}

function bySayings(things: readonly Thing[]): Map<string, Thing[]> {
  const known = new Map<string, Thing[]>();
  for (const thing of things) known.set(sayingsKey(thing), [...(known.get(sayingsKey(thing)) ?? []), thing]);
  return known;
}
