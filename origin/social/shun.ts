// Keeping somebody away: a block parts the two at once and for both, wherever they are; a mute is nobody else's business. Each is
// made once and taken back once, however often it is said.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import { type PersonPage, SHUNS_MAX, type ShunKind } from "../../shared/schema/social.ts";
import { recordRoomNews } from "../changes/record-change.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import { lockPair } from "./apart.ts";
import { part } from "./part.ts";
import { countShuns, deleteShun, insertShun, listBlockedIds, listShunned } from "./shun-store.ts";
import { listedCursor, toListedPerson } from "./to-person.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type Shun = { readonly byId: UserId; readonly kind: ShunKind; readonly targetId: UserId };

/** Throws USER_NOT_FOUND (404), SHUN_IS_SELF (422) or SHUNS_FULL (409). */
export async function shun(deps: Deps, { byId, kind, targetId }: Shun): Promise<void> {
  if (byId === targetId) throw self();
  await deps.db.transaction(async (tx) => {
    // Before the pair, always: two locks that are taken in one order keep nobody waiting for ever.
    await lockInTransaction(tx, "shunsOf", byId);
    await lockPair(tx, byId, targetId);
    await requireUser(tx, targetId);
    const now = new Date(deps.nowMs());
    if (!(await insertShun(tx, { byId, kind, targetId, createdAt: now }))) return;
    if ((await countShuns(tx, byId, kind)) > SHUNS_MAX) throw full();
    if (kind === "mute") return;
    await part(tx, byId, targetId, now);
    await recordRoomNews(tx, [roomTag.blocks(byId)], now);
  });
}

/** What is not there is as taken back as can be. Nothing that a block ended comes back by itself. */
export async function unshun(deps: Deps, { byId, kind, targetId }: Shun): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockPair(tx, byId, targetId);
    if ((await deleteShun(tx, byId, kind, targetId)) && kind === "block")
      await recordRoomNews(tx, [roomTag.blocks(byId)], new Date(deps.nowMs()));
  });
}

/** The newest first. Throws CURSOR_INVALID (422). */
export async function listShunPage(
  deps: Pick<OriginDeps, "db">,
  byId: UserId,
  kind: ShunKind,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<PersonPage> {
  const rows = await listShunned(deps.db, byId, kind, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toListedPerson, listedCursor);
}

/** All of them, for a room that the user is in. */
export function getBlockedIds(deps: Pick<OriginDeps, "db">, byId: UserId): Promise<UserId[]> {
  return listBlockedIds(deps.db, byId, SHUNS_MAX);
}

function self(): Problem {
  return new Problem({
    status: 422,
    code: "SHUN_IS_SELF",
    title: "One cannot keep oneself away",
  });
}

function full(): Problem {
  return new Problem({
    status: 409,
    code: "SHUNS_FULL",
    title: "You keep as many people away as one user may",
    detail: `At most ${SHUNS_MAX}; take some back first.`,
  });
}
