// What there is to give: what a house begins with, until somebody who runs it says otherwise.

import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { GiftKind } from "../../shared/schema/gift.ts";
import { type GiftKindId, giftKindIdSchema } from "../../shared/schema/ids.ts";
import { type SetGiftKind, setGiftKindSchema } from "../../shared/schema/internal/gifts.ts";
import { recordChange } from "../changes/record-change.ts";
import type { Db } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { type GiftKindRecord, hasKinds, listKindsForSale, upsertKind } from "./store.ts";

const KINDS = [
  { id: "gfk_heart", names: { ja: "ハート", en: "Heart" }, coinCount: 10, effect: "hearts", seconds: 4 },
  { id: "gfk_petals", names: { ja: "花びら", en: "Petals" }, coinCount: 50, effect: "petals", seconds: 6 },
  {
    id: "gfk_confetti",
    names: { ja: "紙吹雪", en: "Confetti" },
    coinCount: 200,
    effect: "confetti",
    seconds: 8,
  },
  {
    id: "gfk_fireworks",
    names: { ja: "花火", en: "Fireworks" },
    coinCount: 1_000,
    effect: "fireworks",
    seconds: 12,
  },
];

/** Puts them up where there is nothing to give yet. Whether it did. */
export async function beginGiftKinds(db: Db): Promise<boolean> {
  if (await hasKinds(db)) return false;
  for (const { id, ...kind } of KINDS)
    await upsertKind(db, { id: giftKindIdSchema.parse(id), ...setGiftKindSchema.parse(kind) });
  return true;
}

/** Cheapest first. */
export async function listGiftKinds({ db }: Pick<OriginDeps, "db">): Promise<GiftKind[]> {
  return (await listKindsForSale(db)).map(toGiftKind);
}

/** Makes it, or makes it another; what was given stays as it was paid. */
export async function setGiftKind(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  id: GiftKindId,
  kind: SetGiftKind,
): Promise<GiftKind> {
  await deps.db.transaction(async (tx) => {
    await upsertKind(tx, { id, ...kind });
    await recordChange(tx, [cacheTag.gifts], new Date(deps.nowMs()));
  });
  return toGiftKind({ id, ...kind });
}

function toGiftKind({ isForSale: _, ...kind }: GiftKindRecord): GiftKind {
  return kind;
}
