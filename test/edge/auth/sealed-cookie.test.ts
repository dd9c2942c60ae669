import { describe, expect, test } from "bun:test";
import { EncryptJWT } from "jose";
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
    const parts = one.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    for (const secret of [signIn.state, signIn.nonce, signIn.codeVerifier])
      expect(parts.join()).not.toContain(secret);
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
    // header, initialisation vector, text and tag; the second part, the encrypted key, is empty
    const parts = sealed.split(".");
    for (const at of [0, 2, 3, 4]) {
      const changed = parts.map((part, index) =>
        index === at ? (part[0] === "A" ? "B" : "A") + part.slice(1) : part,
      );
      expect(await openSignIn(changed.join("."), key, NOW_MS)).toBeNull();
    }
    for (const other of ["", "x", "a.b.c.d.e", `${sealed}.`, "x".repeat(5_000)])
      expect(await openSignIn(other, key, NOW_MS)).toBeNull();
  });

  test("of another type, without an end, or of another shape is not taken, though the key is ours", async () => {
    const make = (claims: Record<string, unknown>, header: { typ?: string }, exp: number | null) => {
      const jwe = new EncryptJWT(claims).setProtectedHeader({ alg: "dir", enc: "A256GCM", ...header });
      return (exp === null ? jwe : jwe.setExpirationTime(exp)).encrypt(key);
    };
    const soonS = NOW_MS / 1000 + 60;
    const ours = { typ: "sign-in+jwt" };
    expect(await openSignIn(await make(signIn, ours, soonS), key, NOW_MS)).toEqual(signIn);
    expect(await openSignIn(await make(signIn, { typ: "other+jwt" }, soonS), key, NOW_MS)).toBeNull();
    expect(await openSignIn(await make(signIn, {}, soonS), key, NOW_MS)).toBeNull();
    expect(await openSignIn(await make(signIn, ours, null), key, NOW_MS)).toBeNull();
    const { nonce: _nonce, ...withoutNonce } = signIn;
    expect(await openSignIn(await make(withoutNonce, ours, soonS), key, NOW_MS)).toBeNull();
  });
});
