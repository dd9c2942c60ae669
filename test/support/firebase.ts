// Firebase's side of a sign-in, as far as a server sees it: keys at an address, which change, and ID tokens signed with them.

import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

export const FIREBASE_PROJECT = "hiroba-of-the-test";

type Key = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK };
export type FirebaseKeys = Awaited<ReturnType<typeof serveFirebaseKeys>>;

/** Serves the keys of one project on a free port. */
export async function serveFirebaseKeys() {
  let key = await newKey("first");
  let fetchCount = 0;
  let isAway = false;
  /** What an answer waits for. */
  let released = Promise.resolve();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async () => {
      fetchCount += 1;
      await released;
      return isAway ? new Response("away", { status: 503 }) : Response.json({ keys: [key.publicJwk] });
    },
  });
  return {
    url: server.url.href,
    fetchCount: () => fetchCount,
    /** From now on another key signs, and only it is served. */
    async rotate(): Promise<void> {
      key = await newKey(`key-${crypto.randomUUID()}`);
    },
    /** Answers nobody until the function this returns is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      released = promise;
      return resolve;
    },
    setAway(away: boolean): void {
      isAway = away;
    },
    /** An ID token as the project would sign it, changed in `claims` and `header`; undefined leaves a claim out. */
    sign(
      claims: Readonly<Record<string, unknown>> = {},
      header: Readonly<Record<string, unknown>> = {},
      signer: CryptoKey | Uint8Array = key.privateKey,
    ): Promise<string> {
      const nowS = Math.floor(Date.now() / 1000);
      const all: JWTPayload = {
        iss: `https://securetoken.google.com/${FIREBASE_PROJECT}`,
        aud: FIREBASE_PROJECT,
        sub: "firebase-user",
        iat: nowS,
        exp: nowS + 3600,
        auth_time: nowS - 10,
        name: "Midori",
        firebase: { sign_in_provider: "password" },
        ...claims,
      };
      return new SignJWT(all).setProtectedHeader({ alg: "RS256", kid: key.kid, ...header }).sign(signer);
    },
    publicJwk: () => key.publicJwk,
    stop: () => server.stop(true),
  };
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
}
