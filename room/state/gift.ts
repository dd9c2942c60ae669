// A gift that was given at the room's event: told to everybody in the room, ghosts too, once. They come numbered and in their order, and
// the room goes by the number of the last it told, which goes along wherever the room goes. SPEC [GIFT-1]…[GIFT-4]

import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { GiftNewsItem } from "../../shared/schema/internal/gifts.ts";
import type { ToldGift } from "../../shared/schema/told-gift.ts";
import { broadcast } from "../pubsub/fanout.ts";
import { unheardByOf } from "./blocks.ts";
import { rememberLine } from "./chat-log.ts";
import { banOf, isSilenced } from "./moderation-state.ts";
import { extended, type Room, say } from "./room.ts";

/** Answers whether it was told: not one of another event, nor one that was told before. */
export function applyGift(room: Room, { event, seq, gift }: GiftNewsItem, nowMs: number): boolean {
  if (room.spec.gifts?.event !== event || seq <= room.giftSeq) return false;
  room.giftSeq = seq;
  const message = withWords(room, gift, nowMs);
  const { from, text, at } = message;
  if (from !== null && text !== null)
    rememberLine(room.chatLog, { user: from.user, name: from.name, text, atMs: at });
  const unheardBy = from === null ? null : unheardByOf(room, from.user);
  broadcast(extended(room), [{ kind: "gift", message }], unheardBy);
  say(room, roomTopic(room.spec.room, "gift"), message, { retain: false, unheardBy });
  return true;
}

/** Without its words where nobody is to hear who gave it. */
function withWords(room: Room, gift: ToldGift, nowMs: number): ToldGift {
  const { from, text } = gift;
  if (from === null || text === null) return gift;
  const isUnheard =
    isSilenced(room.moderation, from.user, nowMs) ||
    banOf(room, { user: from.user, role: "guest" }, nowMs) !== null;
  return isUnheard ? { ...gift, text: null } : gift;
}
