import { describe, expect, test } from "bun:test";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { encodeUp } from "../../../shared/protocol/ext/registry.ts";
import { NO_VALUE } from "../../../shared/protocol/ext/state-kv.ts";
import { ALL_CAPABILITIES, breachOf, publishesOf, rootPose, Square } from "../support.ts";

const text = (payload: Uint8Array | undefined) => new TextDecoder().decode(payload);

describe("the extension", () => {
  test("[NEG-1] [NEG-3] [CARRIER-2] is granted in CONNACK: what was asked and is served, on carrier X", () => {
    const square = new Square();
    const { packets } = square.enter("a", { capabilities: 0xffff_ffff }).heard();
    const granted = new RegExp(`^1;c=${ALL_CAPABILITIES.toString(16)};sid=1;tick=50;rt=[0-9a-f]{32}$`);
    expect(packets[0]).toMatchObject({
      type: "connack",
      properties: { userProperties: [["hiroba", expect.stringMatching(granted)]] },
    });
    expect(packets.slice(1).map((p) => p.type)).toEqual(["frame", "frame"]);
  });

  test("[NEG-2] [NEG-5] [CARRIER-1] a 3.1.1 client gets it by hello on the $x topics, and again the same when it repeats", () => {
    const square = new Square();
    const client = square.enter("a");
    client.subscribe("$x/d", { qos: 0 });
    client.heard();
    client.publish("$x/u", "?1;c=6;n=n0-1");
    client.publish("$x/u", "?1;c=ff;n=n0-2");
    const published = publishesOf(client.heard());
    expect(text(published[0]?.payload)).toBe("!1;c=6;sid=1;tick=50;n=n0-1");
    expect(text(published.at(-1)?.payload)).toBe("!1;c=6;sid=1;tick=50;n=n0-2");
    expect(published.every((p) => p.topicName === "$x/d")).toBe(true);
    // Between the two grants: ROOM and PRESENCE, on carrier P.
    expect(published).toHaveLength(4);
  });

  test("[NEG-4] what cannot be read leaves a client plain, and a frame is then a protocol error", () => {
    const square = new Square();
    const client = square.enter("a", {
      version: 5,
      connect: { properties: { userProperties: [["hiroba", "2;c=1"]] } },
    });
    expect(client.heard().packets).toHaveLength(1);
    client.publish("$x/u", "?2;c=1;n=x");
    expect(client.heard().packets).toEqual([]);
    client.publish("$x/u", Uint8Array.from([0x3f, 0xff, 0xfe]));
    expect(client.heard().packets).toEqual([]);
    expect(breachOf(() => client.frame({ kind: "ping", message: { cookie: 1 } }))).toEqual([
      0x82,
      "CARRIER-3",
    ]);
  });

  test("[CLOCK-1] PING is answered with its cookie and the room's clock", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: ALL_CAPABILITIES });
    square.pass(1_234);
    client.heard();
    client.frame({ kind: "ping", message: { cookie: 77 } });
    expect(client.heard().sections).toEqual([
      { kind: "pong", message: { cookie: 77, roomTimeMs: square.nowMs - square.room.openedAtMs } },
    ]);
  });

  test("[NEG-2] a hello whose nonce is not one is not answered, and a frame without a grant is refused at QoS 1", () => {
    const square = new Square();
    const client = square.enter("a", { version: 5 });
    client.heard();
    for (const nonce of ["", "n".repeat(33), "a b", "é"]) client.publish("$x/u", `?1;c=1;n=${nonce}`);
    client.publish("$x/u", encodeUp([{ kind: "ping", message: { cookie: 1 } }]), { qos: 1 });
    expect(client.heard().packets).toMatchObject([{ type: "puback", reasonCode: 0x87 }]);
  });

  test("[CARRIER-1] [CARRIER-2] without type0 frames travel as PUBLISH on the $x topics, no subscription needed", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: Capability.pose3 });
    const down = publishesOf(client.heard());
    expect(down.map((p) => [p.topicName, p.qos])).toEqual([
      ["$x/d", 0],
      ["$x/d", 0],
    ]);
    client.publish("$x/u", encodeUp([{ kind: "ping", message: { cookie: 5 } }]));
    expect(client.heard().sections).toMatchObject([{ kind: "pong", message: { cookie: 5 } }]);
  });

  test("[CARRIER-2] a client that was granted type0 may use carrier P as well, and is answered on X", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: ALL_CAPABILITIES });
    client.heard();
    client.publish("$x/u", encodeUp([{ kind: "ping", message: { cookie: 5 } }]));
    expect(client.heard().packets.map((p) => p.type)).toEqual(["frame"]);
  });

  test("[CARRIER-3] packet type 0 is a protocol error for whoever was granted the extension without it", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: Capability.pose3 });
    expect(breachOf(() => client.frame({ kind: "ping", message: { cookie: 1 } }))).toEqual([
      0x82,
      "CARRIER-3",
    ]);
  });

  test("[CARRIER-4] a section nobody knows, or whose payload is wrong, does not take its neighbours with it", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: ALL_CAPABILITIES });
    client.heard();
    const ping = (cookie: number) => encodeUp([{ kind: "ping", message: { cookie } }]);
    const body = [
      ...ping(1),
      0xc0,
      1,
      9,
      ...ping(2),
      0x10,
      2,
      0,
      0,
      0x02,
      1,
      7,
      0x3a,
      2,
      0x7b,
      0x7d,
      ...ping(3),
    ];
    client.send({ type: "frame", body: Uint8Array.from(body) });
    const { sections } = client.heard();
    expect(sections.flatMap((s) => (s.kind === "pong" ? [s.message.cookie] : []))).toEqual([1, 2, 3]);
    // A pose, a PING and a line of chat were wrong, and that is told of each: [LIMIT-4].
    expect(sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []))).toEqual([3, 3, 3]);
  });

  test("[CARRIER-5] [CARRIER-6] a section that overruns its frame, or one too many, ends the connection on either carrier", () => {
    const square = new Square();
    const overrun = Uint8Array.from([0x02, 9, 1]);
    const flood = Uint8Array.from(Array.from({ length: 65 }, () => [0xc0, 0]).flat());
    for (const [body, breach] of [
      [overrun, [0x81, "CARRIER-5"]],
      [flood, [0x82, "CARRIER-6"]],
      [new Uint8Array(65_536), [0x95, "CARRIER-6"]],
    ] as const) {
      const client = square.enter("a", { capabilities: ALL_CAPABILITIES });
      expect(breachOf(() => client.send({ type: "frame", body }))).toEqual([...breach]);
      expect(breachOf(() => client.publish("$x/u", body))).toEqual([...breach]);
    }
  });

  test("[LIMIT-4] what a role may not do is told of each kind, and of none twice", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: ALL_CAPABILITIES, role: "guest" });
    const { sid } = square.enter("b");
    client.heard();
    for (let count = 0; count < 2; count++) {
      client.frame({ kind: "stateSet", message: { scope: 0, key: "door", version: 0, value: NO_VALUE } });
      client.frame({
        kind: "itemSpawn",
        message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] },
      });
      client.frame({ kind: "mod", message: { op: "kick", target: sid, reason: "" } });
    }
    const notices = client.heard().sections.flatMap((s) => (s.kind === "notice" ? [s.message] : []));
    expect(notices.map(({ code }) => code)).toEqual([6, 6, 6]);
    expect(new Set(notices.map(({ message }) => message)).size).toBe(3);
  });

  test("[LIMIT-4] each reason is told once on a connection, other reasons still are", () => {
    const square = new Square();
    const client = square.enter("a", { capabilities: ALL_CAPABILITIES });
    client.heard();
    for (let count = 0; count < 3; count++) {
      client.frame({ kind: "pose", message: encodePose(rootPose(100)) });
      client.publish("r/rm_test/pose/me", "not a pose");
    }
    for (let count = 0; count < 12; count++) client.frame({ kind: "chat", message: { text: "spam" } });
    const codes = client.heard().sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));
    expect(codes).toEqual([2, 3, 4]);
    const again = square.enter("a", { capabilities: ALL_CAPABILITIES });
    again.heard();
    again.frame({ kind: "pose", message: encodePose(rootPose(100)) });
    expect(again.heard().sections).toMatchObject([{ kind: "notice", message: { code: 2 } }]);
  });
});
