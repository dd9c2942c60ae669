// What the engine is told, a moment after it became so: which of its units carry rooms is read from the database again and again, and
// what it has not been told of that, is. So no room waits for it, nothing is lost while it or an origin is away, and a change that was
// taken back meanwhile is not told at all. Any number of origins do this beside one another.

import type { Log } from "../../shared/http/log.ts";
import type { OriginDeps } from "../deps.ts";
import { latencyTo, type Wishes } from "./allocate-room.ts";
import {
  claimUnit,
  claimWant,
  deleteForgottenUnits,
  listUnits,
  settleUnit,
  type Told,
  type UnitReading,
} from "./engine-store.ts";
import type { HostDriver } from "./host-driver.ts";

export const STEER_INTERVAL_MS = 2_000;
/** Between two askings for a host more in a region, by whichever origin. */
export const WANT_INTERVAL_MS = 10_000;
/** In one pass; the others have their turn in the next. */
const UNITS_AT_ONCE_MAX = 16;
const CALL_MAX_MS = 10_000;
/** Longer than a call: whoever claimed a unit and died tells it no more. */
const CLAIM_MS = 15_000;
const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 60_000;

type Steering = {
  /** Notes that no host had room for somebody; costs nothing. */
  readonly wanted: OriginDeps["hostWanted"];
  /** Tells what is to be told now. One at a time: while a pass is under way, another does nothing. */
  pass(): Promise<void>;
};
type Deps = Pick<OriginDeps, "db" | "poolNowMs"> & { readonly log: Log; readonly driver: HostDriver };

export function createSteering(deps: Deps): Steering {
  const wantedIn = new Set<string>();
  let isUnderWay = false;
  return {
    wanted: (whose) => {
      const region = nearestOf(deps.driver.regions, whose);
      if (region !== null) wantedIn.add(region);
    },
    pass: async () => {
      if (isUnderWay) return;
      isUnderWay = true;
      try {
        const regions = [...wantedIn];
        wantedIn.clear();
        for (const region of regions) await askForHost(deps, region);
        await tellUnits(deps);
      } finally {
        isUnderWay = false;
      }
    },
  };
}

/** Where somebody would have a host: the nearest of those, or the first where nothing is known of the ways. */
export function nearestOf(
  regions: readonly string[],
  whose: Pick<Wishes, "latencies" | "regionHint">,
): string | null {
  const latencyMs = latencyTo(whose);
  const far = Number.POSITIVE_INFINITY;
  const [nearest] = regions.toSorted((a, b) => {
    const [toA, toB] = [latencyMs(a) ?? far, latencyMs(b) ?? far];
    return toA === toB ? 0 : toA - toB;
  });
  return nearest ?? null;
}

/** What a unit's engine is to be told now; null for nothing. */
export function dueOf({ isOccupied, isInDoubt, told, availableAt }: UnitReading, nowMs: number): Told | null {
  if (isInDoubt || (availableAt !== null && availableAt.getTime() > nowMs)) return null;
  const is = isOccupied ? "occupied" : "vacated";
  return told === is ? null : is;
}

/** Before the try after this many that failed, milliseconds. */
export function retryAfterMs(failedCount: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (failedCount - 1));
}

/** Not again for a while, whether it helps or not: who still waits asks again. */
async function askForHost({ db, poolNowMs, log, driver }: Deps, region: string): Promise<void> {
  const nowMs = await poolNowMs(db);
  if (!(await claimWant(db, region, new Date(nowMs), new Date(nowMs - WANT_INTERVAL_MS)))) return;
  try {
    await driver.wanted(region, AbortSignal.timeout(CALL_MAX_MS));
    log.info("engine.host-wanted", { region });
  } catch (error) {
    log.warn("engine.failed", { region, error });
  }
}

async function tellUnits(deps: Deps): Promise<void> {
  const { db, poolNowMs, driver } = deps;
  const nowMs = await poolNowMs(db);
  const due = (await listUnits(db)).flatMap((unit) => {
    const told = driver.regions.includes(unit.region) ? dueOf(unit, nowMs) : null;
    return told === null ? [] : [{ unit, told }];
  });
  // To keep a host matters more than to let one go.
  const first = due
    .toSorted((a, b) => (a.told < b.told ? -1 : a.told > b.told ? 1 : 0))
    .slice(0, UNITS_AT_ONCE_MAX);
  await Promise.all(first.map(({ unit, told }) => tellUnit(deps, unit, told)));
  await deleteForgottenUnits(db);
}

async function tellUnit({ db, poolNowMs, log, driver }: Deps, unit: UnitReading, told: Told): Promise<void> {
  const claimedMs = await poolNowMs(db);
  const until = new Date(claimedMs + CLAIM_MS);
  const failedCount = await claimUnit(db, unit, told, { now: new Date(claimedMs), until });
  if (failedCount === null) return;
  const { region, engineId } = unit;
  try {
    await driver[told](unit, AbortSignal.timeout(CALL_MAX_MS));
  } catch (error) {
    const attempt = failedCount + 1;
    log.warn("engine.failed", { region, engineId, told, attempt, error });
    const availableAt = new Date((await poolNowMs(db)) + retryAfterMs(attempt));
    return settleUnit(db, unit, until, { attempt, availableAt });
  }
  await settleUnit(db, unit, until, { told, attempt: 0, availableAt: new Date(claimedMs) });
  log.info("engine.told", { region, engineId, told });
}
