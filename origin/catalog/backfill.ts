// Brings what was published before there was a catalog, or under older terms, into it: at boot, in batches, each noun by its
// own way of being found. Writing an entry again changes nothing, so two origins that boot at once do no harm.

import { allAssets } from "../assets/index-asset.ts";
import type { Db, DbOrTx } from "../db/client.ts";
import { allEvents } from "../events/index-event.ts";
import { allUsers } from "../users/index-user.ts";
import { allWorlds } from "../worlds/index-world.ts";
import { INDEX_VERSION } from "./index-entry.ts";
import { countEntries, hasOldEntries } from "./store.ts";

const BATCH = 200;

type Noun<Row> = {
  readonly list: (db: DbOrTx, afterId: string, limit: number) => Promise<Row[]>;
  readonly index: (tx: DbOrTx, row: Row) => Promise<void>;
};

/** Returns whether there was anything to do. */
export async function backfillCatalog(db: Db): Promise<boolean> {
  const isEmpty = (await countEntries(db)) === 0;
  if (!isEmpty && !(await hasOldEntries(db, INDEX_VERSION))) return false;
  await throughAll(db, allWorlds);
  await throughAll(db, allEvents);
  await throughAll(db, allAssets);
  await throughAll(db, allUsers);
  return true;
}

async function throughAll<Row extends { readonly id: string }>(
  db: Db,
  { list, index }: Noun<Row>,
): Promise<void> {
  let afterId = "";
  for (;;) {
    const rows = await list(db, afterId, BATCH);
    await db.transaction(async (tx) => {
      for (const row of rows) await index(tx, row);
    });
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    afterId = last.id;
  }
}
