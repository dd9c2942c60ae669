import { describe, expect, test } from "bun:test";
import { applyGift } from "../../../room/state/gift.ts";
import { isEventFrame } from "../../../shared/protocol/ext/event-frame.ts";
import { eventIdSchema, userIdSchema } from "../../../shared/schema/ids.ts";
import type { GiftNewsItem } from "../../../shared/schema/internal/gifts.ts";
import type { RoomSpec } from "../../../shared/schema/room-spec.ts";
import type { ToldGift } from "../../../shared/schema/told-gift.ts";
import { giftOf as giftAt, personNamed } from "../gifts.ts";
import { ALL_CAPABILITIES, type Client, grantOf, jsonOf, publishesOf, SPEC, Square } from "../support.ts";

const EVENT = eventIdSchema.parse("evt_test");
const HALL: RoomSpec = { ...SPEC, gifts: { event: EVENT, after: 6 } };
const giftOf = (seq: number, more: Partial<ToldGift> = {}) => giftAt(EVENT, seq, more);
const give = (square: Square, ...items: GiftNewsItem[]): boolean[] =>
  items.map((item) => applyGift(square.room, item, square.nowMs));
const enter = (square: Square, name: string, more: Parameters<Square["enter"]>[1] = {}) =>
  square.enter(name, { capabilities: ALL_CAPABILITIES, ...more });
const giftsOf = (client: Client) =>
  client.heard().sections.flatMap((section) => (section.kind === "gift" ? [section.message] : []));
const idsOf = (client: Client): string[] => giftsOf(client).map(({ id }) => id);
const plainIdsOf = (client: Client) =>
  publishesOf(client.heard())
    .filter(({ topicName }) => topicName === "r/rm_test/gift")
    .map((packet) => jsonOf(packet)["id"]);

describe("a gift", () => {
  test("[GIFT-1] reaches everybody in the room, ghosts too, each in its own form, and is not kept for who comes later", () => {
    const square = new Square(HALL);
    const [extended, ghost, plain] = [
      enter(square, "a"),
      enter(square, "g", { ghost: true }),
      square.enter("p"),
    ];
    plain.subscribe("r/rm_test/gift");
    plain.heard();
    expect(give(square, giftOf(7))).toEqual([true]);
    expect([giftsOf(extended), giftsOf(ghost)]).toEqual([[giftOf(7).gift], [giftOf(7).gift]]);
    const told = publishesOf(plain.heard());
    expect(told).toMatchObject([{ topicName: "r/rm_test/gift", qos: 1, retain: false }]);
    expect(jsonOf(told[0])).toEqual(giftOf(7).gift);
    const late = square.enter("late");
    late.subscribe("r/rm_test/#");
    expect(plainIdsOf(late)).toEqual([]);
  });

  test("[GIFT-2] is told once, in its order, however often the room hears of it, and not of another event's", () => {
    const square = new Square(HALL);
    const [extended, plain] = [enter(square, "a"), square.enter("p")];
    plain.subscribe("r/rm_test/gift");
    give(square, giftOf(7), giftOf(8), giftOf(7), giftOf(8));
    expect(give(square, giftOf(6), { ...giftOf(9), event: eventIdSchema.parse("evt_other") })).toEqual([
      false,
      false,
    ]);
    expect(idsOf(extended)).toEqual(["gft_7", "gft_8"]);
    expect(plainIdsOf(plain)).toEqual(["gft_7", "gft_8"]);
  });

  test("[GIFT-2] that a room told is not told again where it moves to, nor where it opens again as it was kept", () => {
    const square = new Square(HALL);
    enter(square, "a");
    give(square, giftOf(7), giftOf(8));
    for (const there of [square.moved({ ...HALL, gifts: { event: EVENT, after: 9 } }), square.reopened()]) {
      const client = enter(there, "b");
      expect(give(there, giftOf(7), giftOf(8), giftOf(9))).toEqual([false, false, true]);
      expect(idsOf(client)).toEqual(["gft_9"]);
    }
  });

  test("[GIFT-2] of while somebody was away is told once when they come back", () => {
    const square = new Square(HALL);
    const client = enter(square, "a");
    give(square, giftOf(7));
    const heard = client.heard();
    const events = heard.packets.filter(
      (packet) => packet.type === "frame" && isEventFrame(packet.body),
    ).length;
    client.drop();
    give(square, giftOf(8));
    const back = enter(square, "a", { resume: { token: grantOf(heard).resumeToken ?? "", events } });
    expect(idsOf(back)).toEqual(["gft_8"]);
  });

  test("[GIFT-3] of before the room opened is not told", () => {
    const square = new Square(HALL);
    const client = enter(square, "a");
    expect(give(square, giftOf(5), giftOf(6), giftOf(7))).toEqual([false, false, true]);
    expect(idsOf(client)).toEqual(["gft_7"]);
    expect(give(new Square(), giftOf(7))).toEqual([false]);
  });

  test("[GIFT-4] is no client's to say", () => {
    const square = new Square(HALL);
    const [hears, says] = [square.enter("hears"), square.enter("says", { version: 5, role: "moderator" })];
    hears.subscribe("r/rm_test/gift");
    says.publish("r/rm_test/gift", JSON.stringify(giftOf(7).gift), { qos: 1 });
    expect(plainIdsOf(hears)).toEqual([]);
    expect(says.heard().packets).toContainEqual(
      expect.objectContaining({ type: "puback", reasonCode: 0x87 }),
    );
  });

  test("[GIFT-5] is not told across a block, whether or not its giver is in this room", () => {
    const square = new Square(HALL);
    const [blocker, other] = [enter(square, "a"), enter(square, "b")];
    blocker.frame({
      kind: "mod",
      message: { op: "block", target: userIdSchema.parse("usr_fan"), reason: "" },
    });
    give(square, giftOf(7), giftOf(8, { from: personNamed("b") }));
    expect([idsOf(blocker), idsOf(other)]).toEqual([["gft_8"], ["gft_7", "gft_8"]]);
  });

  test("[GIFT-5] of somebody who is muted or banned here comes without its words", () => {
    const square = new Square(HALL);
    const moderator = enter(square, "m", { role: "moderator" });
    const fan = enter(square, "fan");
    const textsOf = () => giftsOf(moderator).map(({ text }) => text);
    moderator.frame({ kind: "mod", message: { op: "mute", target: fan.sid, reason: "" } });
    give(square, giftOf(7));
    expect(textsOf()).toEqual([null]);
    moderator.frame({ kind: "mod", message: { op: "unmute", target: fan.sid, reason: "" } });
    give(square, giftOf(8));
    expect(textsOf()).toEqual(["Encore!"]);
    moderator.frame({
      kind: "mod",
      message: { op: "ban", target: userIdSchema.parse("usr_fan"), reason: "", untilMs: null },
    });
    give(square, giftOf(9));
    expect(textsOf()).toEqual([null]);
    expect(square.room.chatLog.lines.map(({ text }) => text)).toEqual(["Encore!"]);
  });
});
