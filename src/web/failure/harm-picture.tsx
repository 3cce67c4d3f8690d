import { useElementSize } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { HarmFinding } from "../../findings/harm.ts";
import style from "./forwards.module.css";
import { HarmDrawing } from "./harm-drawing.tsx";
import { curvesShown, type HarmPicture, layOut } from "./harm-scales.ts";
import { saidAt } from "./harm-words.ts";

/** Harm over time, one curve a control. A slider, or the pointer, reads all curves at one moment. */
export function HarmPictureOf(props: {
  readonly finding: HarmFinding;
  /** The curve that is looked at: its band is drawn, the others step back. */
  readonly looked: string | null;
}) {
  const { finding, looked } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const picture = useMemo(() => (width > 0 ? layOut(finding, width) : null), [finding, width]);
  const [read, setRead] = useState<number | null>(null);
  const hour = read ?? usualHour(finding);
  return (
    <div ref={ref} className={style.paper}>
      {picture ? (
        <>
          <HarmDrawing
            finding={finding}
            picture={picture}
            looked={looked}
            hour={hour}
            pointAt={(x) => setRead(picture.hoursAt(x))}
          />
          <Reader finding={finding} picture={picture} hour={hour} read={setRead} />
          <p className={style.read} aria-hidden>
            {saidAt(finding, curvesShown(finding), hour)}
          </p>
        </>
      ) : null}
    </div>
  );
}

/** The moment read at first: when people usually have contained it, if that is in the picture. */
function usualHour({ hours, marks }: HarmFinding): number {
  const end = hours.at(-1) ?? 0;
  return Math.min(end, marks.find(({ what }) => what === "contained")?.atHours.value ?? end / 2);
}

const steps = 240;

/** The handle of the line at which all curves are read; even steps along the paper. */
function Reader(props: {
  readonly finding: HarmFinding;
  readonly picture: HarmPicture;
  readonly hour: number;
  readonly read: (hour: number) => void;
}) {
  const { finding, picture, hour, read } = props;
  const { left, right, top, xOf, hoursAt } = picture;
  const width = right - left;
  return (
    <input
      type="range"
      className={style.reader}
      style={{ left: left - thumb / 2, width: width + thumb, top: top - 4 - thumb }}
      aria-label="Moment at which the harm is read"
      min={0}
      max={steps}
      value={Math.round((steps * (xOf(hour) - left)) / width)}
      aria-valuetext={saidAt(finding, curvesShown(finding), hour)}
      onChange={(event) => read(hoursAt(left + (width * Number(event.currentTarget.value)) / steps))}
    />
  );
}

/** Width of the handle, pixels; its middle stands on the line. */
const thumb = 14;
