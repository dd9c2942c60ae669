// Makes the copy of everything about a user: all tables as of one moment, in one JSON file.

import { getTableName } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { exportKey } from "./export-key.ts";
import { personalTables } from "./personal-data.ts";
import { findExport, listPersonalRows, markExportReady } from "./store.ts";

export const EXPORT_KEPT_MS = 3 * 24 * 60 * 60_000;
/** Of one table; whoever has more is told so in the file. */
const ROWS_PER_TABLE_MAX = 100_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "store" | "uploadBucket" | "deliveryUrl">;

/** Does nothing for a request that another has replaced. Throws what database and store throw; may be repeated. */
export async function makeExport(deps: Deps, userId: UserId, exportId: string): Promise<void> {
  const asked = await findExport(deps.db, userId);
  if (asked === null || asked.id !== exportId || asked.readyAt !== null) return;
  const bytes = new TextEncoder().encode(JSON.stringify(await collect(deps, userId), plain, 2));
  await deps.store.put({ bucket: deps.uploadBucket, key: exportKey(exportId) }, bytes, {
    contentType: "application/json",
    cacheControl: "private, no-store",
    contentDisposition: 'attachment; filename="hiroba-account.json"',
  });
  const readyAt = new Date(deps.nowMs());
  const expiresAt = new Date(readyAt.getTime() + EXPORT_KEPT_MS);
  await markExportReady(deps.db, exportId, { readyAt, expiresAt, sizeBytes: bytes.byteLength });
}

async function collect({ db, nowMs, deliveryUrl }: Deps, userId: UserId) {
  const tables: Record<string, { rows: readonly object[]; isWhole: boolean }> = {};
  const leftOut: Record<string, string> = {};
  await db.transaction(
    async (tx) => {
      for (const personal of personalTables) {
        const name = getTableName(personal.table);
        if (personal.copied.how === "left-out") {
          leftOut[name] = personal.copied.why;
          continue;
        }
        const rows = await listPersonalRows(tx, personal, userId, ROWS_PER_TABLE_MAX + 1);
        tables[name] = {
          rows: rows.slice(0, ROWS_PER_TABLE_MAX),
          isWhole: rows.length <= ROWS_PER_TABLE_MAX,
        };
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  return {
    format: "hiroba-account",
    version: 1,
    madeAt: new Date(nowMs()).toISOString(),
    userId,
    about: `Files are at ${deliveryUrl}/<objectKey>. Times are UTC.`,
    tables,
    leftOut,
  };
}

/** JSON has no bigint. */
function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
