// What the SPEC restates from the code is made from it; what is said beside that in words is held to the code here.

import { expect, test } from "bun:test";
import { NEEDED } from "../../../room/session/frame.ts";
import { OUTGOING_WINDOW_MAX } from "../../../room/session/inflight.ts";
import { DEFAULT_LIMITS } from "../../../room/session/limits.ts";
import { mayHear, participantTopic } from "../../../room/session/rights.ts";
import { SESSIONS_AWAY_MAX } from "../../../room/session/sessions.ts";
import { MESSAGE_OVERHEAD_BYTES } from "../../../room/state/budget.ts";
import { ITEMS_MAX, ITEMS_PER_USER_MAX } from "../../../room/state/item-store.ts";
import { OWN_STATE, OWN_STATE_OF_ROOM_MAX_BYTES, ROOM_STATE } from "../../../room/state/key-store.ts";
import { BLOCKS_MAX } from "../../../room/state/moderation-state.ts";
import { FRAME_AGE_MAX_MS } from "../../../room/state/voice-state.ts";
import { withMade } from "../../../scripts/markdown/made.ts";
import { BOUNDS } from "../../../scripts/spec/bounds.ts";
import { REFUSALS } from "../../../scripts/spec/codes.ts";
import { MESSAGES } from "../../../scripts/spec/json-messages.ts";
import { bytes, count, hex, makerOf } from "../../../scripts/spec/notation.ts";
import { capabilityOf } from "../../../scripts/spec/sections.ts";
import { TOPICS } from "../../../scripts/spec/topics.ts";
import { PARTS, remake, SPEC_PATH } from "../../../scripts/spec.ts";
import { endingOfConnack } from "../../../shared/client/ending.ts";
import { APP_FIRST_ID, APP_LAST_ID, APP_PAYLOAD_MAX_BYTES } from "../../../shared/protocol/ext/app.ts";
import { CHAT_TEXT_MAX_CODE_POINTS } from "../../../shared/protocol/ext/chat.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { ITEM_SPAWN_MAX_BYTES } from "../../../shared/protocol/ext/item-owner.ts";
import { MOD_REASON_MAX_CHARS } from "../../../shared/protocol/ext/mod.ts";
import {
  DOWN,
  FRAME_BODY_MAX_BYTES,
  FRAME_SECTIONS_MAX,
  UP,
  type UpSection,
} from "../../../shared/protocol/ext/registry.ts";
import { STATE_VALUE_MAX_BYTES } from "../../../shared/protocol/ext/state-kv.ts";
import { OPUS_PACKET_MAX_BYTES } from "../../../shared/protocol/ext/voice.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { parseRoomTopic } from "../../../shared/protocol/room-topic.ts";
import { TOPIC_BOUNDS, TOPIC_LEVELS_MAX, TOPIC_MAX_BYTES } from "../../../shared/protocol/topic.ts";

test("every made part of the SPEC is as the code makes it: bun scripts/spec.ts", async () => {
  const spec = await Bun.file(SPEC_PATH).text();
  expect(remake(spec)).toBe(spec);
});

test("a part that is not in the SPEC, or that nobody makes, does not go unseen", async () => {
  const spec = await Bun.file(SPEC_PATH).text();
  const [some = ""] = Object.keys(PARTS);
  expect(() => remake(spec.replace(`scripts/spec.ts ${some} -->`, "scripts/spec.ts others -->"))).toThrow(
    `unknown others; missing ${some}`,
  );
  expect(remake(withMade(spec, makerOf(some), "| drifted |"))).toBe(spec);
});

test("[NEG-3] the column of what sections need is what the room asks for", () => {
  for (const kind of Object.keys(UP) as UpSection["kind"][]) {
    const needs = capabilityOf(kind);
    expect([kind, NEEDED[kind] ?? 0]).toEqual([kind, needs === null ? 0 : Capability[needs]]);
  }
});

test("[TICKET-1] [TICKET-3] [MOD-5] what to do when not let in is what our own client does", () => {
  const doing = {
    again: "come again",
    "ticket-refused": "once more, with a new ticket",
    over: "stay away",
    moved: "go there",
  } as const;
  for (const { code, todo } of REFUSALS) {
    const ending = endingOfConnack(ReasonCode[code], "");
    expect([code, doing[ending.name]]).toEqual([code, todo]);
  }
});

const ROOM = "rm_test";
const LISTENING = { access: "participant", roomId: ROOM, sid: 3, topics: TOPIC_BOUNDS } as const;
/** A topic of the table with something in each pair of braces. */
const example = (topic: string): string =>
  `r/${ROOM}/${topic
    .replaceAll("{sid}", "7")
    .replace("{own sid}", "3")
    .replace("{item}", "12")
    .replace("{key}", "door")
    .replace(/\{\d+ to \d+\}/, "130")}`;

test("[PLAIN-3] [TICKET-2] what the table of topics says may be published or heard may be, and nothing else of it", () => {
  for (const { topic, kind, publish, hear } of TOPICS) {
    const name = example(topic);
    expect([topic, parseRoomTopic(name)?.kind]).toEqual([topic, kind]);
    expect([topic, participantTopic(ROOM, name) !== null]).toEqual([topic, publish !== undefined]);
    if (hear !== undefined) expect([topic, mayHear(LISTENING, name)]).toEqual([topic, 0]);
  }
});

test("every JSON message that a section is has its shape in the SPEC", () => {
  const shown = new Set(MESSAGES.map(({ schema }) => schema));
  for (const [kind, codec] of [...Object.entries(UP), ...Object.entries(DOWN)])
    if ("schema" in codec) expect([kind, shown.has(codec.schema)]).toEqual([kind, true]);
});

/** Numbers that rules say in words, by the rule they stand in. */
const SAID: readonly (readonly [rule: string, ...words: readonly string[]])[] = [
  ["MQTT-2", `more than ${DEFAULT_LIMITS.keepAliveMaxSeconds} s`],
  ["MQTT-3", `${count(OUTGOING_WINDOW_MAX)} messages`, `${bytes(DEFAULT_LIMITS.keptMaxBytes)} of them wait`],
  ["MQTT-4", `${count(SESSIONS_AWAY_MAX)} of those who are away`],
  ["MQTT-7", `aliases, ${DEFAULT_LIMITS.topicAliasMaximum} of a client's`],
  [
    "LIMIT-1",
    `${bytes(DEFAULT_LIMITS.strangerPacketMaxBytes)} before`,
    `${bytes(DEFAULT_LIMITS.packetMaxBytes)} after`,
  ],
  [
    "LIMIT-2",
    `${TOPIC_MAX_BYTES} bytes and ${TOPIC_LEVELS_MAX} levels`,
    `${DEFAULT_LIMITS.subscriptionsMax} subscriptions`,
  ],
  ["LIMIT-3", `${MESSAGE_OVERHEAD_BYTES} more for each message`],
  ["LIMIT-5", `past ${bytes(DEFAULT_LIMITS.waitingMaxBytes)} of them`],
  ["CARRIER-6", `${count(FRAME_BODY_MAX_BYTES)} bytes and ${FRAME_SECTIONS_MAX} sections`],
  ["POSE-4", `at most ${BOUNDS.jointRotation.errorMax}°`],
  ["CHAT-1", `1 to ${count(CHAT_TEXT_MAX_CODE_POINTS)} code points`],
  ["ITEM-2", `at most ${BOUNDS.itemRotation.errorMax}°`, `at most ${BOUNDS.velocity.errorMax} m/s`],
  [
    "ITEM-8",
    `at most ${bytes(ITEM_SPAWN_MAX_BYTES)}`,
    `at most ${ITEMS_MAX} items, ${ITEMS_PER_USER_MAX} of one`,
  ],
  [
    "STATE-2",
    `at most ${bytes(STATE_VALUE_MAX_BYTES)}`,
    `${ROOM_STATE.keysMax} keys and ${bytes(ROOM_STATE.totalMaxBytes)}`,
  ],
  [
    "STATE-2",
    `${OWN_STATE.keysMax} keys and ${bytes(OWN_STATE.totalMaxBytes)}`,
    `together ${bytes(OWN_STATE_OF_ROOM_MAX_BYTES)}`,
  ],
  ["APP-1", `${hex(APP_FIRST_ID)} to ${hex(APP_LAST_ID)}`, `up to ${count(APP_PAYLOAD_MAX_BYTES)} bytes`],
  ["VOICE-2", `more than ${count(OPUS_PACKET_MAX_BYTES)} bytes`],
  ["VOICE-8", `older than ${FRAME_AGE_MAX_MS} ms`],
  ["MOD-1", `at most ${MOD_REASON_MAX_CHARS} characters`],
  ["BLOCK-1", `at most ${BLOCKS_MAX}`],
];

test("[LIMIT-1] [LIMIT-2] [CARRIER-6] the numbers that rules say are the code's", async () => {
  const rules = new Map(
    [...(await Bun.file(SPEC_PATH).text()).matchAll(/^- \*\*\[([A-Z]+-\d+)\]\*\* (.*)$/gm)].map(
      ([, id = "", text = ""]) => [id, text],
    ),
  );
  for (const [rule, ...words] of SAID)
    for (const word of words) expect([rule, rules.get(rule)]).toEqual([rule, expect.stringContaining(word)]);
});
