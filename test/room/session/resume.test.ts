import { describe, expect, test } from "bun:test";
import { EVENTS_KEPT_MAX } from "../../../room/pubsub/event-ring.ts";
import { RESUME_WINDOW_MS } from "../../../room/session/held-places.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { encodeItem } from "../../../shared/protocol/ext/item.ts";
import { ANY_VERSION, StateScope, StateType } from "../../../shared/protocol/ext/state-kv.ts";
import { roomIdSchema } from "../../../shared/schema/ids.ts";
import { chatter, linesOf, presenceOf, Returning } from "../returning.ts";
import { ALL_CAPABILITIES, type Client, grantOf, type Heard, SPEC, Square } from "../support.ts";
import { say, standAt, voicesOf } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const WITHOUT_RESUME = { capabilities: ALL_CAPABILITIES & ~Capability.resume };
const set = (key: string, text: string, scope: StateScope = StateScope.own) =>
  ({
    kind: "stateSet",
    message: {
      scope,
      key,
      version: ANY_VERSION,
      value: { type: StateType.text, bytes: new TextEncoder().encode(text) },
    },
  }) as const;
const kindsOf = ({ sections }: Heard): string[] => sections.map(({ kind }) => kind);

/** Everybody reads all there is: the room as it is, then poses, which wait for that. */
function settle(square: Square, ...clients: readonly { heard(): Heard }[]): void {
  for (let round = 0; round < 2; round++) {
    square.pass(100);
    for (const client of clients) client.heard();
  }
}

/** Time passes, and everybody reads as fast as it comes: voice and poses wait for who does not. */
function hear(square: Square, ms: number, ...readers: readonly (() => Heard)[]): Heard[] {
  const heard = readers.map(() => ({ packets: [], sections: [] }) as Record<keyof Heard, unknown[]>);
  for (let at = 0; at < ms; at += 5) {
    square.pass(5);
    for (const [index, read] of readers.entries()) {
      const { packets, sections } = read();
      heard[index]?.packets.push(...packets);
      heard[index]?.sections.push(...sections);
    }
  }
  return heard as unknown as Heard[];
}

/** Somebody who may come back, and somebody who looks on. */
function twoInASquare(square = new Square()) {
  const other = square.enter("other", { ...EXTENDED, role: "moderator" });
  const guest = new Returning(square, "guest");
  settle(square, other, { heard: () => guest.read() });
  return { square, guest, other };
}

describe("the token", () => {
  test("[RESUME-1] is in the grant of who asked for it, 32 hex digits that nobody had before", () => {
    const square = new Square();
    const tokens = ["a", "b"].map((name) => grantOf(square.enter(name, EXTENDED).heard()).resumeToken);
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{32}$/);
    expect(tokens[0]).not.toBe(tokens[1]);
    const without = grantOf(square.enter("c", WITHOUT_RESUME).heard());
    expect(without).toMatchObject({ resumeToken: null, resumed: "no" });
  });

  test("[RESUME-1] is good once: the next grant has another", () => {
    const { guest } = twoInASquare();
    const used = guest.resume.token;
    guest.client.drop();
    guest.comeBack();
    expect(guest.grant.resumed).toBe("replayed");
    expect(guest.resume.token).not.toBe(used);
    guest.client.drop();
    guest.comeBack({ resume: { token: used, events: 0 } });
    expect(guest.grant.resumed).toBe("no");
  });

  test("[RESUME-6] is as good as none when it is used, old, another's, another room's or nobody's, and none of these shows", () => {
    const { square, guest, other } = twoInASquare();
    const elsewhere = new Square({ ...SPEC, room: roomIdSchema.parse("rm_other") });
    const foreign = grantOf(square.enter("third", EXTENDED).heard()).resumeToken ?? "";
    const old = new Returning(square, "old");
    old.client.drop();
    square.pass(RESUME_WINDOW_MS + 50);
    const tokens = [foreign, old.resume.token, "0".repeat(32)];
    for (const token of tokens) {
      const late = square.enter("guest", {
        ...EXTENDED,
        connect: { clientId: token },
        resume: { token, events: 0 },
      });
      const grant = grantOf(late.heard());
      expect(grant).toMatchObject({ resumed: "no", capabilities: ALL_CAPABILITIES });
      expect([guest.sid, other.sid]).not.toContain(grant.sid);
      late.leave();
    }
    expect(square.places.find(guest.resume.token, elsewhere.room, null, "visible")).toBeNull();
    expect(square.metrics.resumes).toEqual({ replayed: 0, anew: 0, refused: tokens.length });
    // What was tried for nothing is still good for its owner.
    const third = square.enter("third", { ...EXTENDED, resume: { token: foreign, events: 0 } });
    expect(grantOf(third.heard()).resumed).not.toBe("no");
  });
});

describe("[RESUME-2] who comes back", () => {
  test("is the same participant to everybody: reconnecting, then not, and never gone", () => {
    const { square, guest, other } = twoInASquare();
    const { sid } = guest;
    guest.client.drop();
    square.pass(4_000);
    expect(presenceOf(other.heard())).toEqual(["update guest reconnecting"]);
    guest.comeBack();
    expect([guest.sid, guest.grant.sid]).toEqual([sid, sid]);
    square.pass(RESUME_WINDOW_MS);
    expect(presenceOf(other.heard())).toEqual(["update guest"]);
    expect(square.out.filter(({ kind }) => kind === "report")).toHaveLength(2);
    expect(square.metrics.resumes.replayed).toBe(1);
  });

  test("is so to plain clients too, whose retained member says it", () => {
    const square = new Square();
    const guest = new Returning(square, "guest");
    const plain = square.enter("plain");
    plain.subscribe("r/rm_test/presence/#");
    const membersOf = () =>
      plain.heard().packets.flatMap((p) => {
        if (p.type !== "publish" || !p.topicName.endsWith(`/${guest.sid}`)) return [];
        return [p.payload.length === 0 ? null : JSON.parse(new TextDecoder().decode(p.payload)).reconnecting];
      });
    guest.client.drop();
    guest.comeBack();
    expect(membersOf()).toEqual([false, true, false]);
  });

  test("still has what it had: items in their epochs, own keys, what it said of itself, limits used up", () => {
    const square = new Square();
    const owner = new Returning(square, "owner", { role: "member" });
    const other = square.enter("other", EXTENDED);
    const at = { position: [1, 0, 0], rotation: [0, 0, 0, 1] } as const;
    owner.client.frame(
      {
        kind: "itemSpawn",
        message: { kind: "ball", position: [...at.position], rotation: [...at.rotation] },
      },
      { kind: "itemClaim", message: { item: 1, seenEpoch: 0, reqId: 0, mode: 0 } },
      set("hat", "red"),
      { kind: "me", message: { muted: true } },
    );
    settle(square, other);
    owner.read();
    const budgetLeft = owner.client.actor.participant?.budgets.me.tokens;
    owner.client.drop();
    square.pass(1_000);
    owner.comeBack();
    settle(square, other);
    const block = encodeItem({ item: 1, epoch: 1, tMs: 0, ...at, sleeping: false, teleport: false });
    owner.client.frame({ kind: "item", message: block });
    square.pass(100);
    const heard = other.heard();
    expect(kindsOf(heard)).toEqual(["items"]);
    expect(square.room.items.byId.get(1)?.ownership).toEqual({ name: "held", owner: owner.sid, epoch: 1 });
    const participant = square.room.participants.get(owner.sid);
    expect(participant?.ownState.kept.has("hat")).toBe(true);
    expect(participant?.member).toMatchObject({ muted: true, reconnecting: false });
    expect(participant?.budgets.me.tokens).toBe(budgetLeft ?? Number.NaN);
  });

  test("hears and is heard as before: poses, chat, voice and whispers", () => {
    const { square, guest, other } = twoInASquare();
    for (const client of [guest.client, other]) standAt(client, 1);
    settle(square, other);
    guest.client.drop();
    square.pass(500);
    other.heard();
    guest.comeBack();
    settle(square, other, { heard: () => guest.read() });
    standAt(other, 2);
    chatter(other, "hi");
    say(other, 1, { spurtStart: true });
    say(other, 2, { target: 3, to: guest.sid });
    const [toGuest] = hear(square, 100, () => guest.read()) as [Heard];
    expect(voicesOf(toGuest).sort()).toEqual([`${other.sid}:1`, `${other.sid}:2`]);
    expect(new Set(kindsOf(toGuest))).toEqual(new Set(["chat", "voices", "poses"]));
    other.heard();
    standAt(guest.client, 3);
    say(guest.client, 3, { spurtStart: true });
    const [toOther] = hear(square, 100, () => other.heard()) as [Heard];
    expect(voicesOf(toOther)).toEqual([`${guest.sid}:3`]);
    expect(kindsOf(toOther)).toContain("poses");
  });

  test("stays apart from whom it was apart, in what was kept for it and in what comes after", () => {
    const { square, guest, other } = twoInASquare();
    const third = square.enter("third", EXTENDED);
    other.frame({ kind: "mod", message: { op: "block", target: guest.sid, reason: "" } });
    guest.read();
    guest.client.drop();
    chatter(other, "not for the guest");
    chatter(third, "for all");
    expect(linesOf(guest.comeBack().sections)).toEqual(["for all"]);
    settle(square, other, third, { heard: () => guest.read() });
    for (const client of [guest.client, other, third]) {
      chatter(client, `by ${client.sid}`);
      standAt(client, 1);
      say(client, 1, { target: 3, to: client === guest.client ? other.sid : guest.sid });
    }
    const [toGuest, toOther] = hear(
      square,
      100,
      () => guest.read(),
      () => other.heard(),
    ) as [Heard, Heard];
    const by = (...clients: readonly Client[]) => clients.map(({ sid }) => `by ${sid}`);
    expect(linesOf(toGuest.sections)).toEqual(by(guest.client, third));
    expect(linesOf(toOther.sections)).toEqual(by(other, third));
    expect([toGuest, toOther].map(voicesOf)).toEqual([[`${third.sid}:1`], []]);
    const seen = (heard: Heard) =>
      heard.sections.flatMap((s) => (s.kind === "poses" ? s.message.entries.map(({ sid }) => sid) : []));
    expect(seen(toGuest)).toContain(third.sid);
    expect(seen(toGuest)).not.toContain(other.sid);
    expect(seen(toOther)).not.toContain(guest.sid);
  });

  test("is silenced still, and hears what was decided about it meanwhile", () => {
    const { guest, other } = twoInASquare();
    guest.client.drop();
    other.frame({ kind: "mod", message: { op: "mute", target: guest.sid, reason: "" } });
    const heard = guest.comeBack();
    expect(heard.sections.flatMap((s) => (s.kind === "mod" ? [s.message.op] : []))).toEqual(["mute"]);
    other.heard();
    chatter(guest.client, "can you hear me?");
    expect(linesOf(other.heard().sections)).toEqual([]);
  });

  test("goes on hearing no more than it wished to", () => {
    const { square, guest, other } = twoInASquare();
    guest.client.frame({
      kind: "interest",
      message: { maxPoseHz: 0, fullCount: 0, voiceK: 0, flags: 0 },
    });
    guest.client.drop();
    guest.comeBack();
    standAt(other, 1);
    say(other, 1, { spurtStart: true, target: 1 });
    const [heard] = hear(square, 500, () => guest.read()) as [Heard];
    expect(kindsOf(heard)).toEqual([]);
  });

  test("hears no pose of its own on topics, whose bytes it may share with others", () => {
    const { square, guest, other } = twoInASquare();
    const subscribe = (client: Client) => client.subscribe("r/rm_test/pose/+", { qos: 0 });
    for (const client of [guest.client, other]) subscribe(client);
    hear(
      square,
      200,
      () => guest.read(),
      () => other.heard(),
    );
    guest.client.drop();
    guest.comeBack();
    subscribe(guest.client);
    hear(
      square,
      200,
      () => guest.read(),
      () => other.heard(),
    );
    for (const client of [guest.client, other]) standAt(client, 2);
    const topicsOf = ({ packets }: Heard) =>
      packets.flatMap((p) => (p.type === "publish" ? [p.topicName] : []));
    const [toGuest, toOther] = hear(
      square,
      300,
      () => guest.read(),
      () => other.heard(),
    ) as [Heard, Heard];
    expect(topicsOf(toGuest)).toEqual([`r/rm_test/pose/${other.sid}`]);
    expect(topicsOf(toOther)).toEqual([`r/rm_test/pose/${guest.sid}`]);
  });

  test("has its mod messages under its sid on topics as well", () => {
    const { guest, other } = twoInASquare();
    guest.client.drop();
    guest.comeBack();
    guest.client.subscribe(`r/rm_test/mod/${guest.sid}`, { qos: 0 });
    guest.read();
    other.frame({ kind: "mod", message: { op: "mute", target: guest.sid, reason: "" } });
    const topics = guest.read().packets.flatMap((p) => (p.type === "publish" ? [p.topicName] : []));
    expect(topics).toEqual([`r/rm_test/mod/${guest.sid}`]);
  });
});

describe("[RESUME-5] what was missed", () => {
  test("follows the grant, once and in order: what was lost with the connection, and what happened since", () => {
    const { square, guest, other } = twoInASquare();
    chatter(other, "read");
    guest.read();
    chatter(other, "lost on the way");
    guest.client.drop();
    chatter(other, "while away");
    standAt(other, 1);
    square.pass(3_000);
    const { sections } = guest.comeBack();
    expect(kindsOf({ packets: [], sections })).toEqual(["chat", "presence", "chat", "presence"]);
    expect(linesOf(sections)).toEqual(["lost on the way", "while away"]);
    expect(kindsOf(guest.read())).toEqual([]);
    square.pass(100);
    // Of what moves, the newest alone.
    expect(kindsOf(guest.read())).toEqual(["poses"]);
    expect(guest.events).toBe(guest.client.actor.place?.events.count ?? Number.NaN);
  });

  test("is nothing for who read everything, but for its own coming and going", () => {
    const { guest } = twoInASquare();
    for (let time = 0; time < 3; time++) {
      guest.client.drop();
      expect(presenceOf(guest.comeBack())).toEqual(["update guest reconnecting", "update guest"]);
    }
  });

  test("is 256 frames at most: for who missed more the room is told anew, and counting begins at 0", () => {
    for (const missed of [EVENTS_KEPT_MAX - 2, EVENTS_KEPT_MAX - 1]) {
      const { guest, other } = twoInASquare();
      guest.client.drop();
      for (let index = 0; index < missed; index++) other.frame(set("door", `${index}`, StateScope.room));
      const { sections } = guest.comeBack();
      const isKept = missed === EVENTS_KEPT_MAX - 2;
      expect(guest.grant.resumed).toBe(isKept ? "replayed" : "anew");
      const kinds = sections.map(({ kind }) => kind);
      if (isKept) expect(kinds.filter((kind) => kind === "state")).toHaveLength(missed);
      else expect(kinds).toEqual(["room", "presence", "state"]);
      expect(guest.events).toBe(guest.client.actor.place?.events.count ?? Number.NaN);
    }
  });

  test("is 64 KiB at most", () => {
    const { square, guest, other } = twoInASquare();
    guest.client.drop();
    for (let message = 0; message < 17; message++) {
      square.pass(550);
      other.frame({ kind: "app", message: { id: 0x80, payload: new Uint8Array(4_096) } });
    }
    expect(square.room.participants.has(guest.sid)).toBe(true);
    guest.comeBack();
    expect(guest.grant.resumed).toBe("anew");
  });

  test("is told anew to who did not get all a joiner is told", () => {
    const square = new Square();
    const guest = square.enter("guest", EXTENDED);
    const { resumeToken } = grantOf(guest.heard());
    guest.drop();
    const resume = { token: resumeToken ?? "", events: 1 };
    const heard = square.enter("guest", { ...EXTENDED, resume }).heard();
    expect(grantOf(heard)).toMatchObject({ resumed: "anew", sid: 1 });
    expect(presenceOf(heard)).toEqual(["snapshot guest"]);
  });

  test("is told anew to who claims to have read what never was", () => {
    const { guest } = twoInASquare();
    guest.client.drop();
    guest.comeBack({ resume: { ...guest.resume, events: 4_000_000_000 } });
    expect(guest.grant.resumed).toBe("anew");
  });

  test("is told anew to who is granted something else, in its new form and no other", () => {
    const { square, guest, other } = twoInASquare();
    guest.client.drop();
    chatter(other, "while away");
    const less = Capability.resume | Capability.voice;
    const heard = guest.comeBack({ capabilities: less });
    expect(guest.grant).toMatchObject({ resumed: "anew", capabilities: less });
    expect(kindsOf(heard)).toEqual(["room", "presence"]);
    expect(heard.packets.map((p) => p.type)).toEqual(["connack", "publish", "publish"]);
    other.frame({ kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } });
    chatter(other, "later");
    square.pass(100);
    expect(kindsOf(guest.client.heard())).toEqual(["chat"]);
  });

  test("is told anew to who is granted as much but for one capability", () => {
    const { guest } = twoInASquare();
    guest.client.drop();
    guest.comeBack({ capabilities: ALL_CAPABILITIES & ~Capability.events });
    expect(guest.grant.resumed).toBe("anew");
  });

  test("is told anew to who takes smaller packets than before", () => {
    const { guest } = twoInASquare();
    guest.client.drop();
    const userProperties = [
      ["hiroba", `1;c=${ALL_CAPABILITIES.toString(16)};rt=${guest.resume.token};e=${guest.events}`],
    ] as const;
    guest.comeBack({ connect: { properties: { userProperties, maximumPacketSize: 2_000 } } });
    expect(guest.grant.resumed).toBe("anew");
  });

  test("does not count what the client would not have taken", () => {
    const square = new Square();
    const userProperties = [["hiroba", `1;c=${ALL_CAPABILITIES.toString(16)}`]] as const;
    const properties = { userProperties, maximumPacketSize: 1_000 };
    const guest = new Returning(square, "guest", { connect: { properties } });
    const other = square.enter("other", EXTENDED);
    const big = { kind: "app", message: { id: 0x80, payload: new Uint8Array(2_000) } } as const;
    other.frame(big);
    chatter(other, "one");
    guest.read();
    other.frame(big);
    guest.client.drop();
    other.frame(big);
    chatter(other, "two");
    const request = `1;c=${ALL_CAPABILITIES.toString(16)};rt=${guest.resume.token};e=${guest.events}`;
    const heard = guest.comeBack({
      connect: { properties: { ...properties, userProperties: [["hiroba", request]] } },
    });
    expect(guest.grant.resumed).toBe("replayed");
    expect(linesOf(heard.sections)).toEqual(["two"]);
    expect(guest.events).toBe(guest.client.actor.place?.events.count ?? Number.NaN);
  });
});

describe("[RESUME-3] a participant that holds a token", () => {
  const will = {
    topicName: "r/rm_test/chat",
    payload: new TextEncoder().encode("gone"),
    qos: 0,
    retain: false,
    properties: {},
  } as const;

  test("is waited for for 10 s, then leaves as anybody does: its will, its items, its keys, its member", () => {
    const square = new Square();
    const other = square.enter("other", EXTENDED);
    const owner = new Returning(square, "owner", { role: "member", connect: { will } });
    owner.client.frame(
      { kind: "itemSpawn", message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] } },
      { kind: "itemClaim", message: { item: 1, seenEpoch: 0, reqId: 0, mode: 0 } },
    );
    settle(square, other);
    owner.client.drop();
    square.pass(RESUME_WINDOW_MS - 50);
    expect(kindsOf(other.heard())).toEqual(["presence"]);
    expect(square.room.participants.size).toBe(2);
    square.pass(100);
    const heard = other.heard();
    expect(linesOf(heard.sections)).toEqual(["gone"]);
    expect(kindsOf(heard)).toEqual(["chat", "itemOwner", "presence", "items"]);
    expect(presenceOf(heard)).toEqual([`leave ${owner.sid}`]);
    expect(square.out.map((effect) => (effect.kind === "report" ? effect.entry.kind : effect.kind))).toEqual([
      "join",
      "join",
      "leave",
    ]);
  });

  test("has no will to be said when it comes back, by then or later", () => {
    const square = new Square();
    const other = square.enter("other", EXTENDED);
    const guest = new Returning(square, "guest", { connect: { will } });
    guest.client.drop();
    guest.comeBack();
    square.pass(2 * RESUME_WINDOW_MS);
    expect(linesOf(other.heard().sections)).toEqual([]);
  });

  test("has a will with a delay said when both are over", () => {
    for (const delayS of [5, 20]) {
      const square = new Square();
      const other = square.enter("other", EXTENDED);
      const userProperties = [["hiroba", `1;c=${ALL_CAPABILITIES.toString(16)}`]] as const;
      const guest = new Returning(square, "guest", {
        connect: {
          properties: { userProperties, sessionExpiryInterval: 60 },
          will: { ...will, properties: { willDelayInterval: delayS } },
        },
      });
      guest.client.drop();
      square.pass(RESUME_WINDOW_MS - 50);
      square.sessions.tick(square.nowMs, square.out);
      expect(linesOf(other.heard().sections)).toEqual([]);
      square.pass(100);
      square.sessions.tick(square.nowMs, square.out);
      expect(linesOf(other.heard().sections)).toEqual(delayS === 5 ? ["gone"] : []);
      square.pass(10_000);
      square.sessions.tick(square.nowMs, square.out);
      expect(linesOf(other.heard().sections)).toEqual(delayS === 5 ? [] : ["gone"]);
    }
  });

  test("leaves at once with a DISCONNECT, with its will or without", () => {
    for (const reasonCode of [0x00, 0x04, 0x80]) {
      const square = new Square();
      const other = square.enter("other", EXTENDED);
      const guest = new Returning(square, "guest", { connect: { will } });
      other.heard();
      guest.client.send({ type: "disconnect", reasonCode, properties: {} });
      const heard = other.heard();
      expect(presenceOf(heard)).toEqual([`leave ${guest.sid}`]);
      expect(linesOf(heard.sections)).toEqual(reasonCode === 0 ? [] : ["gone"]);
      guest.comeBack();
      expect(guest.grant.resumed).toBe("no");
    }
  });

  test("leaves at once when its client comes, and not to come back: to a new connection, or to its live one", () => {
    for (const isDropped of [true, false]) {
      const { square, guest, other } = twoInASquare();
      const { sid } = guest;
      if (isDropped) guest.client.drop();
      other.heard();
      const fresh = square.enter("guest", EXTENDED);
      expect(presenceOf(other.heard())).toEqual([`leave ${sid}`, "join guest"]);
      expect(fresh.sid).not.toBe(sid);
      guest.comeBack({ connect: { clientId: "another" } });
      expect(guest.grant.resumed).toBe("no");
    }
  });

  test("is one of at most four of its user, for the fifth of whom the first leaves", () => {
    const { square, guest, other } = twoInASquare();
    const more = Array.from({ length: 5 }, (_, index) => {
      const one = square.enter("guest", { ...EXTENDED, connect: { clientId: `guest ${index}` } });
      return one;
    });
    square.enter("another", EXTENDED).drop();
    other.heard();
    for (const client of [guest.client, ...more]) {
      client.drop();
      square.pass(100);
    }
    const left = presenceOf(other.heard()).filter((line) => line.startsWith("leave"));
    expect(left).toEqual([guest.sid, more[0]?.sid].map((sid) => `leave ${sid}`));
    expect(guest.comeBack({ connect: { clientId: "guest 9" } }).packets[0]).toMatchObject({ reasonCode: 0 });
    expect(guest.grant.resumed).toBe("no");
  });

  test("is not the one whose physics is handed to somebody near while it is away", () => {
    const square = new Square();
    const owner = square.enter("owner", { ...WITHOUT_RESUME, role: "member" });
    const near = new Returning(square, "near");
    const far = square.enter("far", EXTENDED);
    owner.frame(
      { kind: "itemSpawn", message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] } },
      { kind: "itemClaim", message: { item: 1, seenEpoch: 0, reqId: 0, mode: 1 } },
    );
    for (const [x, client] of [owner, near.client, far].entries()) standAt(client, x);
    square.pass(100);
    near.client.drop();
    owner.drop();
    expect(square.room.items.byId.get(1)?.ownership).toMatchObject({ name: "physics", owner: far.sid });
  });

  test("counts as somebody in the room all the while, for its capacity and for its being empty", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const guest = new Returning(square, "guest");
    guest.client.drop();
    expect(square.room.emptySinceMs).toBeNull();
    expect(square.enter("other", EXTENDED).heard().packets[0]).toMatchObject({ reasonCode: 0x97 });
    square.pass(RESUME_WINDOW_MS + 50);
    expect(square.room.emptySinceMs).toBe(square.nowMs - 50);
    expect(square.enter("other", EXTENDED).heard().packets[0]).toMatchObject({ reasonCode: 0 });
  });
});

describe("[RESUME-6] rights are not by-passed:", () => {
  test("a banned user is refused with a good token, and its place is not kept", () => {
    const { square, guest, other } = twoInASquare();
    guest.client.drop();
    other.frame({ kind: "mod", message: { op: "ban", target: guest.sid, reason: "no", untilMs: null } });
    const { token } = guest.resume;
    const refused = square.enter("guest", { ...EXTENDED, resume: { token, events: 0 } });
    expect(refused.heard().packets).toMatchObject([{ type: "connack", reasonCode: 0x8a }]);
    // The loop obeys this, as the connection is there no more.
    const close = square.out.find(
      (effect) => effect.kind === "close" && effect.actorId === guest.client.actor.id,
    );
    expect(close).toMatchObject({ byeReason: 6 });
    square.places.endAwayFrom(guest.client.actor.id, square.nowMs, square.out);
    expect([...square.room.participants.keys()]).toEqual([other.sid]);
  });

  test("another user's ticket does not get the place, nor take the token away", () => {
    const { square, guest } = twoInASquare();
    const { token } = guest.resume;
    guest.client.drop();
    const thief = square.enter("thief", { ...EXTENDED, resume: { token, events: 0 } });
    expect(grantOf(thief.heard())).toMatchObject({ resumed: "no" });
    expect(thief.actor.participant?.member.user).toBe("usr_thief" as never);
    guest.comeBack();
    expect(guest.grant.resumed).toBe("replayed");
  });

  test("a role that was taken away is gone, one that MOD gave stays, and all are told", () => {
    const square = new Square();
    const staff = new Returning(square, "staff", { role: "staff" });
    const other = square.enter("other", { ...EXTENDED, role: "moderator" });
    staff.client.drop();
    other.heard();
    staff.comeBack({ role: "guest" });
    const roles = other
      .heard()
      .sections.flatMap((s) =>
        s.kind === "presence" && s.message.op === "update" ? s.message.members.map(({ role }) => role) : [],
      );
    expect(roles).toEqual(["guest"]);
    staff.client.frame({ kind: "mod", message: { op: "kick", target: other.sid, reason: "" } });
    expect(square.out.filter(({ kind }) => kind === "close")).toEqual([]);
    other.frame({ kind: "mod", message: { op: "role", target: staff.sid, role: "member", reason: "" } });
    staff.client.drop();
    staff.comeBack({ role: "guest" });
    expect(square.room.participants.get(staff.sid)?.member.role).toBe("member");
  });

  test("limits that were used up are, however often somebody comes back", () => {
    const { guest, other } = twoInASquare();
    for (let line = 0; line < 30; line++) {
      chatter(guest.client, `${line}`);
      if (line % 5 !== 0) continue;
      guest.client.drop();
      guest.comeBack();
    }
    expect(linesOf(other.heard().sections)).toHaveLength(10);
  });

  test("a full room does not refuse who has a place in it, and does refuse a token that is none", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const guest = new Returning(square, "guest");
    guest.client.drop();
    const { packets } = square
      .enter("other", { ...EXTENDED, resume: { token: guest.resume.token, events: 0 } })
      .heard();
    expect(packets).toMatchObject([{ reasonCode: 0x97 }]);
    guest.comeBack({ connect: { clientId: "another" } });
    expect(guest.grant.resumed).toBe("replayed");
    expect(square.room.participants.size).toBe(1);
  });
});

describe("[RESUME-1] a 3.1.1 client", () => {
  const CAPS = (ALL_CAPABILITIES & ~Capability.type0).toString(16);

  /** Says hello; answers the grant's text and what else was heard, in order. */
  function hello(client: Client, resume = ""): { grant: string; heard: Heard } {
    client.subscribe("$x/d", { qos: 0 });
    client.heard();
    client.publish("$x/u", `?1;c=${CAPS}${resume};n=abc`);
    const heard = client.heard();
    const first = heard.packets[0];
    return { grant: new TextDecoder().decode(first?.type === "publish" ? first.payload : undefined), heard };
  }
  const tokenOf = (grant: string): string => /;rt=([0-9a-f]{32});/.exec(grant)?.[1] ?? "";

  for (const how of ["was lost", "seems to live"] as const)
    test(`comes back by hello when its connection ${how}: what it became at CONNECT leaves`, () => {
      const square = new Square();
      const other = square.enter("other", EXTENDED);
      const first = square.enter("guest");
      const { sid } = first;
      const { grant } = hello(first);
      // ROOM and PRESENCE.
      const resume = `;rt=${tokenOf(grant)};e=2`;
      chatter(other, "missed");
      if (how === "was lost") first.drop();
      other.heard();
      const second = square.enter("guest");
      const meanwhile = second.sid;
      const back = hello(second, resume);
      expect(back.grant).toMatch(new RegExp(`^!1;c=${CAPS};sid=${sid};tick=50;rt=[0-9a-f]{32};rs=1;n=abc$`));
      expect(linesOf(back.heard.sections)).toEqual(["missed"]);
      expect(second.sid).toBe(sid);
      const told = presenceOf(other.heard()).filter((line) => line !== "update guest reconnecting");
      expect(told).toEqual(["join guest", `leave ${meanwhile}`, "update guest"]);
      expect([...square.room.participants.keys()]).toEqual([other.sid, sid]);
      second.publish("$x/u", `?1;c=${CAPS}${resume};n=abc`);
      const [again] = second.heard().packets;
      expect(again?.type === "publish" && new TextDecoder().decode(again.payload)).toBe(back.grant);
    });

  test("finds its place in a full room, and leaves its former self behind when it does not ask for it", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const first = square.enter("guest");
    hello(first);
    first.drop();
    const second = square.enter("guest");
    expect(second.heard().packets[0]).toMatchObject({ type: "connack", reasonCode: 0 });
    const { grant } = hello(second);
    expect(grant).not.toContain("rs=");
    expect([...square.room.participants.keys()]).toEqual([second.sid]);
  });

  for (const how of ["was lost", "seems to live"] as const)
    test(`takes the place of one of 5.0 whose connection ${how}, and the other way round: a full room stays as full as it may be`, () => {
      const square = new Square({ ...SPEC, capacity: 1 });
      const here = () => [...square.room.participants.keys()];
      const modern = square.enter("guest", EXTENDED);
      if (how === "was lost") modern.drop();
      const plain = square.enter("guest");
      expect([plain.heard().packets[0], here()]).toMatchObject([{ reasonCode: 0 }, [plain.sid]]);
      hello(plain);
      if (how === "was lost") plain.drop();
      // Twice the same client: what it left behind and what it is are one place each.
      const between = square.enter("guest");
      expect(here()).toEqual([plain.sid, between.sid]);
      const last = square.enter("guest", EXTENDED);
      expect([last.heard().packets[0], here()]).toMatchObject([{ reasonCode: 0 }, [last.sid]]);
    });

  test("is told the room anew when it comes back as one of 5.0, whose packets are others", () => {
    const square = new Square();
    const first = square.enter("guest");
    const token = tokenOf(hello(first).grant);
    first.drop();
    const capabilities = ALL_CAPABILITIES & ~Capability.type0;
    const second = square.enter("guest", { capabilities, resume: { token, events: 2 } });
    expect(grantOf(second.heard())).toMatchObject({ sid: 1, resumed: "anew" });
  });

  test("of an open host comes back with its token alone, and its will is not said", () => {
    const square = new Square({ ...SPEC, room: roomIdSchema.parse("rm_open") });
    const will = {
      topicName: "r/rm_open/chat",
      payload: new TextEncoder().encode("gone"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    const plain = square.enter("plain", { open: true });
    plain.subscribe("r/rm_open/chat", { qos: 0 });
    const first = square.enter("first", { open: true, connect: { will } });
    const token = tokenOf(hello(first).grant);
    const { sid } = first;
    const second = square.enter("second", { open: true });
    expect(hello(second, `;rt=${token};e=2`).grant).toContain(`;sid=${sid};`);
    first.leave();
    expect(plain.heard().packets.filter(({ type }) => type === "publish")).toEqual([]);
  });

  test("that asks from a connection while another one holds the place has that one closed", () => {
    const square = new Square();
    const first = square.enter("guest", { connect: { clientId: "first" } });
    const { sid } = first;
    const resume = `;rt=${tokenOf(hello(first).grant)};e=2`;
    const second = square.enter("guest", { connect: { clientId: "second" } });
    hello(second, resume);
    expect(square.out.find(({ kind }) => kind === "close")).toMatchObject({
      actorId: first.actor.id,
      reasonCode: 0x8e,
      byeReason: 4,
    });
    first.leave();
    expect([...square.room.participants.keys()]).toEqual([sid]);
    expect(second.sid).toBe(sid);
  });
});
