import type { SVGProps } from "react";

/** What can be marked. Each has a colour and a shape, the same on every screen. */
export type MarkKind =
  | "failure"
  | "event"
  | "condition"
  | "common cause"
  | "guard rail"
  | "safety net"
  | "escape hatch"
  | "fail fast"
  | "expectation"
  | "assumed"
  | "gate";

const colours: Record<MarkKind, string> = {
  failure: "var(--failure)",
  event: "var(--ink)",
  condition: "var(--ink)",
  "common cause": "var(--ink)",
  "guard rail": "var(--rail)",
  "safety net": "var(--net)",
  "escape hatch": "var(--hatch)",
  "fail fast": "var(--failure)",
  expectation: "var(--expectation)",
  assumed: "var(--quiet)",
  gate: "var(--ink)",
};

export function markColour(kind: MarkKind): string {
  return colours[kind];
}

function Shape({ kind }: { kind: MarkKind }) {
  const line = { fill: "none", stroke: "currentcolor", strokeWidth: 1.6, strokeLinecap: "round" } as const;
  switch (kind) {
    case "failure":
      return <circle cx="8" cy="8" r="5" fill="currentcolor" />;
    case "event":
      return <circle cx="8" cy="8" r="4.4" {...line} />;
    case "condition":
      return <circle cx="8" cy="8" r="4.4" {...line} strokeDasharray="2 2.6" />;
    case "common cause":
      return (
        <>
          <circle cx="5.8" cy="8" r="3.8" {...line} />
          <circle cx="10.2" cy="8" r="3.8" {...line} />
        </>
      );
    case "guard rail":
      return <rect x="5.2" y="2.5" width="5.6" height="11" rx="1" fill="currentcolor" />;
    case "safety net":
      return <path d="M2.5 6a5.5 5.5 0 0 0 11 0" {...line} strokeWidth={2.2} />;
    case "escape hatch":
      return (
        <path
          d="M4 13V7.500a3.500 3.500 0 0 1 3.500-3.500H12M9.500 1.300 12.300 4 9.500 6.700"
          {...line}
          strokeWidth={1.9}
          strokeLinejoin="round"
        />
      );
    case "fail fast":
      return (
        <path
          d="M5.300 2.500h5.400l2.800 2.800v5.400l-2.800 2.800H5.300l-2.800-2.800V5.300z"
          {...line}
          strokeLinejoin="round"
        />
      );
    case "expectation":
      return <path d="M8 2.600 13.400 8 8 13.400 2.600 8z" {...line} strokeLinejoin="round" />;
    case "assumed":
      return <path d="M2 8 8 2M2 13.500 13.500 2M7.500 14 14 7.500" {...line} strokeWidth={1.3} />;
    case "gate":
      return <path d="M3 13V3h5a5 5 0 0 1 0 10z" {...line} strokeLinejoin="round" />;
  }
}

/** A meaning's mark beside words. Hidden from screen readers unless it carries a `title`: the words say it. */
export function Mark({
  kind,
  title,
  size = 14,
  style,
  ...rest
}: { kind: MarkKind; title?: string; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by `title` where it stands alone, hidden where words stand beside it.
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      style={{ color: colours[kind], flex: "none", verticalAlign: "-0.15em", ...style }}
      {...(title ? { role: "img", "aria-label": title } : { "aria-hidden": true })}
      {...rest}
    >
      {title ? <title>{title}</title> : null}
      <Shape kind={kind} />
    </svg>
  );
}
