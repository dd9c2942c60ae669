import { describe, expect, test } from "bun:test";
import { applyIdentity } from "../../../room/state/me.ts";
import { formatRequest, PROPERTY_NAME } from "../../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { encodeStateValue } from "../../../shared/protocol/ext/state-kv.ts";
import { assetIdSchema } from "../../../shared/schema/ids.ts";
import {
  ALL_CAPABILITIES,
  type Heard,
  identity,
  jsonOf,
  publishesOf,
  rootPose,
  SPEC,
  Square,
} from "../support.ts";

const VALUE = encodeStateValue({ type: "bytes", value: new Uint8Array(100) });

const presences = (heard: Heard) => heard.sections.flatMap((s) => (s.kind === "presence" ? [s.message] : []));

describe("presence", () => {
  test("[ROOM-1] [PRES-1] a joiner gets the room, then everybody with itself; the others hear of it", () => {
    const square = new Square();
    const first = square.enter("first", { capabilities: ALL_CAPABILITIES });
    const second = square.enter("second", { capabilities: ALL_CAPABILITIES });
    const [room, snapshot] = second.heard().sections;
    expect(room).toMatchObject({ kind: "room", message: { room: "rm_test", tick: 50, halfSizeM: 20 } });
    expect(snapshot).toMatchObject({
      kind: "presence",
      message: { op: "snapshot", members: [{ sid: first.sid }, { sid: second.sid, name: "second" }] },
    });
    expect(presences(first.heard()).at(-1)).toMatchObject({ op: "join", members: [{ sid: second.sid }] });
  });

  test("[PRES-1] [PRES-2] plain clients read retained members, and an empty message when one leaves", () => {
    const square = new Square();
    const here = square.enter("here");
    const late = square.enter("late");
    late.subscribe("r/rm_test/presence/+");
    const retained = publishesOf(late.heard());
    expect(retained.map((p) => [p.retain, jsonOf(p)["name"]])).toEqual([
      [true, "here"],
      [true, "late"],
    ]);
    here.leave();
    expect(publishesOf(late.heard())).toMatchObject([
      { topicName: `r/rm_test/presence/${here.sid}`, retain: false, payload: new Uint8Array(0) },
    ]);
    const later = square.enter("later");
    later.subscribe("r/rm_test/presence/+");
    expect(publishesOf(later.heard()).map((p) => jsonOf(p)["name"])).toEqual(["late", "later"]);
  });

  test("[PRES-2] leaving is reported and told to extended clients, once", () => {
    const square = new Square();
    const stays = square.enter("stays", { capabilities: ALL_CAPABILITIES });
    const goes = square.enter("goes");
    stays.heard();
    goes.leave();
    goes.leave();
    expect(presences(stays.heard())).toEqual([{ op: "leave", sids: [goes.sid] }]);
    expect(
      square.out.map((e) => (e.kind === "report" ? [e.entry.kind, e.entry.participantCount] : e.kind)),
    ).toEqual([
      ["join", 1],
      ["join", 2],
      ["leave", 1],
    ]);
  });

  test("[PRES-3] a sid that was given up is not used again while another is free", () => {
    const square = new Square();
    const first = square.enter("first");
    first.leave();
    expect(square.enter("second").sid).toBe(first.sid + 1);
  });

  test("[ME-1] ME changes one's own member and nobody else's, and ignores what it does not know", () => {
    const square = new Square();
    const [me, other] = [square.enter("me"), square.enter("other", { capabilities: ALL_CAPABILITIES })];
    other.heard();
    me.publish("r/rm_test/presence/me", '{"muted":true,"device":"vr3","name":"Somebody Else","sid":99}');
    expect(presences(other.heard())).toMatchObject([
      { op: "update", members: [{ sid: me.sid, name: "me", muted: true, device: "vr3" }] },
    ]);
    me.publish("r/rm_test/presence/me", '{"muted":true}');
    expect(presences(other.heard())).toEqual([]);
  });

  test("[ME-2] ME with an avatar asks the origin, and its answer is what everybody is told", () => {
    const square = new Square();
    const me = square.enter("me", { capabilities: ALL_CAPABILITIES });
    me.heard();
    square.out.length = 0;
    me.frame({ kind: "me", message: { avatar: "ast_somebody-elses" } });
    expect(square.out).toEqual([{ kind: "ask-participant", room: SPEC.room, user: identity("me").user }]);
    const avatar = { id: assetIdSchema.parse("ast_mine"), url: "http://x/a.vrm", sha256: "ab", size: 1 };
    applyIdentity(square.room, { ...identity("me"), avatar });
    expect(presences(me.heard())).toMatchObject([{ op: "update", members: [{ sid: me.sid, avatar }] }]);
  });

  test("[CHAT-1] [PLAIN-1] a line is heard by all, its sender too, under the name the room knows", () => {
    const square = new Square();
    const plain = square.enter("plain");
    const extended = square.enter("extended", { capabilities: ALL_CAPABILITIES });
    plain.subscribe("r/rm_test/chat");
    for (const client of [plain, extended]) client.heard();
    plain.publish("r/rm_test/chat", '{"text":"hello","from":1234,"name":"Admin"}');
    extended.frame({ kind: "chat", message: { text: "hi", id: "mine-1" } });
    const expected = [
      { from: plain.sid, name: "plain", text: "hello", at: square.nowMs },
      { from: extended.sid, name: "extended", text: "hi", id: "mine-1" },
    ];
    const plainHeard = publishesOf(plain.heard()).map(jsonOf);
    expect(plainHeard).toMatchObject(expected);
    expect(extended.heard().sections.map((s) => s.message)).toMatchObject(expected);
  });

  test("[LIMIT-3] chat beyond the budget is refused and heard by nobody", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker", { version: 5 }), square.enter("hearer")];
    hearer.subscribe("r/rm_test/chat");
    for (const client of [talker, hearer]) client.heard();
    for (let count = 0; count < 11; count++) talker.publish("r/rm_test/chat", `line ${count}`, { qos: 1 });
    expect(talker.heard().packets.map((p) => (p.type === "puback" ? p.reasonCode : null))).toEqual([
      ...Array.from({ length: 10 }, () => 0),
      0x97,
    ]);
    expect(publishesOf(hearer.heard())).toHaveLength(10);
    square.pass(500);
    talker.publish("r/rm_test/chat", "again", { qos: 1 });
    expect(talker.heard().packets).toMatchObject([{ type: "puback", reasonCode: 0 }]);
  });

  test("[PRES-1] [CARRIER-6] a snapshot that would not fit a frame goes on in joins, all in frames a client accepts", () => {
    const square = new Square({ ...SPEC, capacity: 300 });
    const avatar = {
      id: assetIdSchema.parse("ast_a"),
      url: `http://x/${"a".repeat(800)}.vrm`,
      sha256: "0".repeat(64),
      size: 1,
    };
    for (let count = 0; count < 120; count++) square.enter(`guest-${count}`);
    for (let count = 0; count < 120; count++)
      applyIdentity(square.room, { ...identity(`guest-${count}`), avatar });
    const joiner = square.enter("joiner", { capabilities: ALL_CAPABILITIES });
    const heard = joiner.heard();
    for (const packet of heard.packets)
      if (packet.type === "frame") expect(packet.body.length).toBeLessThanOrEqual(65_535);
    const told = presences(heard);
    expect(told.map((p) => p.op)).toEqual(["snapshot", ...Array.from({ length: 6 }, () => "join" as const)]);
    const sids = told.flatMap((p) => (p.op === "leave" ? [] : p.members.map((m) => m.sid)));
    expect(sids).toEqual([...square.room.participants.keys()]);
    expect(sids).toContain(joiner.sid);
  });

  test("[INT-7] [PRES-1] a joiner that takes small packets only is told of all members, keys and items all the same", () => {
    const square = new Square({ ...SPEC, capacity: 60 });
    for (let count = 0; count < 40; count++) {
      const member = square.enter(`member-${count}`, { capabilities: ALL_CAPABILITIES, role: "member" });
      member.frame(
        { kind: "stateSet", message: { scope: 0, key: `key-${count}`, version: 0, value: VALUE } },
        { kind: "stateSet", message: { scope: 1, key: "own", version: 0, value: VALUE } },
        { kind: "itemSpawn", message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] } },
      );
    }
    const maximumPacketSize = 1_000;
    const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)]] as const;
    const connect = { properties: { maximumPacketSize, userProperties } };
    const heard = square.enter("small", { version: 5, connect }).heard();
    for (const packet of heard.packets)
      if (packet.type === "frame") expect(packet.body.length).toBeLessThan(maximumPacketSize);
    const told = presences(heard);
    expect(new Set(told.slice(1).map(({ op }) => op))).toEqual(new Set(["join"]));
    expect(told[0]?.op).toBe("snapshot");
    const sids = told.flatMap((p) => (p.op === "leave" ? [] : p.members.map((m) => m.sid)));
    expect(sids).toEqual([...square.room.participants.keys()]);
    const keys = heard.sections.flatMap((s) =>
      s.kind === "state" ? [`${s.message.sid} ${s.message.key}`] : [],
    );
    expect(new Set(keys).size).toBe(80);
    const items = heard.sections.flatMap((s) => (s.kind === "itemSpawn" ? s.message.items : []));
    expect(items.map(({ item }) => item)).toEqual([...square.room.items.byId.keys()]);
    expect(items).toHaveLength(40);
  });

  test("[PRES-3] sids begin again after 65,535, past those that are taken", () => {
    const square = new Square();
    const first = square.enter("first");
    square.room.lastSid = 65_534;
    expect([first.sid, square.enter("last").sid, square.enter("wrapped").sid]).toEqual([1, 65_535, 2]);
  });

  test("[PRES-3] a client that claims a name, a role or an avatar keeps the ticket's", () => {
    const square = new Square();
    const liar = square.enter("liar");
    const claim = {
      name: "Admin",
      role: "admin",
      user: "usr_admin",
      sid: 1_000,
      avatar: { url: "http://evil" },
    };
    liar.publish("r/rm_test/presence/me", JSON.stringify({ ...claim, away: true }));
    expect(liar.actor.participant?.member).toMatchObject({ ...identity("liar"), sid: liar.sid, away: true });
  });

  test("[ME-1] ME that is no ME is refused and changes nothing", () => {
    const square = new Square();
    const me = square.enter("me", { version: 5 });
    me.heard();
    for (const bad of ["", "muted", "[]", '{"muted":"yes"}', '{"device":"toaster"}']) {
      me.publish("r/rm_test/presence/me", bad, { qos: 1 });
      expect([bad, ...me.heard().packets]).toMatchObject([bad, { type: "puback", reasonCode: 0x99 }]);
    }
    expect(me.actor.participant?.member).toMatchObject({ muted: false, device: "desktop" });
  });

  test("[LIMIT-3] ME beyond the budget is refused, and the budget comes back with time", () => {
    const square = new Square();
    const me = square.enter("me", { version: 5 });
    me.heard();
    const codes = () => me.heard().packets.map((p) => (p.type === "puback" ? p.reasonCode : null));
    for (let count = 0; count < 11; count++)
      me.publish("r/rm_test/presence/me", `{"muted":${count % 2 === 0}}`, { qos: 1 });
    expect(codes()).toEqual([...Array.from({ length: 10 }, () => 0), 0x97]);
    square.pass(1_000);
    for (let count = 0; count < 3; count++) me.publish("r/rm_test/presence/me", "{}", { qos: 1 });
    expect(codes()).toEqual([0, 0, 0x97]);
  });

  test("[CHAT-1] [CHAT-2] a line that is empty, too long or no text is refused with 0x99, and the budget is not touched", () => {
    const square = new Square();
    const talker = square.enter("talker", { version: 5 });
    talker.subscribe("r/rm_test/chat");
    talker.heard();
    for (const bad of ["", " ", "x".repeat(1001), '{"text":7}', '{"text":""}', Uint8Array.from([0xff])]) {
      talker.publish("r/rm_test/chat", bad, { qos: 1 });
      expect(talker.heard().packets).toMatchObject([{ type: "puback", reasonCode: 0x99 }]);
    }
    for (let count = 0; count < 10; count++) talker.publish("r/rm_test/chat", `${count}`);
    expect(publishesOf(talker.heard())).toHaveLength(10);
  });
});

test("an empty room, which no tick looks at any more, keeps nobody in memory who was in it", async () => {
  const square = new Square({ ...SPEC, capacity: 100 });
  const refs: WeakRef<object>[] = [];
  const visit = () => {
    const clients = Array.from({ length: 50 }, (_, index) => square.enter(`c${index}`, { version: 5 }));
    for (const client of clients) client.subscribe("r/rm_test/#");
    clients[0]?.publish("r/rm_test/pose/me", encodePose(rootPose(1)));
    square.pass(500);
    for (const client of clients) {
      refs.push(new WeakRef(client.actor));
      client.leave();
    }
  };
  visit();
  // A reference that was made just now is kept until then.
  await Bun.sleep(1);
  // What stands on the stack by chance is kept.
  Bun.gc(true);
  const kept = refs.filter((ref) => ref.deref() !== undefined).length;
  expect(kept).toBeLessThan(10);
});
