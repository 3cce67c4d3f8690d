import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import style from "../record.module.css";

/** A file may be dropped anywhere on the page. While one hovers, the page says so. */
export function DropAnywhere({ onFile }: { onFile: (file: File) => void }): ReactNode {
  const [hovering, setHovering] = useState(false);
  const take = useEffectEvent(onFile);
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setHovering(false);
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return hovering ? (
    <div className={style.hovering}>Drop it: you will see what it means before anything is stored</div>
  ) : null;
}
