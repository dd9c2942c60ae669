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

const grant = {
  capabilities: CAPABILITIES_SERVED,
  sid: 12,
  tickMs: 50,
  resumeToken: null,
  resumed: "no",
} as const;
const resume = { token: "0123456789abcdef0123456789abcdef", events: 4_294_967_295 };

test("[NEG-1] the property's request and grant read back, and later fields behind them are ignored", () => {
  expect(parseRequest(formatRequest(0x87))).toEqual({ capabilities: 0x87, resume: null });
  expect(parseRequest("1;c=87;zz=abc")).toEqual({ capabilities: 0x87, resume: null });
  expect(parseGrant(formatGrant(grant))).toEqual(grant);
  expect(parseGrant(`${formatGrant(grant)};zz=abc`)).toEqual(grant);
});

test("[RESUME-1] a token, and what came of it, are read back wherever they may stand", () => {
  expect(parseRequest(formatRequest(0xffffffff, resume))).toEqual({ capabilities: 0xffffffff, resume });
  const nonce = "n".repeat(32);
  expect(parseHello(formatHello(0xffffffff, nonce, resume))).toEqual({
    capabilities: 0xffffffff,
    nonce,
    resume,
  });
  for (const resumed of ["no", "replayed", "anew"] as const)
    for (const resumeToken of [null, resume.token]) {
      const told = { capabilities: 0xffffffff, sid: 65_535, tickMs: 9_999, resumeToken, resumed };
      expect(parseGrant(`${formatGrant(told)};zz=abc`)).toEqual(told);
      expect(parseHelloGrant(formatHelloGrant(formatGrant(told), nonce), nonce)).toEqual(told);
    }
});

test("[RESUME-1] what is no token is as good as none in the property", () => {
  for (const bad of [
    "rt=abc;e=1",
    `rt=${resume.token}`,
    `rt=${resume.token};e=x`,
    `rt=${resume.token.toUpperCase()};e=1`,
  ])
    expect(parseRequest(`1;c=87;${bad}`)).toEqual({ capabilities: 0x87, resume: null });
});

test("[NEG-4] another major version, or text that cannot be read, is no request", () => {
  for (const bad of ["", "2;c=1", "1;c=", "1;c=xyz", "1;c=123456789", "hello", "1;c=1x"])
    expect(parseRequest(bad)).toBeNull();
});

test("[NEG-2] the hello and its grant carry a nonce, and an echo of our own hello is no grant", () => {
  const hello = formatHello(1, "abc-1");
  expect(parseHello(hello)).toEqual({ capabilities: 1, nonce: "abc-1", resume: null });
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
