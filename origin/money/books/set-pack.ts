// What packs of coins are sold, and for how much. What was ordered before stays as it was ordered.

import { Problem } from "../../../shared/http/problem.ts";
import type { CoinPackId } from "../../../shared/schema/ids.ts";
import type { HousePack, SetPack } from "../../../shared/schema/internal/books.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { OriginDeps } from "../../deps.ts";
import { findPack, listPacks, upsertPack } from "../order-store.ts";
import { type Operator, requireOperator } from "./require-operator.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Also those that are not for sale any more. Throws PLATFORM_ROLE_REQUIRED (403). */
export async function listHousePacks({ db }: Deps, by: Operator): Promise<HousePack[]> {
  await requireOperator(db, by);
  return (await listPacks(db)).toSorted((a, b) => a.coinCount - b.coinCount || (a.id < b.id ? -1 : 1));
}

/** Puts it up for sale, new or changed. Throws PLATFORM_ROLE_REQUIRED (403). */
export function setPack(
  { db, nowMs }: Deps,
  by: Operator,
  id: CoinPackId,
  { reason, ...offer }: SetPack,
): Promise<HousePack> {
  return db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const pack = { id, ...offer, isForSale: true };
    await upsertPack(tx, pack);
    const act = { actorId: by, act: "pack.set", subject: id, facts: { ...offer, reason } } as const;
    await recordAudit(tx, act, new Date(nowMs()));
    return pack;
  });
}

/** It is sold no more. Throws PLATFORM_ROLE_REQUIRED (403) or COIN_PACK_NOT_FOUND (404). */
export function withdrawPack(
  { db, nowMs }: Deps,
  by: Operator,
  id: CoinPackId,
  reason: string,
): Promise<HousePack> {
  return db.transaction(async (tx) => {
    await requireOperator(tx, by);
    const pack = await findPack(tx, id);
    if (pack === null)
      throw new Problem({
        status: 404,
        code: "COIN_PACK_NOT_FOUND",
        title: "There is no such pack of coins",
      });
    const withdrawn = { ...pack, isForSale: false };
    await upsertPack(tx, withdrawn);
    const act = { actorId: by, act: "pack.withdraw", subject: id, facts: { reason } } as const;
    await recordAudit(tx, act, new Date(nowMs()));
    return withdrawn;
  });
}
