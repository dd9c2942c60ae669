// All the SQL of what the engine is told (steer-engine.ts).

import { and, eq, isNotNull, isNull, lte, ne, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client.ts";
import { engineUnits, engineWants, hosts, rooms } from "../db/schema/rooms.ts";
import type { EngineUnit } from "./host-driver.ts";

export type Told = NonNullable<(typeof engineUnits.$inferSelect)["told"]>;

/** A unit as its hosts are, and as the engine was told. */
export type UnitReading = EngineUnit & {
  /** Whether one of its hosts has an open room. */
  readonly isOccupied: boolean;
  /** Whether one of its hosts is not heard of, and may serve people still. */
  readonly isInDoubt: boolean;
  readonly told: Told | null;
  readonly availableAt: Date | null;
};

/** Those that have a host which is known, and those the engine was told of. */
export async function listUnits(db: DbOrTx): Promise<UnitReading[]> {
  const known = db
    .select({
      region: hosts.region,
      engineId: hosts.engineId,
      isOccupied: sql<boolean>`count(${rooms.id}) > 0`.as("is_occupied"),
      isInDoubt: sql<boolean>`bool_or(${hosts.state} = 'silent' AND NOT ${hosts.draining})`.as("is_in_doubt"),
    })
    .from(hosts)
    .leftJoin(rooms, and(eq(rooms.hostId, hosts.id), isNull(rooms.closedAt)))
    .where(and(isNotNull(hosts.engineId), ne(hosts.state, "gone")))
    .groupBy(hosts.region, hosts.engineId)
    .as("known");
  return db
    .select({
      region: sql<string>`coalesce(${known.region}, ${engineUnits.region})`,
      engineId: sql<string>`coalesce(${known.engineId}, ${engineUnits.engineId})`,
      isOccupied: sql<boolean>`coalesce(${known.isOccupied}, false)`,
      isInDoubt: sql<boolean>`coalesce(${known.isInDoubt}, false)`,
      told: engineUnits.told,
      availableAt: engineUnits.availableAt,
    })
    .from(engineUnits)
    .fullJoin(known, and(eq(known.region, engineUnits.region), eq(known.engineId, engineUnits.engineId)));
}

const isUnit = ({ region, engineId }: EngineUnit) =>
  and(eq(engineUnits.region, region), eq(engineUnits.engineId, engineId));

/** Takes it upon oneself to tell `told`, until then. Answers how often that failed before; null where another does, or has. */
export async function claimUnit(
  db: DbOrTx,
  { region, engineId }: EngineUnit,
  told: Told,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<number | null> {
  const [row] = await db
    .insert(engineUnits)
    .values({ region, engineId, told: null, attempt: 0, availableAt: until })
    .onConflictDoUpdate({
      target: [engineUnits.region, engineUnits.engineId],
      set: { availableAt: until },
      setWhere: sql`${lte(engineUnits.availableAt, now)} AND ${engineUnits.told} IS DISTINCT FROM ${told}`,
    })
    .returning({ attempt: engineUnits.attempt });
  return row?.attempt ?? null;
}

/** What came of a claim that lasts until then; of one that was lost meanwhile, nothing. */
export async function settleUnit(
  db: DbOrTx,
  unit: EngineUnit,
  until: Date,
  outcome: { readonly told?: Told; readonly attempt: number; readonly availableAt: Date },
): Promise<void> {
  await db
    .update(engineUnits)
    .set(outcome)
    .where(and(isUnit(unit), eq(engineUnits.availableAt, until)));
}

/** Of those without a host, which the engine knows to be without rooms: there is nothing left to tell. */
export async function deleteForgottenUnits(db: DbOrTx): Promise<void> {
  await db
    .delete(engineUnits)
    .where(
      and(
        eq(engineUnits.told, "vacated"),
        sql`NOT EXISTS (SELECT FROM ${hosts} WHERE ${hosts.region} = ${engineUnits.region} AND ${hosts.engineId} = ${engineUnits.engineId} AND ${hosts.state} <> 'gone')`,
      ),
    );
}

/** Whether it is one's turn to ask for a host more there: nobody did since `before`. */
export async function claimWant(db: DbOrTx, region: string, now: Date, before: Date): Promise<boolean> {
  const rows = await db
    .insert(engineWants)
    .values({ region, askedAt: now })
    .onConflictDoUpdate({
      target: engineWants.region,
      set: { askedAt: now },
      setWhere: lte(engineWants.askedAt, before),
    })
    .returning({ region: engineWants.region });
  return rows.length === 1;
}
