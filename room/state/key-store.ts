// Keys and values as data, bounded in count and bytes. Every change has a version of its own, counted over the whole room, so that
// no version ever means two things. SPEC [STATE-2], [STATE-3]

import type { StateValue } from "../../shared/protocol/ext/state-kv.ts";

export type KeyLimits = { readonly keysMax: number; readonly totalMaxBytes: number };
export type Kept = { readonly version: number; readonly value: StateValue };
export type KeyStore = { readonly limits: KeyLimits; readonly kept: Map<string, Kept>; bytes: number };

export const ROOM_STATE: KeyLimits = { keysMax: 256, totalMaxBytes: 256 * 1024 };
/** Of one participant. */
export const OWN_STATE: KeyLimits = { keysMax: 16, totalMaxBytes: 8 * 1024 };
/** Of all participants together, so that whoever joins can be told of it. */
export const OWN_STATE_OF_ROOM_MAX_BYTES = 256 * 1024;

export type RoomState = { readonly store: KeyStore; lastVersion: number; ownBytes: number };

export function newRoomState(): RoomState {
  return { store: newKeyStore(ROOM_STATE), lastVersion: 0, ownBytes: 0 };
}

export function newKeyStore(limits: KeyLimits): KeyStore {
  return { limits, kept: new Map(), bytes: 0 };
}

/** Bytes a key's value adds to the store, or null when there is no room for it. */
export function growthBytes(store: KeyStore, key: string, value: StateValue): number | null {
  const before = store.kept.get(key);
  const isGone = value.bytes.length === 0;
  const growth = (isGone ? 0 : sizeBytes(key, value)) - (before ? sizeBytes(key, before.value) : 0);
  if (growth <= 0) return growth;
  const isMore = before === undefined;
  if (isMore && store.kept.size >= store.limits.keysMax) return null;
  return store.bytes + growth > store.limits.totalMaxBytes ? null : growth;
}

/** Keeps the value, or forgets the key when the value is empty. `growth` is growthBytes'. */
export function keep(store: KeyStore, key: string, kept: Kept, growth: number): void {
  store.bytes += growth;
  if (kept.value.bytes.length === 0) store.kept.delete(key);
  else store.kept.set(key, kept);
}

function sizeBytes(key: string, value: StateValue): number {
  return key.length + value.bytes.length;
}
