import { beforeAll, describe, expect, test } from "bun:test";
import { exportJWK, generateKeyPair } from "jose";
import {
  ACCESS_TOKEN_LIFETIME_S,
  type AccessTokens,
  createAccessTokens,
} from "../../../edge/auth/access-token.ts";
import { importKeys } from "../../../edge/auth/keys.ts";
import { rememberVerified, VERIFIED_TOKENS_MAX } from "../../../edge/auth/verified-tokens.ts";
import type { PrivateJwk } from "../../../edge/config.ts";
import { newId } from "../../../shared/schema/ids.ts";

const NOW_MS = Date.UTC(2026, 10, 24);
const LIFETIME_MS = ACCESS_TOKEN_LIFETIME_S * 1000;
const SKEW_MS = 30_000;
const caller = { userId: newId("user"), sessionId: crypto.randomUUID(), roles: ["member"] } as const;

async function newJwk(kid: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { x = "", d = "" } = await exportJWK(privateKey);
  return { kty: "OKP", crv: "Ed25519", kid, x, d };
}

let signer: AccessTokens;
beforeAll(async () => {
  const keys = await importKeys({
    accessKey: { signing: await newJwk("a1"), others: [] },
    ticketKey: { signing: await newJwk("t1"), others: [] },
    revokedKids: [],
  });
  signer = createAccessTokens(keys.access, "https://square.example");
});

/** The memory, and how often what is behind it had to look. */
function remembering() {
  const looked: number[] = [];
  const tokens = rememberVerified({
    sign: signer.sign,
    verify(token, nowMs) {
      looked.push(nowMs);
      return signer.verify(token, nowMs);
    },
  });
  return { tokens, looked };
}

describe("the memory of verified tokens", () => {
  test("looks at a token once, and says the same of it again", async () => {
    const { tokens, looked } = remembering();
    const { token } = await tokens.sign(caller, NOW_MS);
    const first = await tokens.verify(token, NOW_MS);
    expect(await tokens.verify(token, NOW_MS + LIFETIME_MS - 1)).toEqual(first);
    expect(first).toMatchObject(caller);
    expect(looked).toEqual([NOW_MS]);
  });

  test("looks again from the second a token ends, and refuses it when its skew is over", async () => {
    const { tokens, looked } = remembering();
    const { token } = await tokens.sign(caller, NOW_MS);
    await tokens.verify(token, NOW_MS);
    const endMs = NOW_MS + LIFETIME_MS;
    expect(await tokens.verify(token, endMs)).toMatchObject(caller);
    expect(looked).toEqual([NOW_MS, endMs]);
    expect(tokens.verify(token, endMs + SKEW_MS)).rejects.toThrow();
  });

  test("looks again when the clock was put back to before the token", async () => {
    const { tokens } = remembering();
    const { token } = await tokens.sign(caller, NOW_MS);
    await tokens.verify(token, NOW_MS);
    expect(tokens.verify(token, NOW_MS - SKEW_MS - 1000)).rejects.toThrow();
  });

  test("does not take one letter more or less for the same token, and keeps nothing that was refused", async () => {
    const { tokens, looked } = remembering();
    const { token } = await tokens.sign(caller, NOW_MS);
    await tokens.verify(token, NOW_MS);
    const forged = [token.slice(0, -1), `${token}A`, token.replace(/\.[^.]+$/, ".AAAA")];
    for (const other of [...forged, ...forged])
      expect(tokens.verify(other, NOW_MS)).rejects.toThrow("malformed, expired or not ours");
    expect(looked).toHaveLength(1 + 2 * forged.length);
  });

  test(`holds ${VERIFIED_TOKENS_MAX} of them, and forgets the first`, async () => {
    let looked = 0;
    const { token } = await signer.sign(caller, NOW_MS);
    const claims = `.${token.split(".")[1]}.`;
    const tokens = rememberVerified({
      sign: signer.sign,
      verify: async () => {
        looked += 1;
        return { ...caller, scopes: new Set() };
      },
    });
    for (let count = 0; count <= VERIFIED_TOKENS_MAX; count += 1)
      await tokens.verify(`${count}${claims}`, NOW_MS);
    await tokens.verify(`1${claims}`, NOW_MS);
    expect(looked).toBe(VERIFIED_TOKENS_MAX + 1);
    await tokens.verify(`0${claims}`, NOW_MS);
    expect(looked).toBe(VERIFIED_TOKENS_MAX + 2);
  });
});
