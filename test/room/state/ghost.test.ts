import { describe, expect, test } from "bun:test";
import { encodeItem } from "../../../shared/protocol/ext/item.ts";
import { NoticeCode } from "../../../shared/protocol/ext/notice.ts";
import { encodePose, PoseFlag } from "../../../shared/protocol/ext/pose.ts";
import { UP, type UpSection } from "../../../shared/protocol/ext/registry.ts";
import { ANY_VERSION, StateScope, StateType } from "../../../shared/protocol/ext/state-kv.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import type { Role } from "../../../shared/schema/role.ts";
import { GHOSTS_MAX, GHOSTS_OF_USER_MAX } from "../../../shared/schema/room-spec.ts";
import { chatter, linesOf, presenceOf, Returning } from "../returning.ts";
import {
  ALL_CAPABILITIES,
  type Client,
  grantOf,
  type Heard,
  publishesOf,
  rootPose,
  SPEC,
  Square,
} from "../support.ts";
import { frameOf, say, squareWith, standAt } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const GHOST = { ...EXTENDED, ghost: true };
const ITEM = 1;
const FACE = [1, 0, 0] as const;

/** One of every kind an extended client may send; a kind that is new has to find its place here. */
const ONE_OF_EACH: { readonly [K in UpSection["kind"]]: readonly Extract<UpSection, { kind: K }>[] } = {
  ping: [{ kind: "ping", message: { cookie: 1 } }],
  bye: [{ kind: "bye", message: { reason: 1, retryAfterMs: 0, host: "" } }],
  pose: [{ kind: "pose", message: encodePose(rootPose(3)) }],
  interest: [{ kind: "interest", message: { maxPoseHz: 20, fullCount: 5, voiceK: 2, flags: 0 } }],
  voice: [
    { kind: "voice", message: frameOf(1, { spurtStart: true }) },
    { kind: "voice", message: frameOf(2, { target: 1 }) },
    { kind: "voice", message: frameOf(3, { target: 3, to: 1 }) },
  ],
  item: [{ kind: "item", message: itemBlock() }],
  itemClaim: [{ kind: "itemClaim", message: { item: ITEM, seenEpoch: 0, reqId: 7, mode: 0 } }],
  itemRelease: [{ kind: "itemRelease", message: itemBlock() }],
  itemSpawn: [{ kind: "itemSpawn", message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] } }],
  itemDespawn: [{ kind: "itemDespawn", message: { item: ITEM } }],
  stateSet: [StateScope.room, StateScope.own].map((scope) => ({
    kind: "stateSet",
    message: {
      scope,
      key: "k",
      version: ANY_VERSION,
      value: { type: StateType.text, bytes: Uint8Array.of(65) },
    },
  })),
  emote: [{ kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } }],
  // What is written is read by everybody: it has tests of its own.
  chat: [],
  me: [{ kind: "me", message: { away: true, muted: true } }],
  mod: [
    { kind: "mod", message: { op: "kick", target: 1, reason: "" } },
    { kind: "mod", message: { op: "mute", target: 1, reason: "" } },
    { kind: "mod", message: { op: "ban", target: userIdSchema.parse("usr_z"), reason: "", untilMs: null } },
    { kind: "mod", message: { op: "role", target: 1, reason: "", role: "guest" } },
  ],
  app: [{ kind: "app", message: { id: 0x80, payload: Uint8Array.of(1) } }],
};

function itemBlock(): Uint8Array {
  return encodeItem({
    item: ITEM,
    epoch: 0,
    tMs: 0,
    position: [1, 0, 0],
    rotation: [0, 0, 0, 1],
    sleeping: false,
    teleport: false,
  });
}

const noticesOf = ({ sections }: Heard) =>
  sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));
const bytesOf = (client: Client): string => {
  client.actor.flush();
  return client.wire
    .read()
    .map((chunk) => chunk.toHex())
    .join("");
};
const pass = (square: Square, ...clients: Client[]) => {
  square.pass(100);
  for (const client of clients) client.heard();
};

/** What a client hears while time passes, reading as fast as it comes: poses and voice wait for who does not. */
function hear(square: Square, client: Client, ms: number): Heard {
  const heard: { readonly [K in keyof Heard]: Heard[K][number][] } = { packets: [], sections: [] };
  for (let at = 0; at < ms; at += 5) {
    square.pass(5);
    const { packets, sections } = client.heard();
    heard.packets.push(...packets);
    heard.sections.push(...sections);
  }
  return heard;
}

/** Two who meet, one of them plain; what they are sent while a third, or nobody, is there and does this. */
function toldWhile(third: (square: Square) => void): string[] {
  const square = new Square();
  const a = square.enter("a", { ...EXTENDED, role: "moderator" });
  const b = square.enter("b", { version: 4 });
  b.subscribe("r/rm_test/#");
  a.frame({
    kind: "itemSpawn",
    message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] },
  } as UpSection);
  third(square);
  const told = ["", ""];
  for (let round = 0; round < 20; round++) {
    standAt(a, round / 10);
    standAt(b, round / 10 + 1);
    say(b, round);
    if (round === 10) chatter(a, "anybody?");
    square.pass(50);
    for (const [index, client] of [a, b].entries()) told[index] += bytesOf(client);
  }
  return told;
}

describe("of a ghost", () => {
  test("[GHOST-1] [GHOST-2] [GHOST-3] others are not sent a byte, whatever else than chat it sends, comes and goes", () => {
    const alone = toldWhile(() => {});
    const haunted = toldWhile((square) => {
      const ghost = new Returning(square, "g", { ghost: true, role: "moderator" });
      for (const sections of Object.values(ONE_OF_EACH))
        for (const section of sections) ghost.client.frame(section);
      square.pass(20);
      ghost.client.drop();
      square.pass(20);
      ghost.comeBack({ ghost: true });
      ghost.client.leave();
      square.nowMs -= 40;
    });
    expect(haunted).toEqual(alone);
    expect(alone.map((told) => told.length > 1_000)).toEqual([true, true]);
  });

  test("[GHOST-3] every kind but its few is refused, and it is told so", () => {
    const square = new Square();
    square.enter("a");
    const effects = Object.keys(UP).map((name) => {
      const kind = name as UpSection["kind"];
      const ghost = square.enter(`g-${kind.toLowerCase()}`, { ...GHOST, role: "moderator" });
      ghost.heard();
      for (const section of ONE_OF_EACH[kind]) ghost.frame(section);
      const heard = ghost.heard();
      const denied = heard.sections.flatMap((s) => (s.kind === "itemDeny" ? [s.message.reason] : []));
      ghost.leave();
      return [kind, [...noticesOf(heard), ...denied.map((reason) => `deny ${reason}`)].join()];
    });
    const NOT_ALLOWED = "6";
    expect(Object.fromEntries(effects)).toEqual({
      ping: "",
      bye: "",
      pose: "",
      interest: "",
      chat: "",
      me: "",
      voice: NOT_ALLOWED,
      item: NOT_ALLOWED,
      itemClaim: "deny 4",
      itemRelease: NOT_ALLOWED,
      itemSpawn: NOT_ALLOWED,
      itemDespawn: NOT_ALLOWED,
      stateSet: NOT_ALLOWED,
      emote: NOT_ALLOWED,
      mod: NOT_ALLOWED,
      app: NOT_ALLOWED,
    });
  });

  test("[GHOST-3] by topics it is the same: 0x87, and nothing comes of it", () => {
    const square = new Square();
    const seen = square.enter("a", EXTENDED);
    pass(square, seen);
    const ghost = square.enter("g", { version: 5, ghost: true });
    ghost.heard();
    const published = (topic: string, payload: string | Uint8Array) => {
      ghost.publish(`r/rm_test/${topic}`, payload, { qos: 1 });
      const [ack] = ghost.heard().packets;
      return ack?.type === "puback" ? ack.reasonCode : null;
    };
    const refused = [
      ["voice/me", frameOf(1)],
      ["emote/me", "1"],
      ["item/new", '{"kind":"ball","position":[0,0,0]}'],
      ["item/1", itemBlock()],
      ["item/1/claim", ""],
      ["item/1/release", ""],
      ["state/k", "1"],
      ["own/me/k", "1"],
      ["app/128/me", "x"],
      ["mod/me", '{"op":"kick","target":1}'],
    ] as const;
    expect(refused.map(([topic, payload]) => [topic, published(topic, payload)])).toEqual(
      refused.map(([topic]) => [topic, ReasonCode.notAuthorized]),
    );
    expect(published("pose/me", encodePose(rootPose(1)))).toBe(ReasonCode.success);
    expect(published("presence/me", '{"away":true}')).toBe(ReasonCode.success);
    square.pass(100);
    expect(seen.heard().sections.filter(({ kind }) => kind !== "poses")).toEqual([]);
    expect(published("chat", "boo")).toBe(ReasonCode.success);
    expect(linesOf(seen.heard().sections)).toEqual(["boo"]);
  });

  test("[GHOST-3] [STATE-7] who may steer cameras does so unseen, and sets no other key", () => {
    const square = new Square();
    const seen = square.enter("a", EXTENDED);
    pass(square, seen);
    const setBy = (role: Role, key: string, scope: StateScope) => {
      const ghost = square.enter("g", { ...GHOST, role });
      ghost.heard();
      const value = { type: StateType.text, bytes: Uint8Array.of(65) };
      ghost.frame({ kind: "stateSet", message: { scope, key, version: ANY_VERSION, value } });
      const notices = noticesOf(ghost.heard());
      ghost.leave();
      return notices;
    };
    const NOT_ALLOWED = [NoticeCode.notAllowed];
    expect(setBy("staff", "camera:1", StateScope.room)).toEqual([]);
    expect(setBy("staff", "screen:1", StateScope.room)).toEqual(NOT_ALLOWED);
    expect(setBy("staff", "camera:1", StateScope.own)).toEqual(NOT_ALLOWED);
    expect(setBy("performer", "camera:1", StateScope.room)).toEqual(NOT_ALLOWED);
    const { sections } = seen.heard();
    expect(sections.map((s) => (s.kind === "state" ? [s.message.sid, s.message.key] : s.kind))).toEqual([
      [0, "camera:1"],
    ]);
  });

  test("[GHOST-3] chat is read under its name and sid, its will too", () => {
    const square = new Square();
    const seen = square.enter("a", EXTENDED);
    pass(square, seen);
    const will = { topicName: "r/rm_test/chat", payload: new TextEncoder().encode("gone"), qos: 0 as const };
    const connect = { will: { ...will, retain: false, properties: {} } };
    const ghost = square.enter("g", { ...GHOST, connect });
    chatter(ghost, "boo");
    const { sid } = ghost;
    ghost.leave();
    const lines = seen.heard().sections.flatMap((s) => (s.kind === "chat" ? [s.message] : []));
    expect(lines).toMatchObject([
      { from: sid, name: "g", user: "usr_g", text: "boo" },
      { from: sid, name: "g", user: "usr_g", text: "gone" },
    ]);
  });
});

describe("a ghost", () => {
  test("[GHOST-1] finds who is here in its snapshot, and not itself, nor another ghost", () => {
    const square = new Square();
    const first = square.enter("first", GHOST);
    const snapshots = ({ sections }: Heard) =>
      sections.flatMap((s) =>
        s.kind === "presence" && s.message.op === "snapshot" ? [s.message.members] : [],
      );
    expect(snapshots(first.heard())).toEqual([[]]);
    square.enter("a");
    const second = square.enter("second", GHOST);
    expect(presenceOf(first.heard())).toEqual(["join a"]);
    expect(presenceOf(second.heard())).toEqual(["snapshot a"]);
    expect(grantOf(square.enter("third", GHOST).heard()).sid).toBe(4);
  });

  test("[GHOST-2] hears chat, poses and emotes, by topics as well, and voice from where its pose says", () => {
    const square = squareWith({ radiusM: 5 });
    const a = square.enter("a", EXTENDED);
    const ghost = square.enter("g", GHOST);
    const plain = square.enter("p", { version: 4, ghost: true });
    plain.subscribe("r/rm_test/#");
    standAt(a, 10);
    a.frame({ kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } });
    chatter(a, "hello");
    const kinds = new Set(hear(square, ghost, 200).sections.map(({ kind }) => kind));
    for (const kind of ["poses", "emotes", "chat", "presence", "room"] as const)
      expect([kind, kinds.has(kind)]).toEqual([kind, true]);
    const events = publishesOf(plain.heard()).map(({ topicName }) => topicName);
    for (const topic of ["emote/1", "chat", "presence/1", "room"])
      expect(events).toContain(`r/rm_test/${topic}`);
    standAt(a, 10);
    const topics = publishesOf(hear(square, plain, 200)).map(({ topicName }) => topicName);
    expect(topics).toContain("r/rm_test/pose/1");
    for (const [x, isHeard] of [
      [null, false],
      [0, false],
      [9, true],
      [-9, false],
    ] as const) {
      if (x !== null) for (const client of [ghost, plain]) standAt(client, x);
      square.pass(600);
      for (const client of [ghost, plain]) client.heard();
      say(a, 1, { spurtStart: true });
      square.pass(20);
      const heard = [ghost, plain].map((client) => {
        const { sections, packets } = client.heard();
        const said = sections.some((s) => s.kind === "voices");
        return said || packets.some((p) => p.type === "publish" && p.topicName === "r/rm_test/voice/1");
      });
      expect([x, ...heard]).toEqual([x, isHeard, isHeard]);
    }
  });

  test("[GHOST-2] is shown in full who stands near where it looks from, in a room that is told in tiers", () => {
    const square = new Square({ ...SPEC, capacity: 60 });
    const crowd = Array.from({ length: 60 }, (_, index) => square.enter(`c${index}`));
    const ghost = square.enter("g", GHOST);
    ghost.frame({ kind: "interest", message: { maxPoseHz: 20, fullCount: 1, voiceK: 0, flags: 0 } });
    const stand = () => {
      for (const [index, client] of crowd.entries())
        client.publish("r/rm_test/pose/me", encodePose({ ...rootPose(index / 4 - 7), face: FACE }));
    };
    for (const at of [40, 3]) {
      standAt(ghost, at / 4 - 7);
      const full = new Set<number>();
      for (let round = 0; round < 10; round++) {
        stand();
        square.pass(100);
        for (const client of crowd) client.heard();
        const { sections } = ghost.heard();
        if (round < 5) continue;
        for (const section of sections)
          if (section.kind === "poses")
            for (const { sid, block } of section.message.entries)
              if (((block[0] ?? 0) & PoseFlag.face) !== 0) full.add(sid);
      }
      expect([...full]).toEqual([crowd[at]?.sid ?? 0]);
    }
  });

  test("[GHOST-1] takes no place of the capacity, and keeps its room open", () => {
    const square = new Square({ ...SPEC, capacity: 2 });
    const ghosts = ["g1", "g2", "g3"].map((name) => square.enter(name, GHOST));
    const seen = ["a", "b", "c"].map((name) => square.enter(name, EXTENDED));
    expect(seen.map(({ actor }) => actor.participant !== null)).toEqual([true, true, false]);
    expect(square.room.participants.size).toBe(2);
    for (const client of seen.slice(0, 2)) client.leave();
    expect(square.room.emptySinceMs).toBeNull();
    for (const ghost of ghosts) ghost.leave();
    expect(square.room.emptySinceMs).toBe(square.nowMs);
  });

  test("[GHOST-1] is one too many beyond the room's bound, and beyond a user's; a place in the room is not", () => {
    const square = new Square();
    const codeOf = (client: Client) => {
      const [connack] = client.heard().packets;
      return connack?.type === "connack" ? connack.reasonCode : null;
    };
    const enter = (name: string, clientId: string) =>
      square.enter(name, { version: 5, ghost: true, connect: { clientId } });
    const mine = Array.from({ length: GHOSTS_OF_USER_MAX + 1 }, (_, index) => enter("me", `${index}`));
    expect(mine.map(codeOf)).toEqual([...Array(GHOSTS_OF_USER_MAX).fill(0), ReasonCode.quotaExceeded]);
    // The same client takes over from itself.
    expect(codeOf(enter("me", "0"))).toBe(0);
    for (let count = square.room.ghosts.size; count < GHOSTS_MAX; count++)
      expect(codeOf(enter(`u${count}`, "x"))).toBe(0);
    expect(codeOf(enter("late", "x"))).toBe(ReasonCode.quotaExceeded);
    expect(codeOf(enter("me", "0"))).toBe(0);
    expect(codeOf(square.enter("seen", { version: 5 }))).toBe(0);
    expect([square.room.ghosts.size, square.room.participants.size]).toEqual([GHOSTS_MAX, 1]);
  });

  test("[GHOST-1] [PRES-3] leaves no sid that somebody else has", () => {
    const square = new Square();
    const ghost = square.enter("g", GHOST);
    square.room.lastSid = 65_535;
    expect(square.enter("a").sid).toBe(ghost.sid + 1);
  });

  test("is reported as one who came and went without a place", () => {
    const square = new Square();
    square.enter("a");
    square.enter("g", GHOST).leave();
    const reported = square.out.flatMap((e) => (e.kind === "report" ? [e.entry] : []));
    expect(reported).toMatchObject([
      { kind: "join", user: "usr_a", seat: "visible", participantCount: 1 },
      { kind: "join", user: "usr_g", seat: "ghost", participantCount: 1 },
      { kind: "leave", user: "usr_g", seat: "ghost", participantCount: 1 },
    ]);
  });
});

describe("keeping order", () => {
  test("[GHOST-4] reaches a ghost by the sid of its chat and by its user; it cannot do as much itself", () => {
    const square = new Square();
    const keeper = square.enter("a", { ...EXTENDED, role: "moderator" });
    const ghost = square.enter("g", GHOST);
    keeper.frame({ kind: "mod", message: { op: "mute", target: ghost.sid, reason: "" } } as UpSection);
    chatter(ghost, "boo");
    expect(linesOf(keeper.heard().sections)).toEqual([]);
    expect(noticesOf(ghost.heard())).toEqual([19]);
    const ban = { op: "ban", target: "usr_g", reason: "", untilMs: null };
    keeper.frame({ kind: "mod", message: ban } as UpSection);
    expect(square.out).toContainEqual(
      expect.objectContaining({ kind: "close", actorId: ghost.actor.id, byeReason: 6 }),
    );
    ghost.leave();
    expect(square.enter("g", GHOST).actor.participant).toBeNull();
    expect(presenceOf(keeper.heard()).filter((told) => told.includes(" g"))).toEqual([]);
  });

  test("[GHOST-3] [GHOST-4] a block with a ghost works both ways, and is told as any", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    const ghost = square.enter("g", GHOST);
    standAt(a, 1);
    pass(square, a, ghost);
    ghost.frame({ kind: "mod", message: { op: "block", target: a.sid, reason: "" } } as UpSection);
    pass(square, a, ghost);
    for (const client of [a, ghost]) chatter(client, "hello");
    standAt(a, 2);
    expect([a, ghost].map((client) => linesOf(client.heard().sections))).toEqual([["hello"], ["hello"]]);
    const { sections } = hear(square, ghost, 200);
    expect(sections.filter(({ kind }) => kind === "poses")).toEqual([]);
    ghost.frame({ kind: "mod", message: { op: "unblock", target: a.sid, reason: "" } } as UpSection);
    ghost.heard();
    expect(hear(square, ghost, 200).sections.some(({ kind }) => kind === "poses")).toBe(true);
  });
});

describe("[GHOST-5] coming back", () => {
  test("a ghost is the ghost it was, and is told what it missed", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const a = square.enter("a", EXTENDED);
    const ghost = new Returning(square, "g", { ghost: true });
    const { sid } = ghost;
    ghost.client.drop();
    chatter(a, "missed");
    const heard = ghost.comeBack({ ghost: true });
    expect([ghost.grant.resumed, ghost.sid, square.room.ghosts.size]).toEqual(["replayed", sid, 1]);
    expect(linesOf(heard.sections)).toEqual(["missed"]);
    expect(presenceOf(a.heard()).filter((told) => told.includes("g"))).toEqual([]);
  });

  test("a token is no way from one seat to the other, neither up nor down", () => {
    for (const wasGhost of [true, false]) {
      const square = new Square();
      const guest = new Returning(square, "g", { ghost: wasGhost });
      guest.client.drop();
      guest.comeBack({ ghost: !wasGhost });
      expect(guest.grant.resumed).toBe("no");
      square.pass(11_000);
      const { participants, ghosts } = square.room;
      expect([participants.size, ghosts.size]).toEqual(wasGhost ? [1, 0] : [0, 1]);
    }
  });

  test("a ghost that got a place takes it under its own client id; while there is none it stays a ghost", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const a = square.enter("a", EXTENDED);
    const ghost = square.enter("g", GHOST);
    const early = square.enter("g", EXTENDED);
    expect(early.actor.participant).toBeNull();
    expect([ghost.actor.state.name, square.room.ghosts.size]).toEqual(["active", 1]);
    a.leave();
    const seated = square.enter("g", EXTENDED);
    expect([seated.actor.participant?.seat, ghost.actor.state.name]).toEqual(["visible", "closed"]);
    expect([square.room.participants.size, square.room.ghosts.size]).toEqual([1, 0]);
  });
});
