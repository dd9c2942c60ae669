// A gift as its giver and its taker see it, and as rooms tell it.

import type { Gift } from "../../shared/schema/gift.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { ToldGift } from "../../shared/schema/told-gift.ts";
import type { NamedGift } from "./store.ts";

type Named = Omit<NamedGift, "gift"> & { readonly gift: Omit<NamedGift["gift"], "seq"> };

export function toGift({ gift, kind, fromName, toName }: Named): Gift {
  const { id, kindId, eventId, fromId, toId, text, coinCount, earnedCount, createdAt } = gift;
  return {
    id,
    kindId,
    names: kind.names,
    eventId,
    from: person(fromId, fromName),
    to: person(toId, toName),
    text,
    coinCount,
    earnedCount,
    createdAt: createdAt.toISOString(),
  };
}

export function toToldGift({ gift, kind, fromName, toName }: NamedGift): ToldGift {
  const { id, fromId, toId, text, coinCount, createdAt } = gift;
  const from = person(fromId, fromName);
  const to = person(toId, toName);
  return {
    id,
    kind: kind.id,
    names: kind.names,
    effect: kind.effect,
    seconds: kind.seconds,
    coins: coinCount,
    from: from && { user: from.id, name: from.displayName },
    to: to && { user: to.id, name: to.displayName },
    text,
    at: createdAt.getTime(),
  };
}

function person(id: UserId | null, displayName: string | null) {
  return id === null || displayName === null ? null : { id, displayName };
}
