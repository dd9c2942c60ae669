// What a client is sent when it comes, in which order, and how topics carry it.

import { expect, test } from "bun:test";
import { applyGift } from "../../../room/state/gift.ts";
import { applyNotice } from "../../../room/state/notice.ts";
import { TOPICS } from "../../../scripts/spec/topics.ts";
import { encodeItem } from "../../../shared/protocol/ext/item.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { encodeVoice } from "../../../shared/protocol/ext/voice.ts";
import type { QoS } from "../../../shared/protocol/packet.ts";
import { eventIdSchema } from "../../../shared/schema/ids.ts";
import { giftOf } from "../gifts.ts";
import { ALL_CAPABILITIES, type Client, publishesOf, rootPose, SPEC, Square } from "../support.ts";

const EVENT = eventIdSchema.parse("evt_test");
const topicOf = (behind: string): string => `r/${SPEC.room}/${behind}`;
const item = (epoch: number) =>
  encodeItem({
    item: 1,
    epoch,
    tMs: 0,
    position: [1, 0, 0],
    rotation: [0, 0, 0, 1],
    sleeping: false,
    teleport: false,
  });
const spoken = encodeVoice({
  target: 0,
  spurtStart: true,
  spurtEnd: false,
  fec: false,
  level: 30,
  seq: 0,
  opus: Uint8Array.of(0x78),
});

/** Somebody who leaves something on every topic that keeps anything, and stays. */
function furnish(square: Square): Client {
  const host = square.enter("host", { version: 5, role: "staff" });
  host.publish(topicOf("pose/me"), encodePose(rootPose(1)));
  host.publish(topicOf("item/new"), '{"kind":"ball","position":[0,0,0]}');
  host.publish(topicOf("state/door"), "open");
  host.publish(topicOf("own/me/mood"), "calm");
  square.pass(200);
  return host;
}

test("[NEG-6] [ROOM-1] [ROOM-2] who joins is granted, then told the room, who is here, keys, items and blocks, and then what moves", () => {
  const square = new Square();
  const host = furnish(square);
  host.publish(topicOf("mod/me"), '{"op":"block","target":"usr_late"}');
  square
    .enter("other", { capabilities: ALL_CAPABILITIES })
    .frame({ kind: "pose", message: encodePose(rootPose(2)) });
  const late = square.enter("late", { capabilities: ALL_CAPABILITIES });
  const { packets, sections: first } = late.heard();
  expect(packets.map(({ type }) => type).slice(0, 2)).toEqual(["connack", "frame"]);
  square.pass(1_000);
  const sections = [...first, ...late.heard().sections];
  const kinds = [...new Set(sections.map(({ kind }) => kind))];
  expect(kinds.slice(0, 5)).toEqual(["room", "presence", "state", "itemSpawn", "mod"]);
  expect(kinds.slice(5).sort()).toEqual(["items", "poses"]);
});

test("[NEG-6] by hello the grant comes first as well, and what was subscribed to is heard as before", () => {
  const square = new Square();
  furnish(square);
  const late = square.enter("late");
  late.subscribe(topicOf("chat"), { qos: 0 });
  late.heard();
  late.publish("$x/u", "?1;c=200;n=n");
  square.enter("guest").publish(topicOf("chat"), "hello");
  const heard = publishesOf(late.heard());
  expect(new TextDecoder().decode(heard[0]?.payload)).toStartWith("!1;c=200;sid=2");
  expect(heard.filter(({ topicName }) => topicName === topicOf("chat"))).toHaveLength(1);
});

/** What a plain subscriber to everything is sent, as the topics of the table: their QoS, and whether retained. */
function heardBy(client: Client): { topic: string; qos: QoS; retain: boolean; isEmpty: boolean }[] {
  return publishesOf(client.heard()).map(({ topicName, qos, retain, payload }) => ({
    topic: topicName
      .slice(topicOf("").length)
      .replace(/^(pose|voice|presence|mod|emote)\/\d+$/, "$1/{sid}")
      .replace(/^item\/\d+/, "item/{item}")
      .replace(/^own\/\d+\/.*/, "own/{sid}/{key}")
      .replace(/^state\/.*/, "state/{key}")
      .replace(/^app\/130\/\d+/, "app/{128 to 191}/{sid}")
      .replace("mod/{sid}", "mod/{own sid}"),
    qos,
    retain,
    isEmpty: payload.length === 0,
  }));
}

test("[PLAIN-4] [PRES-2] [ITEM-12] [STATE-5] topics carry what the table says in its QoS, keep what it says is kept, and are cleared", () => {
  const square = new Square({ ...SPEC, gifts: { event: EVENT, after: 0 } });
  const hearer = square.enter("hearer", { version: 5 });
  hearer.subscribe(topicOf("#"), { qos: 2 });
  const host = furnish(square);
  hearer.publish(topicOf("pose/me"), encodePose(rootPose(1)));
  // Voice is for who has read what they were sent.
  const before = heardBy(hearer);
  host.publish(topicOf("voice/me"), spoken);
  square.pass(100);
  host.publish(topicOf("chat"), "hello");
  host.publish(topicOf("emote/me"), "3");
  host.publish(topicOf("app/130/me"), "bytes");
  host.publish(topicOf("mod/me"), JSON.stringify({ op: "mute", target: hearer.sid }));
  host.publish(topicOf("item/1/claim"), "");
  host.publish(topicOf("item/1"), item(1));
  applyNotice(square.room, { id: "ntc_a", text: "Doors close at ten", at: square.nowMs });
  applyGift(square.room, giftOf(EVENT, 1), square.nowMs);
  square.pass(200);
  const heard = [...before, ...heardBy(hearer)];
  for (const { topic, hear, qos } of TOPICS) {
    const qosHeard: number[] = [...new Set(heard.filter((m) => m.topic === topic).map((m) => m.qos))].sort();
    const stated = qos === undefined ? [] : [...qos.matchAll(/\d/g)].map(([digit]) => Number(digit));
    expect([topic, qosHeard]).toEqual([topic, hear === undefined ? [] : stated]);
  }

  const late = square.enter("late", { version: 5 });
  late.subscribe(topicOf("#"), { qos: 2 });
  const kept = new Set(
    heardBy(late)
      .filter((m) => m.retain)
      .map((m) => m.topic),
  );
  expect([...kept].sort()).toEqual(
    TOPICS.filter((t) => t.retained !== undefined)
      .map((t) => t.topic)
      .sort(),
  );

  hearer.heard();
  host.publish(topicOf("item/1"), "");
  host.publish(topicOf("state/door"), "");
  host.leave();
  const cleared = new Set(
    heardBy(hearer)
      .filter((m) => m.isEmpty)
      .map((m) => m.topic),
  );
  const gone = TOPICS.filter((t) => t.retained?.startsWith("until") === true).map((t) => t.topic);
  expect([...cleared].sort()).toEqual(gone.sort());
});
