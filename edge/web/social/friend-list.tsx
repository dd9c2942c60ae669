// Friends, where they are, and who would like to be one.

import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Friend, FriendRequest } from "../../../shared/schema/social.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { useParty, usePartyAct } from "./party.ts";
import { PersonRow } from "./person-row.tsx";
import { type Act, useAct, useFriends } from "./queries.ts";

export function FriendList() {
  const { t } = useLanguage();
  const friends = useFriends();
  const act = useAct();
  if (friends.isPending) return <Loading />;
  if (friends.data === undefined)
    return <ErrorPanel error={friends.error} onRetry={() => void friends.refetch()} />;
  const { friends: all, incoming, outgoing } = friends.data;
  const does = (kind: Act) => (userId: Friend["user"]["id"]) => act.mutate({ act: kind, userId });
  return (
    <>
      {act.isError && <InlineError error={act.error} />}
      {incoming.length > 0 && (
        <Requests title={t.social.incoming} requests={incoming}>
          {(request) => (
            <>
              <button
                type="button"
                className="button button-primary"
                disabled={act.isPending}
                onClick={() => does("befriend")(request.user.id)}
              >
                {t.social.accept}
              </button>
              <button
                type="button"
                className="button"
                disabled={act.isPending}
                onClick={() => does("unfriend")(request.user.id)}
              >
                {t.social.decline}
              </button>
            </>
          )}
        </Requests>
      )}
      {all.length === 0 ? (
        <Empty title={t.social.noFriends} hint={t.social.noFriendsHint} />
      ) : (
        <ul className="person-rows card">
          {all.toSorted(presentFirst).map((friend) => (
            <FriendRow
              key={friend.user.id}
              friend={friend}
              busy={act.isPending}
              onEnd={() => does("unfriend")(friend.user.id)}
            />
          ))}
        </ul>
      )}
      {outgoing.length > 0 && (
        <Requests title={t.social.outgoing} requests={outgoing}>
          {(request) => (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => does("unfriend")(request.user.id)}
            >
              {t.social.takeBack}
            </button>
          )}
        </Requests>
      )}
    </>
  );
}

/** Those whom one could meet now; by name otherwise, as they came. */
function presentFirst(a: Friend, b: Friend): number {
  return Number(b.presence !== null) - Number(a.presence !== null);
}

function FriendRow({
  friend: { user, presence },
  busy,
  onEnd,
}: {
  readonly friend: Friend;
  readonly busy: boolean;
  readonly onEnd: () => void;
}) {
  const { t } = useLanguage();
  const about =
    presence === null ? (
      t.social.elsewhere
    ) : (
      <>
        <span className="presence-dot" aria-hidden="true" /> {t.social.isIn}{" "}
        <Link to={`/worlds/${presence.world.id}`}>{presence.world.name}</Link>
      </>
    );
  return (
    <PersonRow user={user} about={about}>
      {presence?.isJoinable === true && (
        <Link
          className="button button-primary"
          to={doorHref({ kind: "user", id: user.id })}
          aria-label={t.social.joinThis(user.displayName)}
        >
          {t.social.join}
        </Link>
      )}
      <AskAlong user={user} />
      <ConfirmButton question={t.social.reallyUnfriend} sure={t.social.sure} busy={busy} onConfirm={onEnd}>
        {t.social.unfriend}
      </ConfirmButton>
    </PersonRow>
  );
}

/** Into one's party, unless they are in it or asked already. */
function AskAlong({ user }: Pick<Friend, "user">) {
  const { t } = useLanguage();
  const { party } = useParty();
  const act = usePartyAct();
  if (party !== null && [...party.members, ...party.invited].some(({ id }) => id === user.id)) return null;
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={t.party.inviteThis(user.displayName)}
        disabled={act.isPending}
        onClick={() => act.mutate({ act: "invite", userId: user.id })}
      >
        {t.party.invite}
      </button>
      {act.isError && <InlineError error={act.error} />}
    </>
  );
}

function Requests({
  title,
  requests,
  children,
}: {
  readonly title: string;
  readonly requests: readonly FriendRequest[];
  children(request: FriendRequest): ReactNode;
}) {
  const { t, format } = useLanguage();
  return (
    <section className="social-part" aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <ul className="person-rows card">
        {requests.map((request) => (
          <PersonRow
            key={request.user.id}
            user={request.user}
            about={t.social.askedAt(format.moment(request.requestedAt))}
          >
            {children(request)}
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}
