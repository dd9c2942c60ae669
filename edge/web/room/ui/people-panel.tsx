// Who is here, and for tests and the curious where: the rows' data-x and data-z are written past React, some times a second.

import { useEffect, useId, useRef, useState } from "react";
import type { Member } from "../../../../shared/protocol/ext/presence.ts";
import type { RoomId, UserId } from "../../../../shared/schema/ids.ts";
import { hueOf } from "../../components/colour.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import { ReportButton } from "../../moderation/report-button.tsx";
import { useUser } from "../../session/session.tsx";
import { isOnStage } from "../on-stage.ts";
import type { RoomSession } from "../session.ts";
import { Icon } from "./icon.tsx";
import { PersonMenu } from "./person-menu.tsx";

const PLACES_EVERY_MS = 200;

/** Whom others ought to know by what they do here. */
type Host = "performer" | "staff" | "moderator";
const isHost = (role: Member["role"]): role is Host =>
  role === "performer" || role === "staff" || role === "moderator";

export function PeoplePanel({
  people,
  ownSid,
  muted,
  room,
  isShown,
  session,
  onClose,
}: {
  readonly people: readonly Member[];
  readonly ownSid: number | null;
  readonly muted: ReadonlySet<UserId>;
  /** null until it is known which room this is. */
  readonly room: RoomId | null;
  readonly isShown: boolean;
  readonly session: RoomSession;
  readonly onClose: () => void;
}) {
  const { t, format } = useLanguage();
  const { id: ownUser } = useUser();
  const listRef = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      for (const row of listRef.current?.querySelectorAll<HTMLElement>("[data-sid]") ?? []) {
        const place = session.placeOf(Number(row.dataset["sid"]));
        if (place === null) continue;
        row.dataset["x"] = place.x.toFixed(2);
        row.dataset["z"] = place.z.toFixed(2);
      }
    }, PLACES_EVERY_MS);
    return () => clearInterval(timer);
  }, [session]);

  return (
    <section className={isShown ? "people people-shown" : "people"} aria-label={t.room.people}>
      <header className="float-head">
        <h2>{t.room.people}</h2>
        <span className="count">{format.number(people.length)}</span>
        <button type="button" className="button-icon" aria-label={t.common.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <ul ref={listRef}>
        {people.map((member) => (
          <li
            key={member.sid}
            data-sid={member.sid}
            className={member.away || member.reconnecting ? "person person-away" : "person"}
          >
            <span
              className="person-dot"
              style={{ background: `hsl(${hueOf(member.sid)} 42% 58%)` }}
              aria-hidden="true"
            />
            <span className="person-name">{member.name}</span>
            {member.sid === ownSid && <span className="tag">{t.room.you}</span>}
            {isHost(member.role) && (
              <span className={isOnStage(member) ? "tag tag-stage" : "tag"}>{t.room.roles[member.role]}</span>
            )}
            {member.device === "bot" && <span className="tag">{t.room.bot}</span>}
            {member.reconnecting && <span className="tag">{t.room.comingBack}</span>}
            {member.away && !member.reconnecting && <span className="tag">{t.room.away}</span>}
            {muted.has(member.user) && <span className="tag">{t.room.muted}</span>}
            {member.user !== ownUser && <PersonDoes userId={member.user} name={member.name} room={room} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PersonDoes({
  userId,
  name,
  room,
}: {
  readonly userId: UserId;
  readonly name: string;
  readonly room: RoomId | null;
}) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  return (
    <>
      <ReportButton
        className="person-report"
        reported={{ kind: "user", id: userId, name, ...(room && { room }) }}
      />
      <button
        type="button"
        className="person-more"
        aria-label={t.room.moreOf(name)}
        aria-expanded={isOpen}
        aria-controls={menuId}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && <PersonMenu id={menuId} userId={userId} />}
    </>
  );
}
