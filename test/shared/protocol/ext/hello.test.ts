import { expect, test } from "bun:test";
import {
  CAPABILITIES_SERVED,
  formatGrant,
  formatHello,
  formatHelloGrant,
  formatRequest,
  HELLO_FIRST_BYTE,
  parseGrant,
  parseHello,
  parseHelloGrant,
  parseRequest,
} from "../../../../shared/protocol/ext/hello.ts";
import { DOWN, UP } from "../../../../shared/protocol/ext/registry.ts";

const grant = { capabilities: CAPABILITIES_SERVED, sid: 12, tickMs: 50 };

test("[NEG-1] the property's request and grant read back, and later fields behind them are ignored", () => {
  expect(parseRequest(formatRequest(0x87))).toBe(0x87);
  expect(parseRequest("1;c=87;rt=abc")).toBe(0x87);
  expect(parseGrant(formatGrant(grant))).toEqual(grant);
  expect(parseGrant(`${formatGrant(grant)};rt=abc`)).toEqual(grant);
});

test("[NEG-4] another major version, or text that cannot be read, is no request", () => {
  for (const bad of ["", "2;c=1", "1;c=", "1;c=xyz", "1;c=123456789", "hello", "1;c=1x"])
    expect(parseRequest(bad)).toBeNull();
});

test("[NEG-2] the hello and its grant carry a nonce, and an echo of our own hello is no grant", () => {
  const hello = formatHello(1, "abc-1");
  expect(parseHello(hello)).toEqual({ capabilities: 1, nonce: "abc-1" });
  expect(parseHelloGrant(formatHelloGrant(formatGrant(grant), "abc-1"), "abc-1")).toEqual(grant);
  expect(parseHelloGrant(formatHelloGrant(formatGrant(grant), "other"), "abc-1")).toBeNull();
  expect(parseHelloGrant(hello, "abc-1")).toBeNull();
  for (const bad of ["?1;c=1", "?1;c=1;n=", "?1;c=1;n=a b", `?1;c=1;n=${"a".repeat(33)}`])
    expect(parseHello(bad)).toBeNull();
});

test("[NEG-2] no section kind begins like a hello", () => {
  expect(hello0()).toBe(HELLO_FIRST_BYTE);
  for (const codec of [...Object.values(UP), ...Object.values(DOWN)])
    expect(codec.id).not.toBe(HELLO_FIRST_BYTE as never);
});

function hello0(): number {
  return formatHello(1, "n").charCodeAt(0);
}
