import { describe, expect, test } from "bun:test";
import { applyNotice } from "../../../room/state/notice.ts";
import { ALL_CAPABILITIES, type Heard, jsonOf, publishesOf, Square } from "../support.ts";

const NOTICE = { id: "ntc_a", text: "The square closes at nine.", at: 1_000 };
const noticesOf = (heard: Heard) =>
  heard.sections.flatMap((s) => (s.kind === "roomNotice" ? [s.message] : []));

describe("a notice", () => {
  test("[ROOM-4] reaches everybody in the room, each in its own form, and is not kept for who comes later", () => {
    const square = new Square();
    const [plain, extended] = [
      square.enter("plain"),
      square.enter("extended", { capabilities: ALL_CAPABILITIES }),
    ];
    plain.subscribe("r/rm_test/notice");
    plain.heard();
    applyNotice(square.room, NOTICE);
    expect(publishesOf(plain.heard())).toMatchObject([{ topicName: "r/rm_test/notice", retain: false }]);
    expect(noticesOf(extended.heard())).toEqual([NOTICE]);
    applyNotice(square.room, { ...NOTICE, id: "ntc_b" });
    expect(publishesOf(plain.heard()).map((p) => jsonOf(p))).toEqual([{ ...NOTICE, id: "ntc_b" }]);
    const late = square.enter("late");
    late.subscribe("r/rm_test/notice");
    expect(publishesOf(late.heard())).toEqual([]);
  });

  test("[ROOM-5] is nobody's to say who is in the room", () => {
    const square = new Square();
    const [hears, says] = [square.enter("hears"), square.enter("says", { version: 5 })];
    hears.subscribe("r/rm_test/notice");
    hears.heard();
    says.publish("r/rm_test/notice", JSON.stringify(NOTICE), { qos: 1 });
    expect(publishesOf(hears.heard())).toEqual([]);
    expect(says.heard().packets).toContainEqual(
      expect.objectContaining({ type: "puback", reasonCode: 0x87 }),
    );
  });
});
