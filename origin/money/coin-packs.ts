// The packs of coins that a house begins with, until somebody who runs it says otherwise.

import { coinPackIdSchema } from "../../shared/schema/ids.ts";
import type { Prices } from "../../shared/schema/money.ts";
import type { Db } from "../db/client.ts";
import { listPacks, upsertPack } from "./order-store.ts";

const PACKS: readonly {
  readonly id: string;
  readonly coinCount: number;
  readonly freeCoinCount: number;
  readonly prices: Prices;
}[] = [
  { id: "pck_small", coinCount: 100, freeCoinCount: 0, prices: { jpy: 120, usd: 99, eur: 99 } },
  { id: "pck_medium", coinCount: 500, freeCoinCount: 25, prices: { jpy: 600, usd: 499, eur: 499 } },
  { id: "pck_large", coinCount: 1_200, freeCoinCount: 100, prices: { jpy: 1_400, usd: 1_199, eur: 1_199 } },
];

/** Puts them up for sale where there is no pack yet. Whether it did. */
export async function beginPacks(db: Db): Promise<boolean> {
  if ((await listPacks(db)).length > 0) return false;
  for (const pack of PACKS)
    await upsertPack(db, { ...pack, id: coinPackIdSchema.parse(pack.id), isForSale: true });
  return true;
}
