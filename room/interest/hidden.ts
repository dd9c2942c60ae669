// Who must not see whom. Looked up for each batch, so that a block counts from the very next one; only those it concerns are asked
// about each sender. SPEC [INT-6]

import type { PoseTable } from "./pose-table.ts";

/** Whether a receiver must not see the participant of a slot; null when it may see everybody. */
export type IsHidden = ((slot: number) => boolean) | null;

/** Gathers the subscribers that must not see somebody. */
export function collectBlocked(table: PoseTable, blocked: Set<number>): void {
  blocked.clear();
  for (let index = 0; index < table.count; index++) {
    const unheardBy = table.owners[table.order[index] as number]?.unheardBy ?? null;
    if (unheardBy !== null) for (const id of unheardBy) blocked.add(id);
  }
}

export function hiddenFrom(subscriberId: number, table: PoseTable, blocked: ReadonlySet<number>): IsHidden {
  if (blocked.size === 0 || !blocked.has(subscriberId)) return null;
  return (slot) => table.owners[slot]?.unheardBy?.has(subscriberId) === true;
}
