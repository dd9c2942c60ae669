// The kinds of section, with their payloads in words. What a section may be sent for is the frame switch's and the fan-outs'.

import type { Capability } from "../../shared/protocol/ext/hello.ts";
import { DOWN, UP } from "../../shared/protocol/ext/registry.ts";
import { markdownTable } from "../markdown/table.ts";
import { hex } from "./notation.ts";

type Kind = keyof typeof UP | keyof typeof DOWN;
type Words = { readonly payload: string; readonly needs?: keyof typeof Capability };

const SECTIONS = {
  ping: { payload: "cookie u32" },
  pong: { payload: "cookie u32, room time f64 ms" },
  notice: { payload: "code u16, JSON `{message}`" },
  bye: { payload: "reason u8, retryAfterMs u32, host UTF-8" },
  pose: { payload: "one pose block" },
  poses: { payload: "a batch of pose blocks, [POSES-1]" },
  interest: { payload: "maxPoseHz u8, fullCount u8, voiceK u8, flags u8", needs: "interest" },
  voice: { payload: "one voice block", needs: "voice" },
  voices: { payload: "repeated (sid uvarint, length uvarint, block)", needs: "voice" },
  item: { payload: "one item block", needs: "items" },
  items: { payload: "a batch of item blocks, [ITEM-10]", needs: "items" },
  itemClaim: { payload: "item u16, seen epoch u16, request u8, mode u8", needs: "items" },
  itemOwner: { payload: "item u16, owner u16, epoch u16, mode u8, cause u8", needs: "items" },
  itemRelease: { payload: "one item block", needs: "items" },
  itemDeny: { payload: "item u16, owner u16, epoch u16, request u8, reason u8", needs: "items" },
  itemSpawn: { payload: "JSON", needs: "items" },
  itemDespawn: { payload: "item u16", needs: "items" },
  stateSet: { payload: "scope u8, key u8 length + text, version u32, type u8, value", needs: "state" },
  state: { payload: "scope u8, sid u16, key u8 length + text, version u32, type u8, value", needs: "state" },
  emote: { payload: "emote uvarint, t u16, arg u8", needs: "events" },
  emotes: { payload: "count uvarint, count × (sid uvarint, emote uvarint, t u16, arg u8)", needs: "events" },
  chat: { payload: "JSON" },
  presence: { payload: "JSON" },
  me: { payload: "JSON" },
  room: { payload: "JSON" },
  roomNotice: { payload: "JSON" },
  gift: { payload: "JSON" },
  mod: { payload: "JSON" },
  app: { payload: "up: opaque; down: sid u16, then the same bytes", needs: "events" },
} as const satisfies Readonly<Record<Kind, Words>>;

/** What a client has to be granted for sections of a kind to be passed on; null for nothing more than the extension. */
export function capabilityOf(kind: Kind): keyof typeof Capability | null {
  const words: Words = SECTIONS[kind];
  return words.needs ?? null;
}

/** `itemClaim` as the rules write it: `ITEM_CLAIM`. */
const nameOf = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function sections(): string {
  const rows = new Map<number, string[]>();
  const entries = [
    ...Object.entries(UP).map(([kind, codec]) => ({ kind, codec, direction: "up" })),
    ...Object.entries(DOWN).map(([kind, codec]) => ({ kind, codec, direction: "down" })),
  ];
  for (const { kind, codec, direction } of entries) {
    const ids = "range" in codec ? `${hex(codec.id)}-${hex(codec.range.lastId)}` : hex(codec.id);
    const words: Words = SECTIONS[kind as Kind];
    const both = rows.has(codec.id) ? "both" : direction;
    rows.set(codec.id, [ids, nameOf(kind), both, words.needs ?? "", words.payload]);
  }
  const sorted = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  return markdownTable([["kind", "name", "direction", "needs", "payload"], ...sorted]);
}

export const SECTION_PARTS = { sections } as const;
