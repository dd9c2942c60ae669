// Requests and grants of the extension, as text of a peer's: read or passed over, never thrown at, and read again as they are written.

import {
  formatGrant,
  formatHello,
  formatRequest,
  parseGrant,
  parseHello,
  parseHelloGrant,
  parseRequest,
} from "../../../shared/protocol/ext/hello.ts";
import type { Chance } from "../chance.ts";
import { mutate } from "../mutate.ts";
import { BrokenInvariant, canonical, isSame, type Target } from "../target.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

function text(chance: Chance): string {
  const capabilities = chance.word();
  const token = chance.word().toString(16).padStart(32, "0");
  const resume = chance.percent(50) ? null : { token, events: chance.word() };
  const sid = chance.below(65_536);
  const grant = { capabilities, sid, tickMs: chance.below(2_000), resumeToken: resume?.token ?? null };
  const valid = chance.one([
    formatRequest(capabilities, resume),
    formatHello(capabilities, "nonce-1", resume),
    formatGrant({ ...grant, resumed: chance.one(["no", "replayed", "anew"] as const) }),
    `!${formatGrant({ ...grant, resumed: "no" })};n=nonce-1`,
  ]);
  return chance.percent(30) ? valid : DECODER.decode(mutate(ENCODER.encode(valid), chance));
}

function run(chance: Chance): number {
  const value = text(chance);
  const input = ENCODER.encode(value);
  const same = (read: unknown, again: unknown): void => {
    if (!isSame(read, again))
      throw new BrokenInvariant(`${canonical(read)} is written and read as ${canonical(again)}`, input);
  };
  const request = parseRequest(value);
  if (request !== null) same(request, parseRequest(formatRequest(request.capabilities, request.resume)));
  const hello = parseHello(value);
  if (hello !== null) same(hello, parseHello(formatHello(hello.capabilities, hello.nonce, hello.resume)));
  for (const grant of [parseGrant(value), parseHelloGrant(value, "nonce-1")])
    if (grant !== null) same(grant, parseGrant(formatGrant(grant)));
  return 1;
}

export const hello: Target = { name: "hello", about: "requests and grants of the extension", run };
