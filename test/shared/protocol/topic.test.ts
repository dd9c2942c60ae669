import { expect, test } from "bun:test";
import { parseRoomTopic, roomTopic } from "../../../shared/protocol/room-topic.ts";
import {
  isTopicFilter,
  isTopicName,
  parseSharedFilter,
  TOPIC_BOUNDS,
  topicMatches,
} from "../../../shared/protocol/topic.ts";

test("[LIMIT-2] topic names have a bound in bytes and levels, and no wildcards", () => {
  expect(isTopicName("r/rm_a/pose/me", TOPIC_BOUNDS)).toBe(true);
  expect(isTopicName("/", TOPIC_BOUNDS)).toBe(true);
  expect(isTopicName("a".repeat(256), TOPIC_BOUNDS)).toBe(true);
  expect(isTopicName("a".repeat(257), TOPIC_BOUNDS)).toBe(false);
  expect(isTopicName("広".repeat(86), TOPIC_BOUNDS)).toBe(false);
  expect(isTopicName("/".repeat(15), TOPIC_BOUNDS)).toBe(true);
  expect(isTopicName("/".repeat(16), TOPIC_BOUNDS)).toBe(false);
  for (const bad of ["", "a/+", "#", "a\u0000b"]) expect(isTopicName(bad, TOPIC_BOUNDS)).toBe(false);
});

test("filters keep wildcards to whole levels, and # to the end", () => {
  for (const good of ["#", "+", "a/+/b", "+/+/#", "/+", "a/#"])
    expect(isTopicFilter(good, TOPIC_BOUNDS)).toBe(true);
  for (const bad of ["", "a#", "#/a", "a+/b", "a/b+", "a/#/b"])
    expect(isTopicFilter(bad, TOPIC_BOUNDS)).toBe(false);
});

test("[MQTT-4.8.2-1] [MQTT-4.8.2-2] a shared filter has a share name without wildcards, and a filter behind it", () => {
  expect(parseSharedFilter("$share/g/a/+/#")).toEqual({ shareName: "g", topicFilter: "a/+/#" });
  expect(parseSharedFilter("$share/g//")).toEqual({ shareName: "g", topicFilter: "/" });
  for (const plain of ["a", "$share", "$shared/g/a", "share/g/a", "a/$share/g/b", "#"])
    expect([plain, parseSharedFilter(plain)]).toEqual([plain, null]);
  for (const bad of [
    "$share/",
    "$share/g",
    "$share/g/",
    "$share//a",
    "$share/+/a",
    "$share/g#/a",
    "$share/g/a#",
  ])
    expect([bad, parseSharedFilter(bad)]).toEqual([bad, "malformed"]);
});

test("matching follows the standard's own examples", () => {
  const rows: [filter: string, topicName: string, matches: boolean][] = [
    ["sport/tennis/player1/#", "sport/tennis/player1", true],
    ["sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true],
    ["sport/#", "sport", true],
    ["sport/tennis/+", "sport/tennis/player1/ranking", false],
    ["sport/+", "sport", false],
    ["sport/+", "sport/", true],
    ["+/+", "/finance", true],
    ["/+", "/finance", true],
    ["+", "/finance", false],
    ["#", "$SYS/x", false],
    ["+/x", "$SYS/x", false],
    ["$SYS/#", "$SYS/x", true],
    ["a/b", "a/b/c", false],
    ["a/b/c", "a/b", false],
  ];
  for (const [filter, topicName, matches] of rows)
    expect([filter, topicName, topicMatches(filter, topicName)]).toEqual([filter, topicName, matches]);
});

test("[PLAIN-1] room topics are built and taken apart alike, and nothing else is one", () => {
  const room = "rm_a";
  expect(parseRoomTopic(roomTopic(room, "pose", 7))).toEqual({ room, kind: "pose", rest: "7", leaf: null });
  expect(parseRoomTopic(roomTopic(room, "chat"))).toEqual({ room, kind: "chat", rest: null, leaf: null });
  expect(parseRoomTopic(roomTopic(room, "item", 7, "owner"))).toEqual({
    room,
    kind: "item",
    rest: "7",
    leaf: "owner",
  });
  for (const other of ["r/rm_a", "r//chat", "x/rm_a/chat", "r/rm_a/other", "r/rm_a/item/1/owner/x", ""])
    expect(parseRoomTopic(other)).toBeNull();
});
