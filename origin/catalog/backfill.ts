// Brings what was published before there was a catalog, or under older terms, into it: at boot, whole or not at all, so that
// a boot that ends half-way leaves nothing unfindable; each noun by its own way of being found.

import { allAssets } from "../assets/index-asset.ts";
import type { Db, DbOrTx } from "../db/client.ts";
import { lockMigrations } from "../db/transaction.ts";
import { allEvents } from "../events/index-event.ts";
import { allUsers } from "../users/index-user.ts";
import { allWorlds } from "../worlds/index-world.ts";
import { INDEX_VERSION } from "./index-entry.ts";
import { isCatalogOld } from "./store.ts";

const BATCH = 200;

type Noun<Row> = {
  readonly list: (db: DbOrTx, afterId: string, limit: number) => Promise<Row[]>;
  readonly index: (tx: DbOrTx, row: Row) => Promise<void>;
};

/** Returns whether there was anything to do. Of several origins that boot at once, one does it. */
export async function backfillCatalog(db: Db): Promise<boolean> {
  if (!(await isCatalogOld(db, INDEX_VERSION))) return false;
  return db.transaction(async (tx) => {
    await lockMigrations(tx);
    if (!(await isCatalogOld(tx, INDEX_VERSION))) return false;
    await throughAll(tx, allWorlds);
    await throughAll(tx, allEvents);
    await throughAll(tx, allAssets);
    await throughAll(tx, allUsers);
    return true;
  });
}

async function throughAll<Row extends { readonly id: string }>(
  tx: DbOrTx,
  { list, index }: Noun<Row>,
): Promise<void> {
  let afterId = "";
  for (;;) {
    const rows = await list(tx, afterId, BATCH);
    for (const row of rows) await index(tx, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    afterId = last.id;
  }
}
