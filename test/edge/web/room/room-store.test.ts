import { expect, test } from "bun:test";
import {
  createRoomStore,
  EMPTY_ROOM,
  type RoomSnapshot,
  withChat,
  withConnection,
  withGift,
  withMembers,
  withOverdue,
  withoutWordsOf,
  withRoomNotice,
  withUnheard,
} from "../../../../edge/web/room/room-store.ts";
import type { Member } from "../../../../shared/protocol/ext/presence.ts";
import { giftIdSchema, giftKindIdSchema, type UserId, userIdSchema } from "../../../../shared/schema/ids.ts";
import type { ToldGift } from "../../../../shared/schema/told-gift.ts";

const user = userIdSchema.parse("usr_0123456789abcdefghjkmnpqrs");
const member = (sid: number, name: string): Member => ({
  sid,
  user,
  name,
  role: "guest",
  device: "desktop",
  avatar: null,
  muted: false,
  silenced: false,
  away: false,
  reconnecting: false,
  joinedAt: sid,
});
const mapOf = (...members: Member[]) => new Map(members.map((m) => [m.sid, m]));
function keys() {
  let count = 0;
  return () => String(++count);
}
const joined: RoomSnapshot = withConnection(EMPTY_ROOM, { name: "joined", sid: 7, isResumed: false });
const line = (from: number, text: string) => ({ id: text, from, name: "n", user, text, at: 0 });

const GIFT: ToldGift = {
  id: giftIdSchema.parse("gft_a"),
  kind: giftKindIdSchema.parse("gfk_heart"),
  names: { ja: "ハート", en: "Heart" },
  effect: "hearts",
  seconds: 4,
  coins: 10,
  from: null,
  to: null,
  text: "Encore!",
  at: 0,
};

test("oneself stands first, then who is on the stage, then whoever came first", () => {
  const people = mapOf(member(3, "c"), member(7, "me"), member(2, "b"), {
    ...member(9, "singer"),
    role: "performer",
  });
  const room = withMembers(joined, people, true, keys());
  expect(room.people.map(({ name }) => name)).toEqual(["me", "singer", "b", "c"]);
});

test("who was there before us did not just come in; who comes and goes later is told", () => {
  const nextKey = keys();
  const first = withMembers(joined, mapOf(member(2, "b"), member(7, "me")), true, nextKey);
  expect(first.lines).toEqual([]);
  const then = withMembers(first, mapOf(member(7, "me"), member(9, "d")), false, nextKey);
  expect(then.lines.map((each) => ("name" in each ? `${each.kind} ${each.name}` : ""))).toEqual([
    "went b",
    "came d",
  ]);
});

test("a change of somebody who stays writes no line", () => {
  const first = withMembers(joined, mapOf(member(2, "b"), member(7, "me")), true, keys());
  const then = withMembers(first, mapOf({ ...member(2, "b"), away: true }, member(7, "me")), false, keys());
  expect(then.lines).toBe(first.lines);
  expect(then.people.find(({ sid }) => sid === 2)?.away).toBe(true);
});

test("a line knows whether it is one's own, and 200 lines are kept", () => {
  let room = joined;
  for (let index = 0; index < 250; index++)
    room = withChat(room, line(index % 2 ? 7 : 2, `${index}`), `${index}`);
  expect(room.lines).toHaveLength(200);
  expect(room.lines.at(-1)).toMatchObject({ isOwn: true, line: { text: "249" } });
  expect(room.lines[0]).toMatchObject({ isOwn: false, line: { text: "50" } });
});

test("a line of one's own is kept until the room sends it back, and called overdue when that takes long", () => {
  const spoken = withUnheard(withUnheard(joined, "1", "hello"), "2", "anybody?");
  expect(withChat(spoken, { ...line(2, "hello"), id: "1" }, "k").unheard).toEqual(spoken.unheard);
  const heard = withChat(spoken, { ...line(7, "hello"), id: "1" }, "k");
  expect(heard.unheard).toEqual([{ id: "2", text: "anybody?", name: "under-way" }]);
  expect(withOverdue(heard, "1")).toBe(heard);
  const late = withOverdue(heard, "2");
  expect(late.unheard).toEqual([{ id: "2", text: "anybody?", name: "overdue" }]);
  expect(withChat(late, { ...line(7, "anybody?"), id: "2" }, "k").unheard).toEqual([]);
});

test("20 unheard lines are kept, the newest", () => {
  let room = joined;
  for (let index = 0; index < 25; index++) room = withUnheard(room, `${index}`, "x");
  expect(room.unheard.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 5}`));
});

test("a room that was lost was once joined; one that never let us in was not", () => {
  const reconnecting = { name: "reconnecting", retryAtMs: 1, reason: "" } as const;
  expect(withConnection(EMPTY_ROOM, reconnecting).wasJoined).toBe(false);
  expect(withConnection(joined, reconnecting).wasJoined).toBe(true);
});

test("the store tells its listeners of changes, and of nothing else", () => {
  const store = createRoomStore();
  let told = 0;
  const stop = store.subscribe(() => told++);
  store.update((room) => room);
  store.update((room) => ({ ...room, stage: "drawing" }));
  stop();
  store.update((room) => ({ ...room, stage: "none" }));
  expect(told).toBe(1);
});

test("what is told to the whole room is shown once, however often it comes", () => {
  const nextKey = keys();
  const notice = { id: "ntc_a", text: "We close.", at: 1 };
  const once = withRoomNotice(joined, notice, nextKey());
  expect(once.lines).toMatchObject([{ kind: "told", notice }]);
  expect(withRoomNotice(once, notice, nextKey())).toBe(once);
  expect(withRoomNotice(once, { ...notice, id: "ntc_b" }, nextKey()).lines).toHaveLength(2);
});

test("of who is not heard neither what they say is left, nor the words of what they give", () => {
  const nextKey = keys();
  const [noisy, calm] = ["usr_noisy", "usr_calm"].map((id) => userIdSchema.parse(id)) as [UserId, UserId];
  const gift = (from: UserId | null) => ({ ...GIFT, from: from === null ? null : { user: from, name: "n" } });
  let room = withChat(joined, { ...line(2, "loud"), user: noisy }, nextKey());
  room = withChat(room, { ...line(3, "soft"), user: calm }, nextKey());
  for (const from of [noisy, calm, null]) room = withGift(room, gift(from), nextKey());
  const texts = withoutWordsOf(room.lines, new Set([noisy])).map((one) =>
    one.kind === "said" ? one.line.text : one.kind === "given" ? one.gift.text : null,
  );
  expect(texts).toEqual(["soft", null, "Encore!", "Encore!"]);
  expect(withoutWordsOf(room.lines, new Set())).toBe(room.lines);
});
