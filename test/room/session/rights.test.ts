import { describe, expect, test } from "bun:test";
import { breachOf, SPEC, Square } from "../support.ts";

describe("rights", () => {
  test("[TICKET-2] subscribing outside the room is refused filter by filter, in each version's own code", () => {
    const square = new Square();
    for (const [version, code] of [
      [5, 0x87],
      [4, 0x80],
    ] as const) {
      const client = square.enter(`v${version}`, { version });
      client.heard();
      for (const filter of ["#", "r/#", "r/+/chat", "r/rm_other/chat", "$SYS/#", "+/rm_test/chat"]) {
        client.subscribe(filter);
        expect([filter, ...client.heard().packets]).toMatchObject([
          filter,
          { type: "suback", reasonCodes: [code] },
        ]);
      }
      client.subscribe("r/rm_test/#");
      expect(client.heard().packets[0]).toMatchObject({ type: "suback", reasonCodes: [1] });
    }
  });

  test("[TICKET-2] [PLAIN-3] publishing elsewhere, or as somebody else, has no effect and ends nothing", () => {
    const square = new Square();
    const [client, other] = [square.enter("a", { version: 5 }), square.enter("b")];
    other.subscribe("r/rm_test/#");
    for (const c of [client, other]) c.heard();
    for (const topic of ["r/rm_other/chat", `r/rm_test/pose/${other.sid}`, "r/rm_test/room", "$SYS/x", "x"]) {
      client.publish(topic, "{}", { qos: 1, retain: true });
      expect([topic, ...client.heard().packets]).toMatchObject([topic, { type: "puback", reasonCode: 0x87 }]);
    }
    square.pass(200);
    expect(other.heard().packets).toEqual([]);
  });

  test("[TICKET-3] one user may stand in the room twice, and a full room says so", () => {
    const square = new Square({ ...SPEC, capacity: 2 });
    square.enter("a");
    square.enter("a", { connect: { clientId: "another of a's" } });
    expect(square.enter("b", { version: 5 }).heard().packets).toMatchObject([
      { type: "connack", reasonCode: 0x97 },
    ]);
    expect(square.enter("c").heard().packets).toMatchObject([{ type: "connack", reasonCode: 3 }]);
  });

  test("[LIMIT-2] the 65th subscription is refused, an old one may be renewed", () => {
    const square = new Square();
    const client = square.enter("a", { version: 5 });
    for (let count = 0; count < 64; count++) client.subscribe(`r/rm_test/pose/${count + 1}`);
    client.heard();
    client.subscribe("r/rm_test/pose/65");
    expect(client.heard().packets).toMatchObject([{ reasonCodes: [0x97] }]);
    client.subscribe("r/rm_test/pose/1");
    expect(client.heard().packets).toMatchObject([{ reasonCodes: [1] }]);
  });

  test("[LIMIT-2] a topic of more than 256 bytes or 16 levels is refused, a filter in SUBACK and a name with 0x90", () => {
    const square = new Square();
    const client = square.enter("a", { version: 5, open: true });
    client.heard();
    for (const topic of ["t".repeat(257), "/".repeat(16), "広".repeat(86)]) {
      client.subscribe(topic);
      expect(client.heard().packets).toMatchObject([{ type: "suback", reasonCodes: [0x8f] }]);
      expect(breachOf(() => client.publish(topic, ""))).toEqual([0x90, "MQTT-3.3.2-2"]);
    }
    for (const filter of ["a#", "a/#/b", "a+"])
      expect(breachOf(() => client.subscribe(filter))).toEqual([0x81, "MQTT-4.7.1-1"]);
    for (const name of ["a/+", "#"])
      expect(breachOf(() => client.publish(name, ""))).toEqual([0x81, "MQTT-3.3.2-2"]);
    expect(breachOf(() => client.publish("", ""))).toEqual([0x82, "MQTT-3.3.2.1"]);
  });

  test("[LIMIT-2] [MQTT-7] [TICKET-2] a shared subscription is judged by what is behind its share name", () => {
    const square = new Square();
    const client = square.enter("a", { version: 5 });
    client.heard();
    for (const [filter, reasonCode] of [
      ["$share/g/r/rm_test/chat", 1],
      ["$share/g/r/rm_other/chat", 0x87],
      ["$share/g/#", 0x87],
      [`$share/g/${"t".repeat(257)}`, 0x8f],
      [`$share/${"g".repeat(256)}/r/rm_test/chat`, 1],
      [`$share/${"g".repeat(257)}/r/rm_test/chat`, 0x8f],
      [`$share/${"広".repeat(86)}/r/rm_test/chat`, 0x8f],
    ] as const) {
      client.subscribe(filter);
      expect([filter, ...client.heard().packets]).toMatchObject([filter, { reasonCodes: [reasonCode] }]);
    }
    for (const filter of ["$share//r/rm_test/chat", "$share/+/r/rm_test/chat", "$share/g", "$share/g/"])
      expect(breachOf(() => client.subscribe(filter))).toEqual([0x81, "MQTT-4.8.2-1"]);
  });

  test("on an open host any topic is anybody's, but for those that begin with $", () => {
    const square = new Square();
    const [a, b] = [square.enter("a", { version: 5, open: true }), square.enter("b", { open: true })];
    b.subscribe("#");
    b.subscribe("$SYS/#");
    for (const client of [a, b]) client.heard();
    a.publish("$SYS/broker/version", "x", { qos: 1 });
    a.publish("$mine", "x", { qos: 1 });
    expect(a.heard().packets).toMatchObject([{ reasonCode: 0x87 }, { reasonCode: 0x87 }]);
    expect(b.heard().packets).toEqual([]);
  });
});
