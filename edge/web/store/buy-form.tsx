// Buying a thing: for whom, with what it is paid, what stays in the wallet then, and the button that does it.

import type { UseQueryResult } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import type { Wallet } from "../../../shared/schema/order.ts";
import { NOTE_MAX_CHARS, type PayWith } from "../../../shared/schema/store.ts";
import { Field } from "../components/field.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { spendableOf } from "../money/paying.ts";
import { useWallet } from "../money/queries.ts";
import { FriendSelect } from "../social/friend-select.tsx";
import { useFriends } from "../social/queries.ts";
import { BuySum } from "./buy-sum.tsx";
import { PayChoice } from "./pay-choice.tsx";
import { useBuy } from "./queries.ts";

type Wished = { readonly assetId: AssetId; readonly listing: ListingTerms };
type FormProps = Wished & {
  /** Whether it is for a friend. */
  readonly isGift: boolean;
  /** `friend`: whom it was for; null: oneself. */
  onBought(friend: string | null): void;
  onCancel(): void;
};
type Friend = { readonly id: UserId; readonly displayName: string };

/** What has to be known first: what is in the wallet, and for a gift who one's friends are. */
export function BuyForm(props: FormProps) {
  const wallet = useWallet("always");
  if (wallet.data === undefined) return <Waiting query={wallet} />;
  return props.isGift ? (
    <GiftForm {...props} wallet={wallet.data} />
  ) : (
    <Filled {...props} wallet={wallet.data} people={[]} />
  );
}

function GiftForm(props: FormProps & { readonly wallet: Wallet }) {
  const { t } = useLanguage();
  const friends = useFriends();
  if (friends.data === undefined) return <Waiting query={friends} />;
  const people = friends.data.friends.map(({ user }) => user);
  if (people.length > 0) return <Filled {...props} people={people} />;
  return (
    <div className="buy-form">
      <p>{t.store.noFriends}</p>
      <div className="row">
        <Link className="button" to="/friends">
          {t.tickets.toFriends}
        </Link>
        <CancelButton onCancel={props.onCancel} />
      </div>
    </div>
  );
}

function Waiting({ query }: { readonly query: Pick<UseQueryResult, "isError" | "error" | "refetch"> }) {
  return query.isError ? (
    <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <Loading />
  );
}

function Filled({
  assetId,
  listing,
  isGift,
  wallet,
  people,
  onBought,
  onCancel,
}: FormProps & { readonly wallet: Wallet; readonly people: readonly Friend[] }) {
  const { t, format } = useLanguage();
  const [friendId, setFriendId] = useState<UserId | "">("");
  const [note, setNote] = useState("");
  const [chosen, setPayWith] = useState<PayWith>("coins");
  const { priceCoins, takesExchangeTickets } = listing;
  // Its creator may have changed their mind while one was choosing.
  const payWith = takesExchangeTickets ? chosen : "coins";
  const friend = people.find(({ id }) => id === friendId) ?? null;
  const buy = useBuy(assetId, () => onBought(friend?.displayName ?? null));
  const isEnough = payWith === "coins" ? spendableOf(wallet) >= priceCoins : wallet.exchangeTicketCount > 0;
  const canBuy = isEnough && (!isGift || friend !== null) && !buy.isPending;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (canBuy) buy.mutate({ priceCoins, payWith, forUserId: friend?.id ?? null, note: note.trim() });
  }
  const price =
    payWith === "coins" ? t.money.coins(priceCoins, format.number(priceCoins)) : t.store.oneTicket;
  return (
    <form className="buy-form" onSubmit={submit}>
      {isGift && (
        <>
          <FriendSelect
            label={t.store.giveTo}
            hint={t.store.giveLead}
            value={friendId}
            people={people}
            onChange={setFriendId}
          />
          <Field label={t.store.note} hint={t.store.noteHint(NOTE_MAX_CHARS)}>
            {(field) => (
              <textarea
                {...field}
                rows={2}
                maxLength={NOTE_MAX_CHARS}
                value={note}
                onChange={({ target }) => setNote(target.value)}
              />
            )}
          </Field>
        </>
      )}
      {takesExchangeTickets && <PayChoice wallet={wallet} payWith={payWith} onChange={setPayWith} />}
      <BuySum wallet={wallet} payWith={payWith} priceCoins={priceCoins} />
      {buy.isError && <InlineError error={buy.error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={!canBuy}>
          {isGift ? t.store.sureGive(price) : t.store.sureBuy(price)}
        </button>
        <CancelButton onCancel={onCancel} />
      </div>
    </form>
  );
}

function CancelButton({ onCancel }: { onCancel(): void }) {
  const { t } = useLanguage();
  return (
    <button type="button" className="button" onClick={onCancel}>
      {t.account.cancel}
    </button>
  );
}
