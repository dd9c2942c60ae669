// Whose an item is, as a machine: nobody's, in somebody's hand, or moved by somebody's physics. Each change begins a new epoch,
// which fences off whatever a former owner still sends. Knows sids, not rooms. SPEC [ITEM-4]…[ITEM-6]

import { ClaimMode, DenyReason } from "../../shared/protocol/ext/item-owner.ts";

export type Ownership =
  | { readonly name: "free"; readonly epoch: number }
  | { readonly name: "held" | "physics"; readonly epoch: number; readonly owner: number };

export type Claim = { readonly by: number; readonly seenEpoch: number; readonly mode: ClaimMode };
export type ClaimAnswer =
  | { readonly name: "granted"; readonly ownership: Ownership }
  /** The claimant has it already, in this very way. */
  | { readonly name: "kept" }
  | { readonly name: "denied"; readonly reason: DenyReason };

export const UNOWNED: Ownership = { name: "free", epoch: 0 };

/** 16 bits on the wire; epochs are compared for equality alone, so they may go round. */
function nextEpoch({ epoch }: Ownership): number {
  return (epoch + 1) & 0xffff;
}

/** Holding outranks physics; beyond that who comes first has it. A claim made on what is no longer so is denied. */
export function claimed(ownership: Ownership, { by, seenEpoch, mode }: Claim): ClaimAnswer {
  const name = mode === ClaimMode.hold ? "held" : "physics";
  const isMine = ownerOf(ownership) === by;
  if (isMine && ownership.name === name) return { name: "kept" };
  if (ownership.name === "held" && !isMine) return { name: "denied", reason: DenyReason.held };
  if (seenEpoch !== ownership.epoch) return { name: "denied", reason: DenyReason.stale };
  if (ownership.name === "physics" && !isMine && name === "physics")
    return { name: "denied", reason: DenyReason.held };
  return { name: "granted", ownership: { name, owner: by, epoch: nextEpoch(ownership) } };
}

/** Let go, or lost by leaving. */
export function freed(ownership: Ownership): Ownership {
  return { name: "free", epoch: nextEpoch(ownership) };
}

/** Given to somebody who did not ask: the physics of who left. */
export function appointed(ownership: Ownership, owner: number): Ownership {
  return { name: "physics", owner, epoch: nextEpoch(ownership) };
}

/** A sid, or null for nobody. */
export function ownerOf(ownership: Ownership): number | null {
  return ownership.name === "free" ? null : ownership.owner;
}

/** Whether what this sid sends in this epoch moves the item. */
export function mayMove(ownership: Ownership, sid: number, epoch: number): boolean {
  return ownerOf(ownership) === sid && ownership.epoch === epoch;
}
