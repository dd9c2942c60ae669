// What there is far more of than of anything else is made where it is kept: rooms that were, visits, likes, friendships. Chance
// is a hash of the row's number, so that the same rows come out however often and in whatever pieces they are made.

import { type SQL, sql } from "drizzle-orm";
import { catalogEntries, likes } from "../../origin/db/schema/catalog.ts";
import { rooms, visits } from "../../origin/db/schema/rooms.ts";
import { friendships } from "../../origin/db/schema/social.ts";
import { HISTORY_MS } from "./made-up.ts";
import { ID_DIGITS, idPrefix, type SeedPlan } from "./plan.ts";

/** Rows `from` to `to`, the last not included. */
export type Range = { readonly from: number; readonly to: number };

/** So many visits of the most visited room come to one of the least that it is half of all that are near it. */
const CROWDING = 3;
/** People come more and more: the last week has one visit of fourteen, not of 52. */
const GROWTH = 1.5;
const STAY_MAX_MS = 3 * 60 * 60_000;
/** Friends of the n-th user are this far from them, times 1, 2, 3 and so on. */
const FRIEND_STRIDE = 7;

/** From 0 to below 1, by a row's number; each `salt` is another chance. */
function chance(of: SQL, salt: number): SQL {
  return sql`((hashint8extended((${of})::bigint, ${salt}::bigint) & 1073741823)::float8 / 1073741824)`;
}

function idOf(plan: SeedPlan, noun: Parameters<typeof idPrefix>[1], n: SQL): SQL {
  return sql`${idPrefix(plan, noun)} || lpad((${n})::text, ${ID_DIGITS}, '0')`;
}

function series({ from, to }: Range): SQL {
  return sql`generate_series(${from}::int, ${to - 1}::int)`;
}

const interval = (ms: SQL) => sql`(${ms}) * interval '1 millisecond'`;

export function insertRooms(plan: SeedPlan, range: Range, base: Date): SQL {
  const closedAt = sql`${base.toISOString()}::timestamptz - interval '1 minute'`;
  return sql`
    INSERT INTO ${rooms} (id, world_id, epoch, participant_count, reported_seq, created_at, closed_at)
    SELECT ${idOf(plan, "room", sql`n`)}, ${idOf(plan, "world", sql`n % ${plan.worlds}::int`)}, 1, 0, 0,
      ${base.toISOString()}::timestamptz - interval '1 year', ${closedAt}
    FROM ${series(range)} AS n
    ON CONFLICT DO NOTHING`;
}

/** The first row is the visit of longest ago. */
export function insertVisits(plan: SeedPlan, range: Range, base: Date): SQL {
  const room = sql`floor(${plan.rooms}::int * power(${chance(sql`n`, 1)}, ${CROWDING}))::int`;
  const user = sql`floor(${plan.users}::int * ${chance(sql`n`, 2)})::int`;
  const ageMs = sql`${HISTORY_MS} * power((${plan.visits} - n) / ${plan.visits}::float8, ${GROWTH})`;
  return sql`
    INSERT INTO ${visits} (room_id, epoch, sid, user_id, joined_at, left_at)
    SELECT ${idOf(plan, "room", room)}, 1, n, ${idOf(plan, "user", user)}, at,
      at + ${interval(sql`${STAY_MAX_MS}::int * ${chance(sql`n`, 3)}`)}
    FROM (SELECT n, ${base.toISOString()}::timestamptz - ${interval(ageMs)} AS at FROM ${series(range)} AS n) AS made
    ON CONFLICT DO NOTHING`;
}

/** As many of each entry as it says of itself, from then until now. */
export function insertLikes(
  plan: SeedPlan,
  noun: "world" | "event" | "avatar" | "item",
  range: Range,
  base: Date,
): SQL {
  const first = idOf(plan, noun, sql`${range.from}::int`);
  const last = idOf(plan, noun, sql`${range.to - 1}::int`);
  const liker = sql`(abs(hashtext(id)) + each) % ${plan.users}::int`;
  const since = sql`least(created_at, ${base.toISOString()}::timestamptz - interval '1 day')`;
  return sql`
    INSERT INTO ${likes} (user_id, kind, target_id, created_at)
    SELECT ${idOf(plan, "user", liker)}, kind, id,
      ${since} + (${base.toISOString()}::timestamptz - ${since}) * ${chance(sql`hashtext(id) + each`, 4)}
    FROM ${catalogEntries}, generate_series(1, like_count) AS each
    WHERE kind = ${noun} AND id BETWEEN ${first} AND ${last}
    ON CONFLICT DO NOTHING`;
}

/** Everybody is asked by as many before them as they ask after them; one of ten has not answered. */
export function insertFriendships(plan: SeedPlan, range: Range, base: Date): SQL {
  const low = sql`n % ${plan.users}::int`;
  const high = sql`(n + ${FRIEND_STRIDE} * (1 + n / ${plan.users}::int)) % ${plan.users}::int`;
  const at = sql`${base.toISOString()}::timestamptz - ${interval(sql`${HISTORY_MS} * ${chance(sql`n`, 5)}`)}`;
  return sql`
    INSERT INTO ${friendships} (low_id, high_id, requested_by, created_at, accepted_at)
    SELECT least(a, b), greatest(a, b), CASE WHEN n % 10 = 0 THEN a END, at, CASE WHEN n % 10 = 0 THEN NULL ELSE at END
    FROM (SELECT n, ${idOf(plan, "user", low)} AS a, ${idOf(plan, "user", high)} AS b, ${at} AS at
      FROM ${series(range)} AS n) AS made
    WHERE a <> b
    ON CONFLICT DO NOTHING`;
}
