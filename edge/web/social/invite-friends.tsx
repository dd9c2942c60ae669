// Asking friends into a world, from its page.

import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import type { UserId, WorldId } from "../../../shared/schema/ids.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { PersonRow } from "./person-row.tsx";
import { useFriends } from "./queries.ts";

export function InviteFriends({ worldId }: { readonly worldId: WorldId }) {
  const { t } = useLanguage();
  const id = useId();
  const friends = useFriends().data?.friends ?? [];
  return (
    <section className="world-rooms card" aria-labelledby={id}>
      <h2 id={id}>{t.social.invite}</h2>
      {friends.length === 0 ? (
        <p className="hint">{t.social.inviteNobody}</p>
      ) : (
        <ul className="invite-rows">
          {friends.map(({ user }) => (
            <PersonRow key={user.id} user={user}>
              <InviteButton worldId={worldId} userId={user.id} name={user.displayName} />
            </PersonRow>
          ))}
        </ul>
      )}
    </section>
  );
}

function InviteButton({
  worldId,
  userId,
  name,
}: {
  readonly worldId: WorldId;
  readonly userId: UserId;
  readonly name: string;
}) {
  const { t } = useLanguage();
  const invite = useMutation({
    mutationFn: () => edge.ask("invitations.create", { body: { userId, worldId } }),
  });
  if (invite.isSuccess)
    return (
      <span className="tag tag-on" role="status">
        {t.social.invited}
      </span>
    );
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={t.social.inviteThis(name)}
        disabled={invite.isPending}
        onClick={() => invite.mutate()}
      >
        {t.social.inviteOne}
      </button>
      {invite.isError && <InlineError error={invite.error} />}
    </>
  );
}
