// What one is told when the line breaks, and when the visit is over.

import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { Door } from "../../../../shared/client/edge-client.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import { ticketsHref } from "../../tickets/anchor.ts";
import type { RoomSnapshot } from "../room-store.ts";
import { steadyNowMs } from "../steady-clock.ts";

const COUNTDOWN_EVERY_MS = 250;

export function ConnectionBanner({
  room,
  onTryNow,
}: {
  readonly room: RoomSnapshot;
  readonly onTryNow: () => void;
}) {
  const { t } = useLanguage();
  if (room.connection.name !== "reconnecting") return null;
  return (
    <div className="banner" role="status">
      <p>
        {room.wasJoined ? t.room.lost : t.room.notYetIn} <Countdown untilMs={room.connection.retryAtMs} />
      </p>
      <button type="button" className="button" onClick={onTryNow}>
        {t.room.tryNow}
      </button>
    </div>
  );
}

/** Whoever looks on is told that nobody sees them, and how long it will take until they do. */
export function GhostBanner({ room }: { readonly room: RoomSnapshot }) {
  const { t } = useLanguage();
  if (room.seat !== "ghost" || room.connection.name !== "joined") return null;
  return (
    <div className="banner banner-calm" role="status" data-seat="ghost">
      <p>
        {t.room.lookingOn} {room.waiting !== null && t.room.queued(room.waiting.ahead)}
      </p>
    </div>
  );
}

function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { t, format } = useLanguage();
  const [nowMs, setNowMs] = useState(steadyNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(steadyNowMs()), COUNTDOWN_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((untilMs - nowMs) / 1000);
  // Read out once, not every second.
  return (
    <span aria-live="off">{seconds > 0 ? t.room.tryingIn(format.number(seconds)) : t.room.tryingNow}</span>
  );
}

export function LeftPanel({
  door,
  code,
  wasJoined,
  onEnterAgain,
}: {
  readonly door: Door;
  readonly code: string;
  readonly wasJoined: boolean;
  readonly onEnterAgain: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="left-veil">
      <section className="card left-panel" role="alertdialog" aria-labelledby="left-title">
        <h2 id="left-title">{wasJoined ? t.room.leftTitle : t.room.notInTitle}</h2>
        <p>{t.room.leftBecause(code) ?? t.problems.known(code) ?? t.problems.unknown}</p>
        <div className="row">
          <button type="button" className="button button-primary" onClick={onEnterAgain}>
            {t.room.enterAgain}
          </button>
          {code === "TICKET_REQUIRED" && door.kind === "event" && (
            <Link className="button" to={ticketsHref(door.id)}>
              {t.tickets.event.getOne}
            </Link>
          )}
          <Link className="button" to="/">
            {t.common.back}
          </Link>
        </div>
      </section>
    </div>
  );
}
