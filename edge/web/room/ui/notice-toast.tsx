// Why something one did had no effect: shown for a while.

import { useEffect, useState } from "react";
import { useLanguage } from "../../i18n/locale.tsx";
import type { RoomSnapshot } from "../room-store.ts";

const SHOWN_MS = 5_000;

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
