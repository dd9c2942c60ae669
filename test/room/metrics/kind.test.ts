import { describe, expect, test } from "bun:test";
import { kindOfPacket, kindOfTopic, nameOfKind, Publish, SECTION } from "../../../room/metrics/kind.ts";
import { DOWN, UP } from "../../../shared/protocol/ext/registry.ts";
import { encodePacket } from "../../../shared/protocol/packet.ts";
import { ROOM_TOPIC_KINDS, roomTopic } from "../../../shared/protocol/room-topic.ts";

describe("the kind of a message", () => {
  test("is its topic's for a PUBLISH, in whatever room", () => {
    expect(kindOfTopic(roomTopic("rm_1", "pose", "me"))).toBe(Publish.pose);
    expect(kindOfTopic(roomTopic("rm_1", "chat"))).toBe(Publish.chat);
    expect(kindOfTopic("r/rm_1/app/game/score")).toBe(Publish.app);
    expect(kindOfTopic("$x/u")).toBe(Publish.extension);
    expect(kindOfTopic(roomTopic("rm_1", "own", 3, "mood"))).toBe(Publish.state);
    for (const topic of ["r/", "r/pose", "r/rm_1/poses/3", "r//", "sport/pose", "$SYS/pose", ""])
      expect([topic, kindOfTopic(topic)]).toEqual([topic, Publish.other]);
  });

  test("is never `other` for what a room has a topic for", () => {
    const others = ROOM_TOPIC_KINDS.filter((kind) => kindOfTopic(roomTopic("rm_1", kind)) === Publish.other);
    expect(others).toEqual([]);
  });

  test("is its type's for any other packet", () => {
    const first = encodePacket({ type: "pingreq" }, 5)[0] ?? 0;
    expect(nameOfKind(kindOfPacket(first, undefined))).toEqual({ carrier: "mqtt", name: "pingreq" });
    const frame = encodePacket({ type: "frame", body: new Uint8Array(2) }, 5)[0] ?? 0;
    expect(nameOfKind(kindOfPacket(frame, undefined))).toEqual({ carrier: "mqtt", name: "frame" });
    expect(nameOfKind(kindOfPacket(0x31, "r/x/voice/3"))).toEqual({ carrier: "publish", name: "voice" });
  });

  test("has the registry's name for every section, and the id of an unknown one", () => {
    const nameOf = (id: number) => nameOfKind(SECTION + id).name;
    expect([UP.ping, DOWN.pong, UP.pose, DOWN.poses, UP.chat].map(({ id }) => nameOf(id))).toEqual([
      "ping",
      "pong",
      "pose",
      "poses",
      "chat",
    ]);
    const ids = Array.from({ length: 256 }, (_, id) => id);
    expect(new Set(ids.map(nameOf)).size).toBe(256);
    for (const { id } of [...Object.values(UP), ...Object.values(DOWN)])
      expect(nameOf(id)).not.toMatch(/^0x/);
    expect(nameOfKind(SECTION + 0xff)).toEqual({ carrier: "section", name: "0xff" });
  });
});
