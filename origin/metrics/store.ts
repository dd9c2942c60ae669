// All the SQL of metrics. Everything is read anew, so that any number of origins tell the same.

import { and, count, eq, gt, gte, isNull, min, or, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { changes } from "../db/schema/changes.ts";
import { entryQueue, hosts, reservations, rooms } from "../db/schema/rooms.ts";
import { jobs } from "../db/schema/uploads.ts";
import { DEAD_LETTERS, JOBS_SCHEMA } from "../jobs/queue.ts";
import type { HostReading, PoolReading, QueueReading, WaitingReading } from "./reading.ts";

/** `hostCutoff`: hosts not heard of since are silent. `queueCutoff`: whoever has not asked since gave their place up. */
export type Moment = { readonly now: Date; readonly hostCutoff: Date; readonly queueCutoff: Date };

/** Seven small reads, one after the other: metrics must not take connections from requests. */
export async function readPool(db: DbOrTx, moment: Moment): Promise<PoolReading> {
  return {
    hosts: await readHosts(db, moment),
    roomsWithoutHostCount: await countRoomsWithoutHost(db),
    waiting: await readWaiting(db, moment),
    changesLagMs: await readChangesLag(db, moment.now),
    jobs: await readJobs(db, moment.now),
    deadJobCount: await countDeadJobs(db),
    ugcJobs: await readUgcJobs(db, moment.now),
  };
}

/** Not those that said goodbye, or are known to be no more. */
const isThere = or(eq(hosts.state, "speaking"), and(eq(hosts.state, "silent"), eq(hosts.draining, false)));

async function readHosts(db: DbOrTx, { now, hostCutoff }: Moment): Promise<HostReading[]> {
  const kept = db
    .select({ roomId: reservations.roomId, count: count().as("kept_count") })
    .from(reservations)
    .where(and(eq(reservations.seat, "visible"), gt(reservations.expiresAt, now)))
    .groupBy(reservations.roomId)
    .as("kept");
  const rows = await db
    .select({
      region: hosts.region,
      draining: hosts.draining,
      lastSeenAt: hosts.lastSeenAt,
      participantsMax: hosts.participantsMax,
      roomCount: sql<number>`count(${rooms.id})::int`,
      participantCount: sql<number>`coalesce(sum(${rooms.participantCount}), 0)::int`,
      ghostCount: sql<number>`coalesce(sum(${rooms.ghostCount}), 0)::int`,
      keptCount: sql<number>`coalesce(sum(${kept.count}), 0)::int`,
    })
    .from(hosts)
    .leftJoin(rooms, and(eq(rooms.hostId, hosts.id), isNull(rooms.closedAt)))
    .leftJoin(kept, eq(kept.roomId, rooms.id))
    .where(isThere)
    .groupBy(hosts.id);
  return rows.map(({ lastSeenAt, ...host }) => ({ ...host, silent: lastSeenAt < hostCutoff }));
}

async function countRoomsWithoutHost(db: DbOrTx): Promise<number> {
  return db.$count(rooms, and(isNull(rooms.hostId), isNull(rooms.closedAt)));
}

async function readWaiting(db: DbOrTx, { now, queueCutoff }: Moment): Promise<WaitingReading[]> {
  const nearest = sql<
    string | null
  >`(SELECT key FROM jsonb_each_text(${entryQueue.latencies}) ORDER BY value::numeric LIMIT 1)`;
  const rows = await db
    .select({ region: nearest.as("nearest"), count: count(), since: min(entryQueue.enteredAt) })
    .from(entryQueue)
    .where(gte(entryQueue.lastSeenAt, queueCutoff))
    .groupBy(sql`nearest`);
  return rows.map(({ since, ...waiting }) => ({ ...waiting, longestWaitMs: msSince(since, now) }));
}

async function readChangesLag(db: DbOrTx, now: Date): Promise<PoolReading["changesLagMs"]> {
  const rows = await db
    .select({ feed: changes.feed, since: min(changes.at) })
    .from(changes)
    .where(sql`${changes.xid} >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
    .groupBy(changes.feed);
  return Object.fromEntries(rows.map(({ feed, since }) => [feed, msSince(since, now)]));
}

/** Of pg-boss, by its own table: its own counts of a queue are a minute old. */
async function readJobs(db: DbOrTx, now: Date): Promise<QueueReading<string>[]> {
  const rows = await db.execute<{
    kind: string;
    state: QueueReading<string>["state"];
    count: number;
    since: string | null;
  }>(sql`
    SELECT name AS kind,
      CASE state::text WHEN 'active' THEN 'running' WHEN 'retry' THEN 'retrying' ELSE 'waiting' END AS state,
      count(*)::int AS count,
      min(start_after) FILTER (WHERE state::text <> 'active')::text AS since
    FROM ${jobTable}
    WHERE state::text IN ('created', 'retry', 'active') AND name <> ${DEAD_LETTERS}
    GROUP BY 1, 2`);
  return [...rows].map(({ since, ...queue }) => ({
    ...queue,
    longestWaitMs: msSince(since === null ? null : new Date(since), now),
  }));
}

async function countDeadJobs(db: DbOrTx): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${jobTable} WHERE name = ${DEAD_LETTERS} AND state::text = 'created'`,
  );
  return row?.count ?? 0;
}

const jobTable = sql.raw(`${JOBS_SCHEMA}.job`);

async function readUgcJobs(db: DbOrTx, now: Date): Promise<PoolReading["ugcJobs"]> {
  const isRunning = sql`${jobs.leaseToken} IS NOT NULL AND ${jobs.availableAt} > ${now.toISOString()}::timestamptz`;
  const state = sql<
    QueueReading<string>["state"]
  >`CASE WHEN ${isRunning} THEN 'running' WHEN ${jobs.attempt} > 0 THEN 'retrying' ELSE 'waiting' END`;
  const rows = await db
    .select({ kind: jobs.task, state: state.as("job_state"), count: count(), since: min(jobs.createdAt) })
    .from(jobs)
    .where(isNull(jobs.finishedAt))
    .groupBy(jobs.task, sql`job_state`);
  return rows.map(({ since, ...queue }) => ({
    ...queue,
    longestWaitMs: queue.state === "running" ? 0 : msSince(since, now),
  }));
}

/** Never less than nothing: what is due later has not waited. */
function msSince(since: Date | null, now: Date): number {
  return since === null ? 0 : Math.max(0, now.getTime() - since.getTime());
}
