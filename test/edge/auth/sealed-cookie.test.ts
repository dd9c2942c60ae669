import { describe, expect, test } from "bun:test";
import {
  openSignIn,
  SIGN_IN_LIFETIME_S,
  type SignInUnderWay,
  sealSignIn,
} from "../../../edge/auth/sealed-cookie.ts";

const NOW_MS = Date.UTC(2026, 10, 24);
const COOKIE_MAX_BYTES = 4096;
const key = crypto.getRandomValues(new Uint8Array(32));
const signIn: SignInUnderWay = {
  state: "state-of-the-test",
  nonce: "nonce-of-the-test",
  codeVerifier: "v".repeat(43),
  redirectUri: "http://localhost:8080/v1/sign-in/oidc/callback",
  provider: "account",
  linkTo: null,
  returnUrl: "http://localhost:8080/worlds",
};

describe("a sealed sign-in", () => {
  test("opens as what was sealed, for ten minutes", async () => {
    const sealed = await sealSignIn(signIn, key, NOW_MS);
    const lastMs = NOW_MS + SIGN_IN_LIFETIME_S * 1000 - 1;
    expect(await openSignIn(sealed, key, NOW_MS)).toEqual(signIn);
    expect(await openSignIn(sealed, key, lastMs)).toEqual(signIn);
    expect(await openSignIn(sealed, key, lastMs + 1)).toBeNull();
  });

  test("shows nothing of itself, and is another text each time", async () => {
    const [one, two] = await Promise.all([sealSignIn(signIn, key, NOW_MS), sealSignIn(signIn, key, NOW_MS)]);
    expect(one).not.toBe(two);
    const bytes = Buffer.from(one, "base64url").toString("latin1");
    for (const secret of [signIn.state, signIn.nonce, signIn.codeVerifier])
      expect(bytes).not.toContain(secret);
  });

  test("fits a cookie with the longest place to return to", async () => {
    const returnUrl = `https://a-rather-long-host-name.example/${"x".repeat(1024)}`;
    const sealed = await sealSignIn({ ...signIn, returnUrl }, key, NOW_MS);
    expect(sealed.length).toBeLessThan(COOKIE_MAX_BYTES - 200); // name and attributes count too
    expect(await openSignIn(sealed, key, NOW_MS)).toMatchObject({ returnUrl });
  });

  test("does not open under another key, altered anywhere, or when it is nothing of ours", async () => {
    const sealed = await sealSignIn(signIn, key, NOW_MS);
    expect(await openSignIn(sealed, crypto.getRandomValues(new Uint8Array(32)), NOW_MS)).toBeNull();
    const bytes = Buffer.from(sealed, "base64url");
    // Nonce, text and tag: one bit of any.
    for (const at of [0, 11, 12, bytes.length - 17, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await openSignIn(changed.toString("base64url"), key, NOW_MS)).toBeNull();
    }
    for (const length of [0, 12, 27, bytes.length - 1])
      expect(await openSignIn(bytes.subarray(0, length).toString("base64url"), key, NOW_MS)).toBeNull();
    for (const other of ["", "x", "a.b.c.d.e", `${sealed}AAAA`, "x".repeat(5_000)])
      expect(await openSignIn(other, key, NOW_MS)).toBeNull();
  });

  test("of another purpose, without an end, or of another shape is not taken, though the key is ours", async () => {
    const make = async (content: object, purpose = "hiroba sign-in 1") => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = new TextEncoder().encode(purpose);
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData },
        await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]),
        new TextEncoder().encode(JSON.stringify(content)),
      );
      return Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64url");
    };
    const soon = { ...signIn, expiresAtMs: NOW_MS + 60_000 };
    expect(await openSignIn(await make(soon), key, NOW_MS)).toEqual(signIn);
    expect(await openSignIn(await make(soon, "another purpose"), key, NOW_MS)).toBeNull();
    expect(await openSignIn(await make(signIn), key, NOW_MS)).toBeNull();
    const { nonce: _nonce, ...withoutNonce } = soon;
    expect(await openSignIn(await make(withoutNonce), key, NOW_MS)).toBeNull();
  });
});
