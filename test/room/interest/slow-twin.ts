// Who should get what, computed as plainly as can be: by asking everybody about everybody. The fast path must agree.

import type { PoseTable } from "../../../room/interest/pose-table.ts";

export type Tiers = { near: number[]; middle: number[] };

export type Asker = {
  readonly slot: number;
  readonly fullCount: number;
  readonly nowMs: number;
  readonly wasNear: readonly number[];
  readonly hidden: readonly number[];
};

/** SPEC [INT-1], [INT-6]: sids of the near and of the middle tier, each ascending. */
export function slowTiers(table: PoseTable, asker: Asker): Tiers {
  const distance = (slot: number): number => {
    const along = (axis: Int32Array) =>
      Math.floor((axis[slot] ?? 0) / 64) - Math.floor((axis[asker.slot] ?? 0) / 64);
    return along(table.x) ** 2 + along(table.y) ** 2 + along(table.z) ** 2;
  };
  const others = table.owners
    .map((owner, slot) => ({ owner, slot }))
    .filter(({ owner, slot }) => owner !== null && slot !== asker.slot && table.hasPose(slot))
    .filter(({ slot }) => !asker.hidden.includes(slot));
  const speakers = others
    .filter(({ owner }) => (owner?.speakingUntilMs ?? 0) > asker.nowMs)
    .map(({ owner, slot }) => ({
      slot,
      isStage: owner?.member.role === "performer" || owner?.member.role === "staff",
      rank: distance(slot),
    }))
    .sort((a, b) => Number(b.isStage) - Number(a.isStage) || a.rank - b.rank || a.slot - b.slot)
    .slice(0, Math.floor(asker.fullCount / 2))
    .map(({ slot }) => slot);
  const ranked = others
    .filter(({ slot }) => !speakers.includes(slot))
    .map(({ slot }) => {
      const whole = distance(slot);
      return { slot, rank: asker.wasNear.includes(slot) ? whole - Math.floor(whole / 4) : whole };
    })
    .sort((a, b) => a.rank - b.rank || a.slot - b.slot)
    .map(({ slot }) => slot);
  const near = [...speakers, ...ranked.slice(0, asker.fullCount - speakers.length)];
  const middle = ranked.slice(asker.fullCount - speakers.length).slice(0, 30);
  const sids = (slots: readonly number[]) => slots.map((slot) => table.sid[slot] ?? 0).sort((a, b) => a - b);
  return { near: sids(near), middle: sids(middle) };
}
