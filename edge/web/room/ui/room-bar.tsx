// The bar over the scene: where one is, how many are here, whether the line is up, and the way out.

import { Link } from "react-router";
import type { RoomConnection } from "../../../../shared/client/room-client.ts";
import type { Messages } from "../../i18n/en.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import type { RoomSnapshot } from "../room-store.ts";
import { Icon } from "./icon.tsx";

export function RoomBar({
  room,
  showsPeople,
  onPeople,
  onDress,
  onGive,
}: {
  readonly room: RoomSnapshot;
  readonly showsPeople: boolean;
  readonly onPeople: () => void;
  readonly onDress: () => void;
  /** Null while there is nobody to give to. */
  readonly onGive: (() => void) | null;
}) {
  const { t, format } = useLanguage();
  const count = room.people.length;
  return (
    <header className="room-bar">
      <Link className="button button-float" to="/" aria-label={t.room.leave}>
        <Icon name="leave" />
        <span className="wide-only">{t.room.leave}</span>
      </Link>
      <div className="room-bar-title">
        <h1>{room.settings?.world.name ?? "…"}</h1>
        <span className={`line-state line-state-${room.connection.name}`}>
          {connectionText(room.connection, t)}
        </span>
      </div>
      <div className="room-bar-tools">
        {onGive !== null && (
          <button type="button" className="button button-float" onClick={onGive} aria-label={t.gifts.open}>
            <Icon name="gift" />
            <span className="wide-only">{t.gifts.open}</span>
          </button>
        )}
        <button type="button" className="button button-float" onClick={onDress} aria-label={t.room.wear}>
          <Icon name="wear" />
          <span className="wide-only">{t.room.wear}</span>
        </button>
        <button
          type="button"
          className="button button-float"
          aria-pressed={showsPeople}
          aria-label={`${t.room.people}: ${t.room.peopleCount(count, format.number(count))}`}
          onClick={onPeople}
        >
          <Icon name="people" />
          <span>{format.number(count)}</span>
        </button>
      </div>
    </header>
  );
}

function connectionText(connection: RoomConnection, t: Messages): string {
  switch (connection.name) {
    case "connecting":
      return t.room.connecting;
    case "joined":
      return t.room.joined;
    case "reconnecting":
      return t.room.reconnecting;
    case "left":
      return t.room.left;
  }
}
