// What one was told of, the newest first, each with where it leads.

import { Link } from "react-router";
import type { Notification } from "../../../shared/schema/notification.ts";
import { MoreButton } from "../components/more-button.tsx";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { useNotifications, useRead, useUnreadCount } from "../social/notifications.ts";
import { thingHref } from "../store/thing.ts";

export function NotificationsPage() {
  const { t } = useLanguage();
  const notifications = useNotifications();
  const unreadCount = useUnreadCount();
  const read = useRead();
  const items = notifications.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0];
  useTitle(t.notifications.title);
  return (
    <div className="social-page">
      <div className="page-head notifications-head">
        <h1>{t.notifications.title}</h1>
        {unreadCount > 0 && newest !== undefined && (
          <button
            type="button"
            className="button"
            disabled={read.isPending}
            onClick={() => read.mutate({ upTo: newest.id })}
          >
            {t.notifications.readAll}
          </button>
        )}
      </div>
      {read.isError && <InlineError error={read.error} />}
      {notifications.isPending && <Loading />}
      {notifications.isError && notifications.data === undefined && (
        <ErrorPanel error={notifications.error} onRetry={() => void notifications.refetch()} />
      )}
      {notifications.data !== undefined && items.length === 0 && (
        <Empty title={t.notifications.empty} hint={t.notifications.emptyHint} />
      )}
      {items.length > 0 && (
        <ul className="person-rows card">
          {items.map((notification) => (
            <Told
              key={notification.id}
              notification={notification}
              onRead={() => !notification.isRead && read.mutate({ one: notification.id })}
            />
          ))}
        </ul>
      )}
      <MoreButton query={notifications} />
    </div>
  );
}

function Told({
  notification,
  onRead,
}: {
  readonly notification: Notification;
  readonly onRead: () => void;
}) {
  const { t, format } = useLanguage();
  const { at, isRead } = notification;
  const { to, does } = wayOf(notification);
  return (
    <li className={isRead ? "person-row" : "person-row person-row-new"} data-notification={notification.kind}>
      <span className="person-row-face hit-letter hit-user" aria-hidden="true">
        {"user" in notification ? [...notification.user.displayName][0] : "!"}
      </span>
      <div className="person-row-text">
        <p>
          {!isRead && <span className="visually-hidden">{t.notifications.isNew} </span>}
          {sentenceOf(notification, t)}
        </p>
        {moreOf(notification) !== null && <p className="prose">{moreOf(notification)}</p>}
        <p className="hint">{format.moment(at)}</p>
      </div>
      {to !== null && (
        <div className="person-row-does">
          <Link className="button" to={to} onClick={onRead}>
            {t.notifications.does[does]}
          </Link>
        </div>
      )}
    </li>
  );
}

type Words = Pick<ReturnType<typeof useLanguage>["t"], "notifications" | "moderation">;

function sentenceOf(notification: Notification, { notifications: words, moderation }: Words): string {
  switch (notification.kind) {
    case "friend-request":
      return words.friendRequest(notification.user.displayName);
    case "friend-accepted":
      return words.friendAccepted(notification.user.displayName);
    case "follow":
      return words.follow(notification.user.displayName);
    case "invitation":
      return words.invitation(notification.user.displayName, notification.invitation.world.name);
    case "sanction": {
      const { kind, target } = notification.sanction;
      return words.sanction(moderation.kinds[kind], target.name);
    }
    case "appeal-answered":
      return words.appealAnswered(
        moderation.kinds[notification.appeal.kind],
        moderation.appeals[notification.appeal.outcome],
      );
    case "present":
      return words.present(notification.user.displayName, notification.present.asset.name);
    case "sold":
      return words.sold(notification.sold.asset.name);
  }
}

/** In the words of whoever decided it, or gave it. */
function moreOf(notification: Notification): string | null {
  if (notification.kind === "present") return notification.present.note || null;
  if (notification.kind === "sanction") return notification.sanction.reason;
  return notification.kind === "appeal-answered" ? notification.appeal.answer : null;
}

/** Where it leads; nowhere once an invitation is over. */
function wayOf(notification: Notification): {
  to: string | null;
  does: keyof Words["notifications"]["does"];
} {
  switch (notification.kind) {
    case "friend-request":
      return notification.isRead
        ? { to: `/users/${notification.user.id}`, does: "look" }
        : { to: "/friends", does: "answer" };
    case "friend-accepted":
    case "follow":
      return { to: `/users/${notification.user.id}`, does: "look" };
    case "invitation": {
      const { invitationId, expiresAt } = notification.invitation;
      const isOver = Date.parse(expiresAt) <= Date.now();
      return { to: isOver ? null : doorHref({ kind: "invitation", id: invitationId }), does: "go" };
    }
    case "sanction":
    case "appeal-answered":
      return { to: "/account", does: "look" };
    case "present":
      return { to: thingHref(notification.present.asset), does: "look" };
    case "sold":
      return { to: thingHref(notification.sold.asset), does: "look" };
  }
}
