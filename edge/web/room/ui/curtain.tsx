// What hides the room until one is in it: that one is on the way, or waits for a place.

import { useLanguage } from "../../i18n/locale.tsx";
import type { Waiting } from "../entrance.ts";

export function Curtain({
  waiting,
  onLookOn,
}: {
  readonly waiting: Waiting | null;
  readonly onLookOn: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="curtain" data-waiting={waiting === null ? undefined : waiting.ahead}>
      <span className="loading-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span role="status">{waiting === null ? t.room.connecting : t.room.queued(waiting.ahead)}</span>
      {waiting?.canLookOn && (
        <button type="button" className="button" onClick={onLookOn}>
          {t.room.lookOn}
        </button>
      )}
    </div>
  );
}
