// The party one is in: who is in it and who leads, whom it has asked, and what one may do about that.

import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { useUser } from "../session/session.tsx";
import { useParty, usePartyAct } from "./party.ts";
import { PersonRow } from "./person-row.tsx";

export function PartyBox() {
  const { t } = useLanguage();
  const own = useUser();
  const { party } = useParty();
  const act = usePartyAct();
  if (party === null) return <p className="hint">{t.party.none}</p>;
  const [leader] = party.members;
  const leads = leader?.id === own.id;
  return (
    <section className="social-part" aria-label={t.party.title}>
      <div className="notifications-head">
        <h2 className="section-title">{t.party.title}</h2>
        <ConfirmButton
          question={t.party.reallyLeave}
          sure={t.party.sureLeave}
          busy={act.isPending}
          onConfirm={() => act.mutate({ act: "leave" })}
        >
          {t.party.leave}
        </ConfirmButton>
      </div>
      <p className="hint">{leads ? t.party.youLead : t.party.leads(leader?.displayName ?? "")}</p>
      {act.isError && <InlineError error={act.error} />}
      <ul className="person-rows card">
        {party.members.map((user) => (
          <PersonRow key={user.id} user={user} about={user.id === leader?.id ? t.party.leader : undefined}>
            {leads && user.id !== own.id && (
              <>
                <button
                  type="button"
                  className="button"
                  disabled={act.isPending}
                  onClick={() => act.mutate({ act: "lead", userId: user.id })}
                >
                  {t.party.letLead}
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={act.isPending}
                  onClick={() => act.mutate({ act: "remove", userId: user.id })}
                >
                  {t.party.remove}
                </button>
              </>
            )}
          </PersonRow>
        ))}
        {party.invited.map((user) => (
          <PersonRow key={user.id} user={user} about={t.party.invited}>
            <button
              type="button"
              className="button"
              disabled={act.isPending}
              onClick={() => act.mutate({ act: "uninvite", userId: user.id })}
            >
              {t.social.takeBack}
            </button>
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}
