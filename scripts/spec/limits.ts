// How much: what a participant may send, and what each kind of thing may have at most.

import { OUTGOING_WINDOW_MAX, RECEIVE_MAXIMUM, RECEIVE_MAXIMUM_V3 } from "../../room/session/inflight.ts";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { SESSIONS_AWAY_MAX } from "../../room/session/sessions.ts";
import { LIMITS } from "../../room/state/budget.ts";
import { ITEMS_MAX, ITEMS_PER_USER_MAX } from "../../room/state/item-store.ts";
import { OWN_STATE, OWN_STATE_OF_ROOM_MAX_BYTES, ROOM_STATE } from "../../room/state/key-store.ts";
import { BLOCKS_MAX } from "../../room/state/moderation-state.ts";
import { STAGE_PERFORMERS_MAX } from "../../room/state/stage/on-stage.ts";
import { APP_PAYLOAD_MAX_BYTES } from "../../shared/protocol/ext/app.ts";
import { CHAT_TEXT_MAX_CODE_POINTS } from "../../shared/protocol/ext/chat.ts";
import { ITEM_SPAWN_MAX_BYTES } from "../../shared/protocol/ext/item-owner.ts";
import { POSE_MAX_BYTES } from "../../shared/protocol/ext/pose.ts";
import { SID_MAX } from "../../shared/protocol/ext/presence.ts";
import { FRAME_BODY_MAX_BYTES, FRAME_SECTIONS_MAX } from "../../shared/protocol/ext/registry.ts";
import { STATE_VALUE_MAX_BYTES } from "../../shared/protocol/ext/state-kv.ts";
import { VOICE_MAX_BYTES } from "../../shared/protocol/ext/voice.ts";
import { TOPIC_LEVELS_MAX, TOPIC_MAX_BYTES } from "../../shared/protocol/topic.ts";
import { GHOSTS_MAX, GHOSTS_OF_USER_MAX, MIRRORS_MAX } from "../../shared/schema/room-spec.ts";
import { ROOM_CAPACITY_MAX } from "../../shared/schema/world.ts";
import { TICKET_MAX_CHARS } from "../../shared/ticket.ts";
import { markdownTable } from "../markdown/table.ts";
import { bytes, count } from "./notation.ts";

/** What each budget counts. */
const COUNTED = {
  pose: "POSE",
  voice: "VOICE",
  chat: "CHAT",
  me: "ME",
  mod: "MOD",
  emote: "EMOTE",
  item: "ITEM",
  claim: "ITEM_CLAIM, ITEM_RELEASE",
  spawn: "ITEM_SPAWN, ITEM_DESPAWN",
  state: "bytes of STATE_SET",
  app: "bytes of APP",
} as const satisfies Readonly<Record<keyof typeof LIMITS, string>>;

function budgets(): string {
  const rows = Object.entries(LIMITS).map(([what, { perSecond, burst }]) => [
    what,
    `${perSecond}`,
    `${burst}`,
    COUNTED[what as keyof typeof LIMITS],
  ]);
  return markdownTable([["what", "a second", "burst", "counts"], ...rows]);
}

function sizes(): string {
  return markdownTable([
    ["what", "at most"],
    ["a packet up, before the ticket was accepted", bytes(DEFAULT_LIMITS.strangerPacketMaxBytes)],
    ["a packet up, after it", bytes(DEFAULT_LIMITS.packetMaxBytes)],
    ["a packet down", "the client's Maximum Packet Size: what is larger is left out, but for [INT-7]"],
    ["a ticket", `${count(TICKET_MAX_CHARS)} characters`],
    ["a topic", `${TOPIC_MAX_BYTES} bytes, ${TOPIC_LEVELS_MAX} levels`],
    ["subscriptions of a client", `${DEFAULT_LIMITS.subscriptionsMax}`],
    ["topic aliases, each way", `${DEFAULT_LIMITS.topicAliasMaximum}`],
    ["unfinished QoS 2 publishes of a client (Receive Maximum)", count(RECEIVE_MAXIMUM)],
    ["the same of a 3.1.1 client, which cannot be told", count(RECEIVE_MAXIMUM_V3)],
    ["unacknowledged messages towards a client", count(OUTGOING_WINDOW_MAX)],
    ["QoS 1 and 2 waiting for a client", bytes(DEFAULT_LIMITS.keptMaxBytes)],
    ["events waiting for a client that does not read", bytes(DEFAULT_LIMITS.waitingMaxBytes)],
    ["sessions of who is away, on a host", count(SESSIONS_AWAY_MAX)],
    ["a frame body", `${count(FRAME_BODY_MAX_BYTES)} bytes, ${FRAME_SECTIONS_MAX} sections`],
    ["a pose block", `${POSE_MAX_BYTES} bytes`],
    ["a voice block", `${count(VOICE_MAX_BYTES)} bytes`],
    ["a line of chat", `${count(CHAT_TEXT_MAX_CODE_POINTS)} code points`],
    ["an ITEM_SPAWN", bytes(ITEM_SPAWN_MAX_BYTES)],
    ["a value", bytes(STATE_VALUE_MAX_BYTES)],
    ["a message of the application", bytes(APP_PAYLOAD_MAX_BYTES)],
    ["participants of a room", `its capacity, ${ROOM_CAPACITY_MAX} or less; sids go to ${count(SID_MAX)}`],
    ["ghosts of a room, and of one user in it", `${GHOSTS_MAX}, ${GHOSTS_OF_USER_MAX}`],
    [
      "people on the stage of a room, and shown there of others",
      `${STAGE_PERFORMERS_MAX}, ${STAGE_PERFORMERS_MAX}`,
    ],
    ["rooms of an event whose stage a room shows", `${MIRRORS_MAX}`],
    ["items of a room, and of one user", `${ITEMS_MAX}, ${ITEMS_PER_USER_MAX}`],
    ["keys of a room", `${ROOM_STATE.keysMax}, ${bytes(ROOM_STATE.totalMaxBytes)}`],
    ["own keys of a participant", `${OWN_STATE.keysMax}, ${bytes(OWN_STATE.totalMaxBytes)}`],
    ["own keys of all together", bytes(OWN_STATE_OF_ROOM_MAX_BYTES)],
    ["users that one may block", `${BLOCKS_MAX}`],
  ]);
}

export const LIMIT_PARTS = { budgets, sizes } as const;
