// [TICKET-1] against a real key server, and the ways a ticket can be wrong.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setSystemTime, test } from "bun:test";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import { ConnectRefusal } from "../../room/door.ts";
import { createTicketCheck } from "../../room/tickets.ts";
import { createLog } from "../../shared/http/log.ts";
import { newId } from "../../shared/schema/ids.ts";
import { signTicket, TICKET_ISSUER } from "../../shared/ticket.ts";
import { identity, SPEC } from "./support.ts";

const HOST = newId("host");
const lines: string[] = [];
const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: (line) => lines.push(line) });
const NOW_MS = 1_800_000_000_000;

type Key = { readonly privateKey: CryptoKey; readonly publicJwk: JWK; readonly kid: string };
async function newKey(kid: string, alg = "EdDSA"): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { privateKey, kid, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

let key: Key;
let other: Key;
let server: ReturnType<typeof Bun.serve>;
/** What the key server does now. */
let serve: () => Response | Promise<Response>;
let requestCount = 0;

beforeAll(async () => {
  [key, other] = await Promise.all([newKey("k1"), newKey("k2")]);
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => {
      requestCount++;
      return serve();
    },
  });
});
afterAll(() => server.stop(true));
beforeEach(() => {
  requestCount = 0;
  serve = () => Response.json({ keys: [key.publicJwk] });
});

const newCheck = (nowMs = () => NOW_MS) =>
  createTicketCheck({ jwksUrl: server.url.href, hostId: HOST, nowMs, log });
const ticketFor = (user: string) => ({
  room: SPEC.room,
  host: HOST,
  participant: identity(user),
  requestId: "req-1",
});
const sign = async (signer: Key = key, nowMs = NOW_MS) =>
  (await signTicket(ticketFor("a"), signer, nowMs)).token;

/** Any JWT, with the ticket's claims unless others are given. */
function jwt(
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  signer: CryptoKey | Uint8Array,
) {
  const nowS = NOW_MS / 1000;
  const { room, participant, requestId } = ticketFor("a");
  return new SignJWT({
    room,
    participant,
    requestId,
    iss: TICKET_ISSUER,
    sub: participant.user,
    aud: HOST,
    iat: nowS,
    nbf: nowS,
    exp: nowS + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "ticket+jwt", kid: "k1", ...header })
    .sign(signer);
}

async function refusalOf(check: Promise<unknown>): Promise<[reasonCode: number, code: string]> {
  const error = await check.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConnectRefusal)) throw new Error(`not refused: ${error}`);
  return [error.reasonCode, error.message.split(":")[0] ?? ""];
}

test("[TICKET-1] a good ticket says who comes into which room, and the keys are fetched once", async () => {
  const check = newCheck();
  for (let count = 0; count < 3; count++)
    expect(await check(await sign())).toEqual({
      access: "participant",
      room: SPEC.room,
      identity: identity("a"),
      requestId: "req-1",
    });
  expect(requestCount).toBe(1);
});

test("[GHOST-1] a ghost's ticket lets in as a ghost, and in no other way", async () => {
  const { token } = await signTicket({ ...ticketFor("a"), seat: "ghost" }, key, NOW_MS);
  expect(await newCheck()(token)).toMatchObject({ access: "ghost", identity: identity("a") });
});

test("[TICKET-1] no ticket is 0x86, with a sentence on where to get one", async () => {
  const refused = newCheck()(null);
  expect((await refusalOf(refused))[0]).toBe(0x86);
  await expect(refused).rejects.toThrow("POST /v1/worlds/{id}/enter");
  expect(requestCount).toBe(0);
});

describe("[TICKET-1] 0x87, or 0x9C where another may help, for a ticket that", () => {
  const nowS = NOW_MS / 1000;
  const rows: [name: string, make: () => Promise<string>, code: string][] = [
    ["is signed with another key", async () => sign({ ...other, kid: "k1" }), "TICKET_MALFORMED"],
    ["names a key nobody published", async () => sign(other), "TICKET_MALFORMED"],
    ["names no key", () => jwt({ kid: undefined }, {}, key.privateKey), "TICKET_MALFORMED"],
    ["has expired", async () => sign(key, NOW_MS - 700_000), "TICKET_EXPIRED"],
    ["is not valid yet", async () => sign(key, NOW_MS + 700_000), "TICKET_MALFORMED"],
    [
      "is for another host",
      () => jwt({}, { aud: newId("host") }, key.privateKey),
      "TICKET_NOT_FOR_THIS_HOST",
    ],
    ["is for nobody", () => jwt({}, { aud: [] }, key.privateKey), "TICKET_NOT_FOR_THIS_HOST"],
    ["comes from another issuer", () => jwt({}, { iss: "hiroba:evil" }, key.privateKey), "TICKET_MALFORMED"],
    ["is a token of another kind", () => jwt({ typ: "at+jwt" }, {}, key.privateKey), "TICKET_MALFORMED"],
    ["never expires", () => jwt({}, { exp: undefined }, key.privateKey), "TICKET_MALFORMED"],
    ["has no subject", () => jwt({}, { sub: undefined }, key.privateKey), "TICKET_MALFORMED"],
    ["speaks for somebody else", () => jwt({}, { sub: "usr_b" }, key.privateKey), "TICKET_MALFORMED"],
    ["names a room with a wildcard", () => jwt({}, { room: "rm_+" }, key.privateKey), "TICKET_MALFORMED"],
    [
      "names a user with a wildcard",
      () => jwt({}, { sub: "usr_#", participant: { ...identity("a"), user: "usr_#" } }, key.privateKey),
      "TICKET_MALFORMED",
    ],
    ["has an empty name for its room", () => jwt({}, { room: "" }, key.privateKey), "TICKET_MALFORMED"],
    [
      "is signed with the public key as a secret",
      () => jwt({ alg: "HS256" }, {}, new TextEncoder().encode(JSON.stringify(key.publicJwk))),
      "TICKET_MALFORMED",
    ],
    [
      "carries its own key",
      async () => jwt({ jwk: other.publicJwk }, {}, other.privateKey),
      "TICKET_MALFORMED",
    ],
    [
      "is not signed at all",
      async () => {
        const [, claims] = (await sign()).split(".");
        const header = Buffer.from('{"alg":"none","typ":"ticket+jwt","kid":"k1"}').toString("base64url");
        return `${header}.${claims}.`;
      },
      "TICKET_MALFORMED",
    ],
    ["is longer than any ticket", async () => "a".repeat(5_000), "TICKET_MALFORMED"],
    ["is no token", async () => "hello", "TICKET_MALFORMED"],
    ["is empty", async () => "", "TICKET_MALFORMED"],
    [
      "was valid until thirty-one seconds ago",
      () => jwt({}, { exp: nowS - 31 }, key.privateKey),
      "TICKET_EXPIRED",
    ],
  ];
  for (const [name, make, code] of rows)
    test(name, async () => {
      const reasonCode = code === "TICKET_NOT_FOR_THIS_HOST" ? 0x9c : 0x87;
      expect(await refusalOf(newCheck()(await make()))).toEqual([reasonCode, code]);
    });
});

describe("0x88, as it is not the ticket's fault, when the key server", () => {
  const rows: [name: string, answer: () => Response | Promise<Response>][] = [
    ["is unwell", () => new Response("oops", { status: 500 })],
    ["answers no keys", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["answers something else", () => Response.json({ hello: 1 })],
  ];
  for (const [name, answer] of rows)
    test(name, async () => {
      serve = answer;
      const check = newCheck();
      expect(await refusalOf(check(await sign()))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
      serve = () => Response.json({ keys: [key.publicJwk] });
      expect(await check(await sign())).toMatchObject({ room: SPEC.room });
    });

  test("is not there", async () => {
    const gone = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
    const jwksUrl = gone.url.href;
    await gone.stop(true);
    const check = createTicketCheck({ jwksUrl, hostId: HOST, nowMs: () => NOW_MS, log });
    expect(await refusalOf(check(await sign()))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
  });

  test("does not answer within 3 s", async () => {
    serve = async () => {
      await Bun.sleep(4_000);
      return Response.json({ keys: [] });
    };
    const startedAtMs = performance.now();
    expect(await refusalOf(newCheck()(await sign()))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
    expect(performance.now() - startedAtMs).toBeLessThan(3_500);
  }, 10_000);
});

test("a flood of unknown key ids does not become a flood of requests", async () => {
  const check = newCheck();
  await check(await sign());
  const forged = await Promise.all(
    Array.from({ length: 20 }, (_, index) => sign({ ...other, kid: `x${index}` })),
  );
  for (const ticket of forged) await refusalOf(check(ticket));
  expect(requestCount).toBe(1);
});

describe("a ticket key that is changed", () => {
  const startedAtMs = Date.now();
  afterEach(() => void setSystemTime());
  /** The keys are kept by the system's clock, whatever the tickets' says. */
  const later = (ms: number) => void setSystemTime(startedAtMs + ms);

  test("is looked for when a ticket names it, and the old one goes on while both are published", async () => {
    later(0);
    const check = newCheck();
    await check(await sign());
    serve = () => Response.json({ keys: [other.publicJwk, key.publicJwk] });
    later(6_000);
    const arrivals = await Promise.all(Array.from({ length: 10 }, async () => check(await sign(other))));
    expect([arrivals.length, requestCount]).toEqual([10, 2]);
    expect(await check(await sign())).toMatchObject({ room: SPEC.room });
  });

  test("is taken no longer than a minute after it is published no more", async () => {
    later(0);
    const check = newCheck();
    await check(await sign());
    serve = () => Response.json({ keys: [other.publicJwk] });
    later(61_000);
    expect(await refusalOf(check(await sign()))).toEqual([0x87, "TICKET_MALFORMED"]);
    expect(await check(await sign(other))).toMatchObject({ room: SPEC.room });
  });
});

describe("[TICKET-1] while the list of keys cannot be read", () => {
  const startedAtMs = Date.now();
  afterEach(() => void setSystemTime());
  const later = (ms: number) => void setSystemTime(startedAtMs + ms);
  const away = () => new Response("oops", { status: 502 });

  test("the last one counts for ten minutes, asked for again every five seconds, and the log says so", async () => {
    later(0);
    const check = newCheck();
    await check(await sign());
    serve = away;
    lines.length = 0;
    later(61_000);
    for (let count = 0; count < 5; count++)
      expect(await check(await sign())).toMatchObject({ room: SPEC.room });
    expect([requestCount, lines.length]).toEqual([2, 1]);
    expect(lines[0]).toContain("room.ticket-keys.away");
    later(66_000);
    expect(await check(await sign())).toMatchObject({ room: SPEC.room });
    expect(requestCount).toBe(3);
    later(599_000);
    expect(await check(await sign())).toMatchObject({ room: SPEC.room });
    later(600_000);
    expect(await refusalOf(check(await sign()))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
  });

  test("a key that is not on the last one may be on the next: that is not the ticket's fault", async () => {
    later(0);
    const check = newCheck();
    await check(await sign());
    serve = away;
    later(61_000);
    expect(await refusalOf(check(await sign(other)))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
    later(62_000);
    expect(await refusalOf(check(await sign(other)))).toEqual([0x88, "TICKET_KEYS_AWAY"]);
  });

  test("a key that was revoked meanwhile is refused as soon as it can be", async () => {
    later(0);
    const check = newCheck();
    await check(await sign());
    serve = away;
    later(61_000);
    await check(await sign());
    serve = () => Response.json({ keys: [other.publicJwk] });
    later(66_000);
    expect(await refusalOf(check(await sign()))).toEqual([0x87, "TICKET_MALFORMED"]);
    expect(await check(await sign(other))).toMatchObject({ room: SPEC.room });
  });
});
