// A stick for the left thumb and a button for the right. The thumb's place is written past React.

import { type PointerEvent, useRef } from "react";
import { useLanguage } from "../../i18n/locale.tsx";
import type { RoomSession } from "../session.ts";
import { stickOf } from "../stick.ts";
import { Icon } from "./icon.tsx";

export function TouchControls({ session }: { readonly session: RoomSession }) {
  const { t } = useLanguage();
  const thumbRef = useRef<HTMLDivElement>(null);
  const pointerId = useRef<number | null>(null);

  function move(event: PointerEvent<HTMLDivElement>) {
    if (event.pointerId !== pointerId.current) return;
    const box = event.currentTarget.getBoundingClientRect();
    const radius = box.width / 2;
    const stick = stickOf(event.clientX - box.left - radius, event.clientY - box.top - radius, radius);
    session.steer(stick.forward, stick.right);
    show(stick.right * radius, -stick.forward * radius);
  }
  function end(event: PointerEvent<HTMLDivElement>) {
    if (event.pointerId !== pointerId.current) return;
    pointerId.current = null;
    session.steer(0, 0);
    show(0, 0);
  }
  function show(x: number, y: number) {
    if (thumbRef.current !== null) thumbRef.current.style.transform = `translate(${x}px, ${y}px)`;
  }

  return (
    <div className="touch-controls">
      <div
        className="stick"
        role="img"
        aria-label={t.room.stick}
        onPointerDown={(event) => {
          pointerId.current = event.pointerId;
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <div className="stick-thumb" ref={thumbRef} />
      </div>
      <button
        type="button"
        className="button button-float jump"
        aria-label={t.room.jump}
        onPointerDown={session.jump}
      >
        <Icon name="jump" />
      </button>
    </div>
  );
}
