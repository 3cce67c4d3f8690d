/** A moment known exactly, between two times, or not at all. Milliseconds since 1970, UTC. */
export type Moment = { readonly earliest: number; readonly latest: number } | null;

/**
 * One real instance of a failure. What an import yields, the store keeps, and learning reads.
 * `failure` is an id of the text; null: a kind the text does not know, described by `kind`.
 */
export type Occurrence = {
  /** Stable across imports of the same thing: the source's own id, or a digest of its content. */
  readonly key: string;
  /** Which import or person it comes from: `google-cloud`, `statuspage`, `csv:…`, `by hand`. */
  readonly source: string;
  readonly title: string;
  readonly functionId: string | null;
  readonly failureId: string | null;
  /** The source's own word for the kind of failure (a code, a service, an alert's name); empty when it has none. */
  readonly kind: string;
  readonly nearMiss: boolean;
  readonly onset: Moment;
  readonly detected: Moment;
  readonly contained: Moment;
  readonly recovered: Moment;
  /** Money lost, in the organization's currency; null: not known. */
  readonly loss: number | null;
  readonly note: string;
  readonly link: string | null;
};
