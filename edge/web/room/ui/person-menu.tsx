// What one can do to somebody who is here: not hear them, be apart from them, and take either back. Told to nobody.

import type { UserId } from "../../../../shared/schema/ids.ts";
import { ConfirmButton } from "../../components/confirm-button.tsx";
import { InlineError } from "../../components/states.tsx";
import { useLanguage } from "../../i18n/locale.tsx";
import { type Act, useAct, useRelation } from "../../social/queries.ts";

export function PersonMenu({ id, userId }: { readonly id: string; readonly userId: UserId }) {
  const { t } = useLanguage();
  const relation = useRelation(userId);
  const act = useAct();
  const does = (kind: Act) => act.mutate({ act: kind, userId });
  const error = act.error ?? relation.error;
  return (
    <div className="person-menu" id={id}>
      {relation.data !== undefined && (
        <>
          {!relation.data.isBlocked && (
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => does(relation.data.isMuted ? "unmute" : "mute")}
            >
              {relation.data.isMuted ? t.social.unmute : t.social.mute}
            </button>
          )}
          {relation.data.isBlocked ? (
            <button type="button" className="button" disabled={act.isPending} onClick={() => does("unblock")}>
              {t.social.unblock}
            </button>
          ) : (
            <ConfirmButton
              question={t.room.reallyBlock}
              sure={t.social.blockSure}
              busy={act.isPending}
              onConfirm={() => does("block")}
            >
              {t.social.block}
            </ConfirmButton>
          )}
        </>
      )}
      {error !== null && <InlineError error={error} />}
    </div>
  );
}
