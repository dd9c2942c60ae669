import { describe, expect, test } from "bun:test";
import { holdTo } from "../../../room/state/held-sanctions.ts";
import { banOf } from "../../../room/state/moderation-state.ts";
import { ByeReason } from "../../../shared/protocol/ext/bye.ts";
import type { ModUp } from "../../../shared/protocol/ext/mod.ts";
import { NoticeCode } from "../../../shared/protocol/ext/notice.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import type { HeldSanction } from "../../../shared/schema/internal/moderation.ts";
import { ALL_CAPABILITIES, type Client, type Heard, identity, SPEC, Square } from "../support.ts";
import { say, standAt, voicesOf } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const A = userIdSchema.parse("usr_a");
const sanction = (over: Partial<HeldSanction> = {}): HeldSanction => ({
  kind: "ban",
  scope: "platform",
  scopeId: null,
  untilMs: null,
  reason: "because",
  ...over,
});
const hold = (square: Square, ...sanctions: HeldSanction[]) =>
  holdTo(square.room, A, sanctions, square.nowMs, square.out);
const closesOf = (square: Square) => square.out.filter((effect) => effect.kind === "close");
const chatsOf = ({ sections }: Heard) => sections.flatMap((s) => (s.kind === "chat" ? [s.message.text] : []));
const noticesOf = ({ sections }: Heard) =>
  sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));
const chat = (client: Client, text: string) => client.frame({ kind: "chat", message: { text } });

describe("[MOD-9] what a moderator of Hiroba as a whole decided", () => {
  test("as a ban sends every connection of the user out, saying why on one line, and keeps them out", () => {
    const square = new Square();
    const [first, ghost] = [
      square.enter("a", EXTENDED),
      square.enter("a", { ...EXTENDED, ghost: true, connect: { clientId: "other" } }),
    ];
    square.enter("b", EXTENDED);
    hold(square, sanction({ reason: "shouting\nall day" }));
    const closes = closesOf(square).map(
      (effect) => effect.kind === "close" && [effect.actorId, effect.message],
    );
    expect(closes.toSorted()).toEqual(
      [first, ghost].map(({ actor }) => [actor.id, "shouting all day"]).toSorted(),
    );
    expect(closesOf(square)[0]).toMatchObject({
      reasonCode: ReasonCode.administrativeAction,
      byeReason: ByeReason.banned,
    });
    const again = square.enter("a", EXTENDED);
    expect(again.actor.participant).toBeNull();
    expect(again.heard().packets[0]).toMatchObject({ type: "connack", reasonCode: ReasonCode.banned });
    expect(square.enter("a", { version: 4 }).heard().packets[0]).toMatchObject({ reasonCode: 5 });
  });

  test.each([
    ["this world", { scope: "world", scopeId: SPEC.world.id }, true],
    ["another world", { scope: "world", scopeId: "wld_other" }, false],
    ["this room", { scope: "room", scopeId: SPEC.room }, true],
    ["another room", { scope: "room", scopeId: "rm_other" }, false],
  ] as const)("for %s is about this room, or is not", (_what, scope, isHere) => {
    const square = new Square();
    square.enter("a");
    hold(square, sanction(scope));
    expect(closesOf(square)).toHaveLength(isHere ? 1 : 0);
    expect(banOf(square.room, identity("a"), square.nowMs) !== null).toBe(isHere);
  });

  test("as a mute lets nobody hear them, also who comes back, until it ends or is taken back", () => {
    const square = new Square();
    const b = square.enter("b", EXTENDED);
    let a = square.enter("a", EXTENDED);
    const untilMs = square.nowMs + 60_000;
    expect(hold(square, sanction({ kind: "mute", untilMs }), sanction({ kind: "mute" }))).toBe(untilMs);
    hold(square, sanction({ kind: "mute", untilMs }));
    chat(a, "unheard");
    expect(noticesOf(a.heard())).toContain(NoticeCode.muted);
    a.leave();
    a = square.enter("a", EXTENDED);
    expect(a.actor.participant?.member.silenced).toBe(true);
    chat(a, "unheard");
    expect(chatsOf(b.heard())).toEqual([]);
    square.nowMs = untilMs;
    hold(square);
    expect(a.actor.participant?.member.silenced).toBe(false);
    chat(a, "heard");
    expect(chatsOf(b.heard())).toEqual(["heard"]);
  });

  test("as a mute silences what they said and was not passed on yet", () => {
    const square = new Square();
    const [a, b] = [square.enter("a", EXTENDED), square.enter("b", EXTENDED)];
    for (const client of [a, b]) standAt(client, 0);
    square.pass(20);
    b.heard();
    say(a, 1);
    hold(square, sanction({ kind: "mute" }));
    square.pass(40);
    expect(voicesOf(b.heard())).toEqual([]);
  });

  test("is not taken back by anybody in the room, and takes nothing back that was decided there", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    const server = square.enter("server", { ...EXTENDED, role: "server" });
    const ask = (op: "mute" | "unmute") =>
      server.frame({ kind: "mod", message: { op, target: A, reason: "" } as ModUp });
    hold(square, sanction({ kind: "mute" }));
    ask("unmute");
    expect(noticesOf(server.heard())).toContain(NoticeCode.notAllowed);
    expect(a.actor.participant?.member.silenced).toBe(true);
    hold(square);
    ask("mute");
    hold(square, sanction({ kind: "mute" }));
    hold(square);
    expect(a.actor.participant?.member.silenced).toBe(true);
    ask("unmute");
    expect(a.actor.participant?.member.silenced).toBe(false);
  });
});
