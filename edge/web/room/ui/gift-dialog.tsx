// Giving something to who performs here: to whom, what, and a word with it.

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Link } from "react-router";
import { Problem } from "../../../../shared/http/problem.ts";
import { GIFT_TEXT_MAX_CHARS, type GiftKind, type SendGift } from "../../../../shared/schema/gift.ts";
import type { GiftKindId, RoomId, UserId } from "../../../../shared/schema/ids.ts";
import { InlineError, Loading } from "../../components/states.tsx";
import { useLanguage } from "../../i18n/locale.tsx";
import { spendableOf } from "../../money/paying.ts";
import { useMoneyChanged, useWallet } from "../../money/queries.ts";
import { useKeyed } from "../../money/use-keyed.ts";
import { edge } from "../../session/session.tsx";
import type { Performer } from "../performers.ts";
import { GiftPicture } from "./gift-picture.tsx";
import { Icon } from "./icon.tsx";

export function GiftDialog({
  room,
  performers,
  onClose,
}: {
  readonly room: RoomId;
  readonly performers: readonly Performer[];
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const titleId = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialogRef.current?.showModal();
  }, []);
  const close = () => dialogRef.current?.close();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialogRef}
      className="wardrobe gift-dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="wardrobe-inside">
        <header className="float-head">
          <h2 id={titleId}>{t.gifts.title}</h2>
          <button type="button" className="button-icon" aria-label={t.common.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {performers.length === 0 ? (
          <p>{t.gifts.nobody}</p>
        ) : (
          <GiftForm room={room} performers={performers} onGiven={close} />
        )}
      </div>
    </dialog>
  );
}

function GiftForm({
  room,
  performers,
  onGiven,
}: {
  readonly room: RoomId;
  readonly performers: readonly Performer[];
  readonly onGiven: () => void;
}) {
  const { t, format } = useLanguage();
  const id = useId();
  const changed = useMoneyChanged();
  const kinds = useQuery({ queryKey: ["gift-kinds"], queryFn: () => edge.ask("giftKinds.list", {}) });
  const wallet = useWallet("always");
  const [toUser, setToUser] = useState<UserId | null>(null);
  const [kindId, setKindId] = useState<GiftKindId | null>(null);
  const [text, setText] = useState("");
  const give = useMutation({
    mutationFn: useKeyed((body: SendGift, key: string) =>
      edge.ask("gifts.send", { params: { roomId: room }, headers: { "idempotency-key": key }, body }),
    ),
    onSuccess: onGiven,
    onSettled: changed,
  });

  const performer = performers.find(({ user }) => user === toUser) ?? performers[0];
  const kind = kinds.data?.items.find((one) => one.id === kindId) ?? kinds.data?.items[0];
  const coins = wallet.data === undefined ? null : spendableOf(wallet.data);
  const isShort = coins !== null && kind !== undefined && coins < kind.coinCount;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (performer !== undefined && kind !== undefined && !give.isPending)
      give.mutate({ kindId: kind.id, toUserId: performer.user, text: text.trim() || null });
  }

  if (kinds.data === undefined) return kinds.isError ? <InlineError error={kinds.error} /> : <Loading />;
  if (kind === undefined) return <p>{t.gifts.nothing}</p>;
  return (
    <form className="gift-form" onSubmit={submit}>
      {performers.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-to`}>{t.gifts.to}</label>
          <select
            id={`${id}-to`}
            className="input"
            value={performer?.user}
            onChange={({ target }) =>
              setToUser(performers.find(({ user }) => user === target.value)?.user ?? null)
            }
          >
            {performers.map(({ user, name }) => (
              <option key={user} value={user}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <KindChoice kinds={kinds.data.items} chosen={kind.id} onChoose={setKindId} />
      <div className="field">
        <label htmlFor={`${id}-text`}>{t.gifts.text}</label>
        <input
          id={`${id}-text`}
          className="input"
          value={text}
          maxLength={GIFT_TEXT_MAX_CHARS}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {give.error !== null && !isCoinsMissing(give.error) && <InlineError error={give.error} />}
      {(isShort || isCoinsMissing(give.error)) && (
        <p className="hint hint-wrong" role="alert">
          {t.gifts.short} <Link to="/wallet">{t.gifts.getCoins}</Link>
        </p>
      )}
      <div className="gift-end">
        <span className="hint">
          {coins !== null && t.gifts.balance(t.money.coins(coins, format.number(coins)))}
        </span>
        <button type="submit" className="button button-primary" disabled={give.isPending || isShort}>
          {t.gifts.give(performer?.name ?? "", t.money.coins(kind.coinCount, format.number(kind.coinCount)))}
        </button>
      </div>
    </form>
  );
}

function KindChoice({
  kinds,
  chosen,
  onChoose,
}: {
  readonly kinds: readonly GiftKind[];
  readonly chosen: GiftKindId;
  readonly onChoose: (id: GiftKindId) => void;
}) {
  const { t, format, locale } = useLanguage();
  const name = useId();
  return (
    <fieldset className="gift-kinds">
      <legend className="visually-hidden">{t.gifts.what}</legend>
      {kinds.map((kind) => (
        <label key={kind.id} className="gift-kind">
          <input
            type="radio"
            name={name}
            value={kind.id}
            checked={kind.id === chosen}
            onChange={() => onChoose(kind.id)}
          />
          <GiftPicture effect={kind.effect} />
          <span className="gift-kind-name">{kind.names[locale]}</span>
          <span className="gift-kind-coins">
            {t.money.coins(kind.coinCount, format.number(kind.coinCount))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function isCoinsMissing(error: unknown): boolean {
  return error instanceof Problem && error.code === "COINS_MISSING";
}
