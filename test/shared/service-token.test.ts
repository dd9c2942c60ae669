import { beforeAll, describe, expect, test } from "bun:test";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { makeServiceKeys, publicServiceKeys } from "../../scripts/keys/make-key.ts";
import { internalPath } from "../../shared/schema/internal-api.ts";
import { internalCallers, mayCall } from "../../shared/schema/internal-callers.ts";
import { type ServiceKeys, serviceKey, serviceKeys } from "../../shared/service-keys.ts";
import {
  type Bearer,
  createServiceBearer,
  createServiceTokens,
  SERVICE_TOKEN_AUDIENCE,
  SERVICE_TOKEN_LIFETIME_S,
  SERVICE_TOKEN_TYP,
  signServiceToken,
} from "../../shared/service-token.ts";

const NOW_MS = Date.UTC(2026, 10, 26);
const USERS = "/internal/users/usr_1";
const clock = { nowMs: NOW_MS };
const nowMs = () => clock.nowMs;

let keys: Awaited<ReturnType<typeof makeServiceKeys>>;
let known: ServiceKeys;
let edge: Bearer;
let room: Bearer;
const verify = (token: string, path: string, atMs = NOW_MS) =>
  createServiceTokens(known).verify(token, path, atMs);

beforeAll(async () => {
  keys = await makeServiceKeys();
  const parsed = serviceKeys.parse(publicServiceKeys(keys));
  if (parsed === null) throw new Error("keys were given");
  known = parsed;
  edge = bearerOf("edge");
  room = bearerOf("room");
});

function bearerOf(caller: "edge" | "room"): Bearer {
  const key = serviceKey.parse(JSON.stringify(keys[caller]));
  if (key === null) throw new Error("a key was given");
  return createServiceBearer(caller, key, nowMs);
}

/** A token such as no process of ours makes: signed by the edge's key, unless another is handed in. */
async function forged(
  change: {
    claims?: object;
    header?: object;
    aud?: string;
    lifetimeS?: number;
    key?: CryptoKey | Uint8Array;
  } = {},
): Promise<string> {
  const privateKey = await serviceKey.parse(JSON.stringify(keys.edge))?.importPrivate();
  if (privateKey === undefined) throw new Error("a key was given");
  const nowS = NOW_MS / 1000;
  return new SignJWT({ iss: "edge", scope: "/internal/users", ...change.claims })
    .setProtectedHeader({ alg: "EdDSA", typ: SERVICE_TOKEN_TYP, kid: keys.edge.kid, ...change.header })
    .setAudience(change.aud ?? SERVICE_TOKEN_AUDIENCE)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + (change.lifetimeS ?? SERVICE_TOKEN_LIFETIME_S))
    .sign(change.key ?? privateKey);
}

describe("a token of a process", () => {
  test("says who calls, at its own path and below the same noun", async () => {
    expect(await verify(await edge(USERS), USERS)).toBe("edge");
    expect(await verify(await edge(USERS), "/internal/users/usr_2/privacy")).toBe("edge");
    expect(await verify(await room("/internal/rooms/rm_1/spec"), "/internal/rooms/rm_2/spec")).toBe("room");
  });

  test("is not good at another noun's path, nor where its process has no business", async () => {
    await expect(verify(await edge(USERS), "/internal/worlds/wld_1")).rejects.toThrow(
      "not for /internal/worlds",
    );
    await expect(verify(await edge("/internal/hosts"), "/internal/hosts")).rejects.toThrow("no business");
    await expect(verify(await room(USERS), USERS)).rejects.toThrow("no business");
    // Whom somebody blocked is a room host's to know, and nothing else below it.
    expect(await verify(await room(USERS), `${USERS}/brought-along`)).toBe("room");
    await expect(verify(await room(USERS), `${USERS}/brought-along/..`)).rejects.toThrow("no business");
  });

  test("lives a minute, and is signed anew after half of it", async () => {
    const token = await edge(USERS);
    expect(await verify(token, USERS, NOW_MS + SERVICE_TOKEN_LIFETIME_S * 1000)).toBe("edge");
    await expect(verify(token, USERS, NOW_MS + 66_000)).rejects.toThrow("exp");
    await expect(verify(token, USERS, NOW_MS - 66_000)).rejects.toThrow("iat");
    clock.nowMs = NOW_MS + 29_000;
    expect(await edge(USERS)).toBe(token);
    clock.nowMs = NOW_MS + 31_000;
    expect(await edge(USERS)).not.toBe(token);
    // Of a clock that was put back a token from the future would be refused.
    clock.nowMs = NOW_MS - 3_600_000;
    expect(await verify(await edge(USERS), USERS, clock.nowMs)).toBe("edge");
    clock.nowMs = NOW_MS;
  });

  test("that was verified is looked at again for each path, and forgotten at its end", async () => {
    const tokens = createServiceTokens(known);
    const token = await edge(USERS);
    expect(await tokens.verify(token, USERS, NOW_MS)).toBe("edge");
    await expect(tokens.verify(token, "/internal/worlds", NOW_MS)).rejects.toThrow("not for");
    await expect(tokens.verify(token, USERS, NOW_MS + 66_000)).rejects.toThrow("exp");
  });

  test("is refused when anything about it is not as it should be", async () => {
    const spki = await exportSPKI((await generateKeyPair("Ed25519", { extractable: true })).publicKey);
    const stranger = (await generateKeyPair("Ed25519")).privateKey;
    const wrong: Readonly<Record<string, Promise<string>>> = {
      "another audience": forged({ aud: "hiroba:api" }),
      "the typ of an access token": forged({ header: { typ: "at+jwt" } }),
      "the typ of a ticket": forged({ header: { typ: "ticket+jwt" } }),
      "a longer life": forged({ lifetimeS: 3_600 }),
      "another process's name": forged({ claims: { iss: "room" } }),
      "nobody's name": forged({ claims: { iss: "nobody" } }),
      "no scope": forged({ claims: { scope: undefined } }),
      "the scope of everything": forged({ claims: { scope: "/internal" } }),
      "no kid": forged({ header: { kid: undefined } }),
      "an unknown kid": forged({ header: { kid: "edge-other" } }),
      "a stranger's signature": forged({ key: stranger }),
      "a key of its own": forged({ header: { jwk: { kty: "OKP", crv: "Ed25519", x: keys.edge.x } } }),
      "the public key as a secret": forged({ header: { alg: "HS256" }, key: new TextEncoder().encode(spki) }),
      "too many characters": forged({ claims: { more: "x".repeat(2_000) } }),
    };
    const taken: string[] = [];
    for (const [what, token] of Object.entries(wrong))
      await verify(await token, USERS).then(
        () => taken.push(what),
        () => {},
      );
    expect(taken).toEqual([]);
    expect(await verify(await forged(), USERS)).toBe("edge");
    await expect(verify(`${(await forged()).slice(0, -4)}AAAA`, USERS)).rejects.toThrow();
  });

  test("of a key that is listed for nobody any more is refused", async () => {
    const others = serviceKeys.parse(JSON.stringify({ edge: [], room: [], ugc: [] }));
    if (others === null) throw new Error("keys were given");
    await expect(createServiceTokens(others).verify(await edge(USERS), USERS, NOW_MS)).rejects.toThrow("kid");
  });
});

test("every path of the internal API has one kind of process that calls it, but the object store's", () => {
  const callers = Object.entries(internalPath).map(([name, template]) => {
    const path = template.replace(/:[a-zA-Z]+/g, "one");
    return `${name}: ${internalCallers.filter((caller) => mayCall(caller, path)).join(" ")}`;
  });
  // What whoever runs the server does at its console, a moderator or an admin does through an edge.
  const shared =
    /^(teamMember|verifyAudit|notices|payments?|askPayment|paymentRefund|retryRefund|reconciliations?|unusedBalance): edge admin$/;
  const isShared = (line: string) => shared.test(line);
  expect(callers.filter((line) => !/: (edge|room|ugc|admin)$/.test(line) && !isShared(line))).toEqual([
    "s3Events: ",
  ]);
});

test("a signature made for the origin alone opens nothing without its path's noun", async () => {
  const key = await serviceKey.parse(JSON.stringify(keys.edge))?.importPrivate();
  if (key === undefined) throw new Error("a key was given");
  const signing = { kid: keys.edge.kid, privateKey: key };
  const token = await signServiceToken({ caller: "edge", scope: "" }, signing, NOW_MS);
  await expect(verify(token, USERS)).rejects.toThrow("not for");
});

describe("the keys", () => {
  test("are refused without being told", () => {
    const secret = "x".repeat(43);
    for (const raw of ["{", "[]", JSON.stringify({ kty: "OKP", crv: "Ed25519", kid: "a", x: secret })])
      expect(() => serviceKey.parse(raw)).toThrow("private Ed25519 JWK");
    expect(() => serviceKey.parse(JSON.stringify({ kty: "RSA", d: secret }))).toThrow(/^(?!.*xxx)/);
    expect(() => serviceKeys.parse(JSON.stringify({ nobody: [] }))).toThrow("nobody");
  });

  test("of two kinds of process are two", () => {
    const one = { kty: "OKP", crv: "Ed25519", kid: "one", x: "x".repeat(43) };
    expect(() => serviceKeys.parse(JSON.stringify({ edge: [one], room: [one] }))).toThrow("same kid");
    const renamed = { ...one, kid: "two" };
    expect(() => serviceKeys.parse(JSON.stringify({ edge: [one], room: [renamed] }))).toThrow("twice");
  });

  test("are nobody's when unset", () => {
    expect(serviceKey.parse(undefined)).toBeNull();
    expect(serviceKeys.parse(undefined)).toBeNull();
  });
});
