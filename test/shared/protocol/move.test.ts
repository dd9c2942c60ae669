import { expect, test } from "bun:test";
import { formatPass, formatWhere, parsePass, parseWhere } from "../../../shared/protocol/ext/move.ts";
import { newId } from "../../../shared/schema/ids.ts";

const TOKEN = "0123456789abcdef".repeat(2);
const BEFORE = { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://one.test/mqtt" };

test("[MOVE-2] a pass names the room and its token, and nothing else is one", () => {
  const pass = { room: newId("room"), token: TOKEN };
  expect(parsePass(formatPass(pass))).toEqual(pass);
  for (const other of [
    "",
    "moved.",
    `moved.rm_a.${TOKEN}0`,
    `moved.rm_a.${TOKEN.toUpperCase()}`,
    `moved.wld_a.${TOKEN}`,
    `x${formatPass(pass)}`,
  ])
    expect([other, parsePass(other)]).toEqual([other, null]);
});

test("[MOVE-1] where a room runs is told as a client of that transport needs it, and read as what it changes", () => {
  const there = { address: "192.0.2.2", tcpPort: 1884, wsUrl: "wss://two.test/mqtt" };
  expect(formatWhere(there, "tcp")).toBe("192.0.2.2:1884");
  expect(formatWhere(there, "websocket")).toBe("wss://two.test/mqtt");
  expect(parseWhere("192.0.2.2:1884", BEFORE)).toEqual({ ...BEFORE, address: "192.0.2.2", tcpPort: 1884 });
  expect(parseWhere("wss://two.test/mqtt", BEFORE)).toEqual({ ...BEFORE, wsUrl: "wss://two.test/mqtt" });
  const six = formatWhere({ ...there, address: "2001:db8::2" }, "tcp");
  expect(six).toBe("[2001:db8::2]:1884");
  expect(parseWhere(six, BEFORE)).toEqual({ ...BEFORE, address: "2001:db8::2", tcpPort: 1884 });
  expect(parseWhere("over there", BEFORE)).toBeNull();
});
