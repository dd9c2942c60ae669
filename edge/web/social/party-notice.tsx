// Wherever one is: that one is asked into a party, and that one's party has gone somewhere.

import { useState } from "react";
import { Link } from "react-router";
import type { RoomId } from "../../../shared/schema/ids.ts";
import type { PartyInvitation } from "../../../shared/schema/party.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { useParty, usePartyAct } from "./party.ts";

/** `room`: where one is oneself. */
export function PartyNotice({ room }: { readonly room: RoomId | null }) {
  const { t } = useLanguage();
  const { party, invitations } = useParty();
  const [dismissed, dismiss] = useState<RoomId | null>(null);
  const call = party?.call ?? null;
  const leader = party?.members[0];
  const isCalled = call !== null && call.room !== room && call.room !== dismissed;
  const [asked] = invitations;
  if (!isCalled && asked === undefined) return null;
  return (
    <aside className="party-notice card" aria-label={t.party.title}>
      {asked !== undefined && <Asked invitation={asked} />}
      {isCalled && party !== null && leader !== undefined && (
        <div className="party-notice-row">
          <p role="status">{t.party.isIn(leader.displayName, call.world.name)}</p>
          <div className="row">
            <Link className="button button-primary" to={doorHref({ kind: "party", id: party.id })}>
              {t.party.comeAlong}
            </Link>
            <button type="button" className="button" onClick={() => dismiss(call.room)}>
              {t.party.notNow}
            </button>
          </div>
        </div>
      )}
    </aside>
  );
}

function Asked({ invitation: { partyId, by } }: { readonly invitation: PartyInvitation }) {
  const { t } = useLanguage();
  const act = usePartyAct();
  return (
    <div className="party-notice-row">
      <p role="status">{t.party.asks(by.displayName)}</p>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ act: "join", partyId })}
        >
          {t.party.join}
        </button>
        <button
          type="button"
          className="button"
          disabled={act.isPending}
          onClick={() => act.mutate({ act: "decline", partyId })}
        >
          {t.party.decline}
        </button>
      </div>
      {act.isError && <InlineError error={act.error} />}
    </div>
  );
}
