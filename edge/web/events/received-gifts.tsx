// What one was given where one performed, newest first, and what it comes to. Nothing is shown to whoever was given nothing.

import type { Gift } from "../../../shared/schema/gift.ts";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

export function ReceivedGifts() {
  const { t, format } = useLanguage();
  const user = useUser();
  const gifts = usePages(["received-gifts", user.id], (cursor) =>
    edge.ask("me.gifts", { query: pageQuery(cursor) }),
  );
  const list = gifts.data?.pages.flatMap((page) => page.items) ?? [];
  const total = gifts.data?.pages[0]?.total ?? null;
  if (total === null || list.length === 0) return null;
  return (
    <section className="profile-section" aria-labelledby="received-title">
      <h2 className="section-title" id="received-title">
        {t.gifts.received}
      </h2>
      <p>
        {t.gifts.total({
          gifts: format.number(total.giftCount),
          coins: t.money.coins(total.coinCount, format.number(total.coinCount)),
          earned: t.money.coins(total.earnedCount, format.number(total.earnedCount)),
        })}
      </p>
      <ul className="card gift-list">
        {list.map((gift) => (
          <ReceivedGift key={gift.id} gift={gift} />
        ))}
      </ul>
      <MoreButton query={gifts} />
    </section>
  );
}

function ReceivedGift({ gift }: { readonly gift: Gift }) {
  const { t, format, locale } = useLanguage();
  const { names, from, text, coinCount, createdAt } = gift;
  return (
    <li>
      <span className="gift-list-what">
        <strong>{names[locale]}</strong> {t.gifts.from(from?.displayName ?? t.gifts.somebody)}
        {text !== null && <q>{text}</q>}
      </span>
      <span className="hint">
        {t.money.coins(coinCount, format.number(coinCount))} ·{" "}
        <time dateTime={createdAt}>{format.moment(createdAt)}</time>
      </span>
    </li>
  );
}
