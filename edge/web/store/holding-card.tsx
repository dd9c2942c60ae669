// Something one has that somebody else made: how one came by it, and what can be done with it.

import type { Holding } from "../../../shared/schema/store.ts";
import { OwnerLink } from "../components/owner-link.tsx";
import { WearButton } from "../components/wear-button.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { ThingCard } from "./thing-card.tsx";

export function HoldingCard({ holding }: { readonly holding: Holding }) {
  const { t } = useLanguage();
  const { assetId, kind, name, isTakenDown } = holding;
  return (
    <ThingCard thing={holding}>
      <HowGot holding={holding} />
      {isTakenDown ? (
        <p className="hint avatar-locked">{t.store.takenDown}</p>
      ) : (
        kind === "avatar" && <WearButton avatarId={assetId} name={name} />
      )}
    </ThingCard>
  );
}

/** How and when one came by it, and in the words of whoever gave it. */
export function HowGot({ holding }: { readonly holding: Holding }) {
  const { t, format } = useLanguage();
  const { got, from, note, createdAt } = holding;
  const when = format.date(createdAt);
  return (
    <div className="how-got">
      <p className="hint">
        {got === "gift" && from !== null ? (
          <>
            {t.store.givenBy} <OwnerLink owner={from} /> · {when}
          </>
        ) : (
          `${t.store.got[got]} · ${when}`
        )}
      </p>
      {note !== "" && <blockquote className="gift-note">{note}</blockquote>}
    </div>
  );
}
