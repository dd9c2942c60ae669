// What can be done to the person whose page this is, and where they are if they let one see it.

import { Link } from "react-router";
import type { UserId } from "../../../shared/schema/ids.ts";
import type { Relation } from "../../../shared/schema/social.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { type Act, useAct, useRelation } from "./queries.ts";

export function PersonActions({ userId, name }: { readonly userId: UserId; readonly name: string }) {
  const { t } = useLanguage();
  const relation = useRelation(userId);
  const act = useAct();
  if (relation.data === undefined) return null;
  const does = (kind: Act) => act.mutate({ act: kind, userId });
  const { isBlocked, isMuted } = relation.data;
  return (
    <div className="person-actions">
      {isBlocked ? (
        <p className="hint">{t.social.isBlocked}</p>
      ) : (
        <Together relation={relation.data} userId={userId} name={name} busy={act.isPending} onAct={does} />
      )}
      <div className="row">
        {!isBlocked && (
          <button
            type="button"
            className="button button-quiet"
            disabled={act.isPending}
            onClick={() => does(isMuted ? "unmute" : "mute")}
          >
            {isMuted ? t.social.unmute : t.social.mute}
          </button>
        )}
        {isBlocked ? (
          <button type="button" className="button" disabled={act.isPending} onClick={() => does("unblock")}>
            {t.social.unblock}
          </button>
        ) : (
          <ConfirmButton
            question={t.social.reallyBlock}
            sure={t.social.blockSure}
            busy={act.isPending}
            onConfirm={() => does("block")}
          >
            {t.social.block}
          </ConfirmButton>
        )}
      </div>
      {act.isError && <InlineError error={act.error} />}
    </div>
  );
}

const FRIEND_ACT: Readonly<Record<Relation["friend"], Act>> = {
  none: "befriend",
  asked: "befriend",
  requested: "unfriend",
  friends: "unfriend",
};

function Together({
  relation: { friend, isFollowed, presence },
  userId,
  name,
  busy,
  onAct,
}: {
  readonly relation: Relation;
  readonly userId: UserId;
  readonly name: string;
  readonly busy: boolean;
  readonly onAct: (act: Act) => void;
}) {
  const { t } = useLanguage();
  const isWanted = FRIEND_ACT[friend] === "befriend";
  return (
    <>
      {presence !== null && (
        <p className="hint">
          <span className="presence-dot" aria-hidden="true" /> {t.social.isIn}{" "}
          <Link to={`/worlds/${presence.world.id}`}>{presence.world.name}</Link>
        </p>
      )}
      <div className="row">
        {presence?.isJoinable === true && (
          <Link
            className="button button-primary"
            to={doorHref({ kind: "user", id: userId })}
            aria-label={t.social.joinThis(name)}
          >
            {t.social.join}
          </Link>
        )}
        <button
          type="button"
          className={isWanted ? "button button-primary" : "button"}
          disabled={busy}
          onClick={() => onAct(FRIEND_ACT[friend])}
        >
          {t.social.friendDoes[friend]}
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={isFollowed}
          disabled={busy}
          onClick={() => onAct(isFollowed ? "unfollow" : "follow")}
        >
          {isFollowed ? t.social.unfollow : t.social.follow}
        </button>
      </div>
    </>
  );
}
