import { describe, expect, test } from "bun:test";
import { banOf, KEPT_USERS_MAX } from "../../../room/state/moderation-state.ts";
import type { ModDown, ModUp } from "../../../shared/protocol/ext/mod.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import type { Role } from "../../../shared/schema/role.ts";
import {
  ALL_CAPABILITIES,
  type Client,
  type Heard,
  identity,
  jsonOf,
  publishesOf,
  Square,
} from "../support.ts";
import { say, standAt, voicesOf } from "../voices.ts";

const MOD_ME = "r/rm_test/mod/me";
const enter = (square: Square, name: string, role: Role = "guest"): Client =>
  square.enter(name, { capabilities: ALL_CAPABILITIES, role });
const user = (name: string) => userIdSchema.parse(`usr_${name}`);

/** Asks by section; a reason is filled in as the schema does. */
const ask = (
  client: Client,
  mod: { op: ModUp["op"]; target: number | string } & Record<string, unknown>,
): void => client.frame({ kind: "mod", message: { reason: "", ...mod } as ModUp });

const modsOf = ({ sections, packets }: Heard): ModDown[] => [
  ...sections.flatMap((s) => (s.kind === "mod" ? [s.message] : [])),
  ...publishesOf({ sections, packets })
    .filter((p) => p.topicName.startsWith("r/rm_test/mod/"))
    .map((p) => jsonOf(p) as unknown as ModDown),
];
const noticesOf = ({ sections }: Heard): number[] =>
  sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));
const chatsOf = ({ sections }: Heard): string[] =>
  sections.flatMap((s) => (s.kind === "chat" ? [s.message.text] : []));

/** Who was asked to leave, by what BYE. */
const closesOf = (square: Square): [actorId: number, byeReason: number | undefined, reasonCode: number][] =>
  square.out.flatMap((e) =>
    e.kind === "close" ? [[e.actorId, e.byeReason, e.reasonCode] as [number, number, number]] : [],
  );

function cast(square: Square) {
  const people = {
    guest: enter(square, "guest"),
    other: enter(square, "other"),
    staff: enter(square, "staff", "staff"),
    moderator: enter(square, "moderator", "moderator"),
  };
  hush(people);
  return people;
}
function hush(people: Readonly<Record<string, Client>>): void {
  for (const client of Object.values(people)) client.heard();
}

describe("[MOD-3] who may do what to whom", () => {
  test("goes by role: a guest may nothing but block, staff mutes and kicks, a moderator bans and appoints", () => {
    const needs = {
      kick: "staff",
      mute: "staff",
      unmute: "staff",
      ban: "moderator",
      unban: "moderator",
    } as const;
    for (const [op, least] of Object.entries(needs) as [keyof typeof needs, Role][])
      for (const role of ["guest", "member", "performer", "staff", "moderator", "server"] as const) {
        const square = new Square();
        const [by, target] = [enter(square, "by", role), enter(square, "target")];
        by.heard();
        ask(by, { op, target: target.sid });
        const ladder = ["guest", "member", "performer", "staff", "moderator", "server"];
        const may = ladder.indexOf(role) >= ladder.indexOf(least) && role !== "guest";
        const { heard } = { heard: by.heard() };
        expect([op, role, modsOf(heard).length, noticesOf(heard)]).toEqual([
          op,
          role,
          may ? 1 : 0,
          may ? [] : [6],
        ]);
      }
  });

  test("nobody acts on somebody whose role is as high, or on themselves", () => {
    const square = new Square();
    const { staff, moderator, guest } = cast(square);
    const second = enter(square, "second", "moderator");
    hush({ staff, moderator, guest, second });
    for (const [by, target] of [
      [staff, moderator],
      [moderator, second],
    ] as const) {
      ask(by, { op: "kick", target: target.sid });
      expect(noticesOf(by.heard())).toEqual([6]);
    }
    ask(second, { op: "mute", target: second.sid });
    expect(noticesOf(second.heard())).toEqual([21]);
    expect(closesOf(square)).toEqual([]);
    expect(moderator.actor.participant?.member.silenced).toBe(false);
  });

  test("what is meant for nobody here has no meaning, and is told as such once", () => {
    const square = new Square();
    const { moderator } = cast(square);
    ask(moderator, { op: "kick", target: 999 });
    ask(moderator, { op: "kick", target: "usr_nobody" });
    ask(moderator, { op: "role", target: "usr_nobody", role: "staff" });
    ask(moderator, { op: "ban", target: "usr_late", untilMs: square.nowMs });
    expect(noticesOf(moderator.heard())).toEqual([21]);
    expect(square.out.filter((e) => e.kind === "moderated")).toEqual([]);
  });

  test("[LIMIT-3] more than 2 MOD a second, after a burst of 10, are dropped", () => {
    const square = new Square();
    const { moderator, guest } = cast(square);
    for (let count = 0; count < 12; count++) ask(moderator, { op: "mute", target: guest.sid });
    const heard = moderator.heard();
    expect([modsOf(heard).length, noticesOf(heard)]).toEqual([10, [20]]);
  });
});

describe("[MOD-2] what was done", () => {
  test("is told to whoever did it, to the target, and to those who may kick: to nobody else", () => {
    const square = new Square();
    const people = cast(square);
    const { guest, other, staff, moderator } = people;
    ask(staff, { op: "mute", target: guest.sid, reason: "too loud" });
    const told = {
      op: "mute",
      target: user("guest"),
      sid: guest.sid,
      by: user("staff"),
      reason: "too loud",
    } as const;
    expect([guest, other, staff, moderator].map((c) => modsOf(c.heard()))).toEqual([
      [told],
      [],
      [told],
      [told],
    ]);
    expect(square.out.filter((e) => e.kind === "moderated")).toEqual([
      { kind: "moderated", room: square.room.spec.room, message: told },
    ]);
  });

  test("is told to all connections of the user that is meant", () => {
    const square = new Square();
    const { moderator } = cast(square);
    const second = { capabilities: ALL_CAPABILITIES, connect: { clientId: "second window" } };
    const twice = [enter(square, "twin"), square.enter("twin", second)] as const;
    for (const client of twice) client.heard();
    ask(moderator, { op: "kick", target: twice[1].sid });
    for (const client of twice) expect(modsOf(client.heard()).map(({ op }) => op)).toEqual(["kick"]);
    expect(closesOf(square).map(([id]) => id)).toEqual(twice.map((c) => c.actor.id));
  });

  test("[MOD-7] reaches a plain client on its own topic, by wildcard too, and never another's", () => {
    const square = new Square();
    const { moderator } = cast(square);
    const [target, looker, exact] = ["target", "looker", "exact"].map((name) =>
      square.enter(name, { version: 5 }),
    ) as [Client, Client, Client];
    target.subscribe("r/rm_test/#");
    looker.subscribe("r/rm_test/#");
    looker.subscribe("r/rm_test/mod/+");
    exact.subscribe(`r/rm_test/mod/${exact.sid}`);
    hush({ target, looker, exact });
    exact.subscribe(`r/rm_test/mod/${target.sid}`);
    expect(exact.heard().packets).toMatchObject([{ type: "suback", reasonCodes: [0x87] }]);
    ask(moderator, { op: "kick", target: target.sid });
    ask(moderator, { op: "kick", target: exact.sid });
    const kicked = (client: Client) => [{ op: "kick", target: client.actor.participant?.member.user }];
    expect(modsOf(target.heard())).toMatchObject(kicked(target));
    expect(modsOf(exact.heard())).toMatchObject(kicked(exact));
    expect(modsOf(looker.heard())).toEqual([]);
  });

  test("[MOD-1] is asked by plain clients in JSON, and answered at QoS 1", () => {
    const square = new Square();
    const guest = square.enter("guest", { version: 5 });
    const moderator = square.enter("moderator", { version: 5, role: "moderator" });
    hush({ guest, moderator });
    for (const [client, mod] of [
      [guest, { op: "kick", target: moderator.sid }],
      [guest, { op: "block", target: "usr_moderator" }],
      [moderator, { op: "mute", target: guest.sid, reason: "a\nb" }],
      [moderator, { op: "mute", target: guest.sid, reason: "x".repeat(201) }],
      [moderator, { op: "mute", target: "guest" }],
      [moderator, { op: "mute", target: 77 }],
      [moderator, { op: "mute", target: guest.sid }],
    ] as const)
      client.publish(MOD_ME, JSON.stringify(mod), { qos: 1 });
    const codesOf = ({ packets }: Heard) =>
      packets.flatMap((p) => (p.type === "puback" ? [p.reasonCode] : []));
    expect(codesOf(guest.heard())).toEqual([0x87, 0]);
    expect(codesOf(moderator.heard())).toEqual([0x99, 0x99, 0x99, 0x83, 0]);
  });
});

describe("[MOD-4] a muted user", () => {
  test("is heard by nobody, what still waited included, is told why, and is seen as silenced", () => {
    const square = new Square();
    const people = cast(square);
    const { guest, other, moderator } = people;
    standAt(guest, 0);
    standAt(other, 1);
    for (let round = 0; round < 2; round++) {
      square.pass(100);
      hush(people);
    }
    say(guest, 1, { spurtStart: true });
    say(guest, 1, { target: 3, to: other.sid });
    ask(moderator, { op: "mute", target: guest.sid });
    say(guest, 2);
    say(guest, 3, { target: 3, to: other.sid });
    guest.frame({ kind: "chat", message: { text: "but" } });
    hush({ other });
    for (let at = 0; at < 100; at += 5) square.pass(5);
    const heard = other.heard();
    expect([voicesOf(heard), chatsOf(heard)]).toEqual([[], []]);
    // Of voice and of chat.
    expect(noticesOf(guest.heard())).toEqual([19, 19]);
    expect(square.room.participants.get(guest.sid)?.member).toMatchObject({ silenced: true, muted: false });
  });

  test("cannot take it back by ME, is still muted when they come back, and is heard again once unmuted", () => {
    const square = new Square();
    const people = cast(square);
    const { guest, other, moderator } = people;
    ask(moderator, { op: "mute", target: guest.sid });
    guest.frame({ kind: "me", message: { muted: false } });
    guest.leave();
    const again = enter(square, "guest");
    expect(again.actor.participant?.member.silenced).toBe(true);
    again.frame({ kind: "chat", message: { text: "no" } });
    ask(moderator, { op: "unmute", target: again.sid });
    again.frame({ kind: "chat", message: { text: "yes" } });
    expect(chatsOf(other.heard())).toEqual(["yes"]);
  });
});

describe("[MOD-5] kick and ban", () => {
  test("end the user's connections with a BYE of their own, and 0x98", () => {
    const square = new Square();
    const { guest, other, moderator } = cast(square);
    ask(moderator, { op: "kick", target: guest.sid });
    ask(moderator, { op: "ban", target: other.sid });
    expect(closesOf(square)).toEqual([
      [guest.actor.id, 5, 0x98],
      [other.actor.id, 6, 0x98],
    ]);
  });

  test("a ban refuses the user at the door, whatever the client id, until it is over or lifted", () => {
    const square = new Square();
    const { moderator } = cast(square);
    ask(moderator, { op: "ban", target: "usr_pest", untilMs: square.nowMs + 1_000, reason: "spam" });
    const door = (version: 4 | 5) => square.enter("pest", { version }).heard().packets[0];
    expect(door(5)).toMatchObject({
      type: "connack",
      reasonCode: 0x8a,
      properties: { reasonString: "spam" },
    });
    expect(door(4)).toMatchObject({ type: "connack", reasonCode: 5 });
    square.pass(1_000);
    expect(door(5)).toMatchObject({ type: "connack", reasonCode: 0 });
    ask(moderator, { op: "ban", target: "usr_pest" });
    square.pass(3_600_000);
    expect(door(5)).toMatchObject({ reasonCode: 0x8a });
    ask(moderator, { op: "unban", target: "usr_pest" });
    expect(door(5)).toMatchObject({ reasonCode: 0 });
  });

  test("a ban does not keep out whose role is as high as that of who banned", () => {
    const square = new Square();
    const { moderator } = cast(square);
    for (const name of ["peer", "chief", "guest2"]) ask(moderator, { op: "ban", target: `usr_${name}` });
    const isKeptOut = (name: string, role: Role) =>
      banOf(square.room, identity(name, role), square.nowMs) !== null;
    expect([
      isKeptOut("peer", "moderator"),
      isKeptOut("chief", "server"),
      isKeptOut("guest2", "staff"),
    ]).toEqual([false, false, true]);
  });

  test("are refused when the room remembers as many as it may, and none is forgotten for it", () => {
    const square = new Square();
    const { moderator, guest } = cast(square);
    const { bans } = square.room.moderation;
    for (let count = 0; count < KEPT_USERS_MAX; count++)
      bans.set(user(String(count)), { untilMs: null, rank: 4, reason: "" });
    ask(moderator, { op: "ban", target: guest.sid });
    expect(noticesOf(moderator.heard())).toEqual([21]);
    expect([bans.size, closesOf(square)]).toEqual([KEPT_USERS_MAX, []]);
  });
});

describe("[MOD-6] a role", () => {
  test("is given up to one's own, seen by all, and kept over a reconnect instead of the ticket's", () => {
    const square = new Square();
    const people = cast(square);
    const { guest, moderator } = people;
    ask(moderator, { op: "role", target: guest.sid, role: "server" });
    expect(noticesOf(moderator.heard())).toEqual([6]);
    ask(moderator, { op: "role", target: guest.sid, role: "performer" });
    expect(guest.actor.participant?.member.role).toBe("performer");
    say(guest, 1, { target: 1, spurtStart: true });
    hush(people);
    square.pass(20);
    expect(voicesOf(people.other.heard())).toEqual([`${guest.sid}:1`]);
    guest.leave();
    expect(enter(square, "guest").actor.participant?.member.role).toBe("performer");
  });

  test("given to an equal is refused; given to a peer of one's own making it cannot be taken back", () => {
    const square = new Square();
    const { staff, moderator, guest } = cast(square);
    ask(staff, { op: "role", target: guest.sid, role: "member" });
    expect(noticesOf(staff.heard())).toEqual([6]);
    ask(moderator, { op: "role", target: staff.sid, role: "moderator" });
    ask(moderator, { op: "role", target: staff.sid, role: "guest" });
    expect(staff.actor.participant?.member.role).toBe("moderator");
  });
});

describe("[MOD-8] what somebody higher did", () => {
  const ladder = () => {
    const square = new Square();
    const people = {
      staff: enter(square, "staff", "staff"),
      moderator: enter(square, "moderator", "moderator"),
      second: enter(square, "second", "moderator"),
      server: enter(square, "server", "server"),
    };
    hush(people);
    const isRefused = (client: Client): boolean => noticesOf(client.heard()).includes(6);
    return { square, ...people, isRefused };
  };

  test("as a ban is not lifted, shortened or replaced from below, but by somebody as high, and anew once it is over", () => {
    const { square, moderator, second, server, isRefused } = ladder();
    const doorOf = () => banOf(square.room, identity("pest"), square.nowMs)?.reason ?? "open";
    ask(server, { op: "ban", target: "usr_pest", untilMs: square.nowMs + 10_000, reason: "server's" });
    ask(moderator, { op: "unban", target: "usr_pest" });
    expect([isRefused(moderator), doorOf()]).toEqual([true, "server's"]);
    ask(second, { op: "ban", target: "usr_pest", untilMs: square.nowMs + 1, reason: "shorter" });
    expect([isRefused(second), doorOf()]).toEqual([true, "server's"]);
    square.pass(10_000);
    ask(moderator, { op: "ban", target: "usr_pest", untilMs: null, reason: "moderator's" });
    expect(doorOf()).toBe("moderator's");
    ask(second, { op: "unban", target: "usr_pest" });
    expect(doorOf()).toBe("open");
    ask(moderator, { op: "ban", target: "usr_pest", untilMs: null, reason: "moderator's" });
    ask(server, { op: "ban", target: "usr_pest", untilMs: null, reason: "taken over" });
    ask(second, { op: "unban", target: "usr_pest" });
    expect([moderator, server].map(isRefused)).toEqual([false, false]);
    expect(doorOf()).toBe("taken over");
  });

  test("as a mute is not lifted from below, nor made lighter by muting again", () => {
    const { square, staff, moderator, isRefused } = ladder();
    const guest = enter(square, "guest");
    const isSilenced = () => guest.actor.participant?.member.silenced;
    ask(moderator, { op: "mute", target: guest.sid });
    ask(staff, { op: "mute", target: guest.sid });
    expect(isRefused(staff)).toBe(false);
    guest.leave();
    ask(staff, { op: "unmute", target: "usr_guest" });
    expect([enter(square, "guest").actor.participant?.member.silenced, isSilenced()]).toEqual([true, true]);
    ask(moderator, { op: "unmute", target: "usr_guest" });
    ask(staff, { op: "mute", target: "usr_guest" });
    ask(staff, { op: "unmute", target: "usr_guest" });
    expect(enter(square, "guest").actor.participant?.member.silenced).toBe(false);
  });

  test("as a role is not changed from below", () => {
    const { square, moderator, server, isRefused } = ladder();
    const fallen = enter(square, "fallen", "moderator");
    const role = () => square.room.participants.get(fallen.sid)?.member.role;
    ask(server, { op: "role", target: fallen.sid, role: "guest" });
    ask(moderator, { op: "role", target: fallen.sid, role: "staff" });
    expect([isRefused(moderator), role()]).toEqual([true, "guest"]);
    ask(server, { op: "role", target: fallen.sid, role: "member" });
    expect(role()).toBe("member");
  });
});
