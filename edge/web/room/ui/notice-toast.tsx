// What is shown over the scene for a while: why something one did had no effect, and what whoever answers for the room says.

import { useEffect, useState } from "react";
import type { RoomNotice } from "../../../../shared/protocol/ext/room-notice.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import type { Line, RoomSnapshot } from "../room-store.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 5_000;
/** Somebody wrote it, and it may be long. */
const TOLD_SHOWN_MS = 60_000;

export function NoticeToast({ notice }: Pick<RoomSnapshot, "notice">) {
  const { t } = useLanguage();
  const [goneKey, setGoneKey] = useState(0);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setGoneKey(notice.key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const text = notice === null || notice.key === goneKey ? null : t.room.notice(notice.code);
  return (
    <div className="toast-place" role="status">
      {text !== null && <p className="toast">{text}</p>}
    </div>
  );
}

/** The newest that was said to the room, until it is put away or a minute is over. It stays in the chat. */
export function RoomNoticeToast({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useLanguage();
  const [goneId, setGoneId] = useState<string | null>(null);
  const newest = newestTold(lines);
  const id = newest?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => setGoneId(id), TOLD_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className="told-place" role="status">
      {newest !== null && id !== goneId && (
        <div className="told">
          <p>
            <strong>{t.room.told}</strong> {newest.text}
          </p>
          <button
            type="button"
            className="button-icon"
            aria-label={t.common.close}
            onClick={() => setGoneId(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}

function newestTold(lines: readonly Line[]): RoomNotice | null {
  const line = lines.findLast(({ kind }) => kind === "told");
  return line?.kind === "told" ? line.notice : null;
}
