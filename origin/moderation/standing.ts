// What moderators decided about somebody, as it holds now: asked before they sign in, enter, or write anything, and by the rooms
// they are in.

import { Problem } from "../../shared/http/problem.ts";
import type { RoomId, UserId, WorldId } from "../../shared/schema/ids.ts";
import { HELD_SANCTIONS_MAX, type HeldSanction } from "../../shared/schema/internal/moderation.ts";
import { SANCTIONS_SHOWN_MAX, type Standing } from "../../shared/schema/moderation.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { listInForce, listSanctions, type SanctionRecord } from "./sanction-store.ts";
import { toSanction } from "./to-sanction.ts";

type Deps = { readonly db: DbOrTx; readonly nowMs: OriginDeps["nowMs"] };

const BANS = ["ban", "kick"] as const;

/** What rooms have to hold somebody to, those that last longest first. */
export async function listHeldSanctions(deps: Deps, userId: UserId): Promise<HeldSanction[]> {
  const inForce = await listInForce(
    deps.db,
    userId,
    [...BANS, "mute"],
    new Date(deps.nowMs()),
    HELD_SANCTIONS_MAX,
  );
  return inForce.map(({ kind, scope, scopeId, until, reason }) => ({
    kind: kind === "mute" ? "mute" : "ban",
    scope: scope ?? "platform",
    scopeId,
    untilMs: until?.getTime() ?? null,
    reason,
  }));
}

/** The ban from all of Hiroba that lasts longest; null when there is none. */
export async function findPlatformBan(db: DbOrTx, userId: UserId, now: Date): Promise<SanctionRecord | null> {
  const bans = await listInForce(db, userId, ["ban"], now, HELD_SANCTIONS_MAX);
  return bans.find(({ scope }) => scope === "platform") ?? null;
}

/** Throws BANNED (403) for whoever is banned from all of Hiroba. */
export async function requireNotBanned(deps: Deps, userId: UserId): Promise<void> {
  const ban = await findPlatformBan(deps.db, userId, new Date(deps.nowMs()));
  if (ban !== null) throw banned(ban);
}

/**
 * Which of the world's rooms somebody may not enter. Throws BANNED (403) where that is all of Hiroba, all of the world, or the
 * one `room` that is asked for.
 */
export async function requireAdmitted(
  deps: Deps,
  userId: UserId,
  where: { readonly worldId: WorldId; readonly room: RoomId | null },
): Promise<ReadonlySet<RoomId>> {
  const bans = await listInForce(deps.db, userId, BANS, new Date(deps.nowMs()), HELD_SANCTIONS_MAX);
  const keptOut = bans.find((ban) => holdsIn(ban, where));
  if (keptOut !== undefined) throw banned(keptOut);
  return new Set(bans.flatMap(({ scope, scopeId }) => (scope === "room" ? [scopeId as RoomId] : [])));
}

/** Throws MUTED (403) for whoever nobody is to hear in this room of the world. */
export async function requireUnmuted(
  deps: Deps,
  userId: UserId,
  where: { readonly worldId: WorldId; readonly room: RoomId },
): Promise<void> {
  const mutes = await listInForce(deps.db, userId, ["mute"], new Date(deps.nowMs()), HELD_SANCTIONS_MAX);
  const muted = mutes.find((mute) => holdsIn(mute, where));
  if (muted !== undefined)
    throw new Problem({
      status: 403,
      code: "MUTED",
      title: "A moderator has muted you here",
      detail: muted.reason,
    });
}

function holdsIn(
  { scope, scopeId }: SanctionRecord,
  { worldId, room }: { readonly worldId: WorldId; readonly room: RoomId | null },
): boolean {
  return (
    scope === "platform" ||
    (scope === "world" && scopeId === worldId) ||
    (scope === "room" && scopeId === room)
  );
}

/** Throws USER_NOT_FOUND (404). */
export async function getStanding(deps: Pick<OriginDeps, "db" | "nowMs">, userId: UserId): Promise<Standing> {
  const nowMs = deps.nowMs();
  const { platformRole } = await requireUser(deps.db, userId);
  const ban = await findPlatformBan(deps.db, userId, new Date(nowMs));
  const rows = await listSanctions(deps.db, { userId, openAppeals: false }, null, SANCTIONS_SHOWN_MAX);
  return {
    platformRole,
    ban: ban === null ? null : { reason: ban.reason, until: ban.until?.toISOString() ?? null },
    sanctions: rows.map((row) => toSanction(row, nowMs)),
  };
}

const FROM = { platform: "Hiroba", world: "this world", room: "this room" } as const;

function banned({ scope, until, reason }: SanctionRecord): Problem {
  const where = FROM[scope ?? "platform"];
  const when = until === null ? "for good" : `until ${until.toISOString()}`;
  return new Problem({
    status: 403,
    code: "BANNED",
    title: "A moderator has banned you",
    detail: `You are banned from ${where} ${when}: ${reason} You may appeal: GET /v1/me/standing lists what was decided.`,
    errors: [{ name: "until", message: `banned from ${where}`, limit: until?.toISOString() ?? null }],
  });
}
