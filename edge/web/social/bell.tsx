// How much one has not read, on the way to reading it.

import { NavLink } from "react-router";
import { useLanguage } from "../i18n/locale.tsx";
import { useNotificationStream, useUnreadCount } from "./notifications.ts";

const SHOWN_MAX = 99;

export function Bell() {
  const { t, format } = useLanguage();
  useNotificationStream();
  const count = useUnreadCount();
  const text = count > SHOWN_MAX ? `${format.number(SHOWN_MAX)}+` : format.number(count);
  return (
    <NavLink
      to="/notifications"
      className="bell button-icon"
      aria-label={count === 0 ? t.notifications.title : t.notifications.unread(count, text)}
    >
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6.5 16.5c1-1.2 1.3-2.6 1.3-5a4.2 4.2 0 0 1 8.4 0c0 2.4.3 3.8 1.3 5Zm3.6 2.7a2 2 0 0 0 3.8 0" />
      </svg>
      {count > 0 && (
        <span className="bell-count" aria-hidden="true">
          {text}
        </span>
      )}
    </NavLink>
  );
}
