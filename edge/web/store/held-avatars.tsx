// The avatars one has that others made, where one changes clothes. Nothing to whoever has none.

import { MoreButton } from "../components/more-button.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { HoldingCard } from "./holding-card.tsx";
import { useHoldings } from "./queries.ts";

export function HeldAvatars() {
  const { t } = useLanguage();
  const holdings = useHoldings("avatar");
  const list = holdings.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="held-avatars-title">
      <h3 className="section-title" id="held-avatars-title">
        {t.store.mine}
      </h3>
      <ul className="avatar-grid">
        {list.map((holding) => (
          <li key={holding.assetId}>
            <HoldingCard holding={holding} />
          </li>
        ))}
      </ul>
      <MoreButton query={holdings} />
    </section>
  );
}
