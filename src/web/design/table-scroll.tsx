import type { ReactNode } from "react";

/** A table wider than the page scrolls in itself, by keyboard too. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} style={{ overflowX: "auto" }}>
      {children}
    </section>
  );
}
