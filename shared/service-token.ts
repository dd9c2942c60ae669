// What one of our processes shows the origin: an Ed25519 JWT of a minute, signed with a key of that kind of process alone, good
// at the origin and below one path. Neither a user's access token nor a room ticket can pass for one: other keys, another typ,
// another audience. RFC 7519, RFC 8037, RFC 8725.

import { type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import type { NowMs } from "./clock.ts";
import { type InternalCaller, internalCallers, mayCall } from "./schema/internal-callers.ts";
import type { ServiceKey, ServiceKeys } from "./service-keys.ts";

export const SERVICE_TOKEN_AUDIENCE = "hiroba:origin";
export const SERVICE_TOKEN_TYP = "service+jwt";
export const SERVICE_TOKEN_LIFETIME_S = 60;
/** Our machines' clocks are kept; this is for the way. */
const CLOCK_SKEW_S = 5;
const TOKEN_MAX_CHARS = 1_024;
/** A token is used this long, so that it is never refused for having aged on its way. */
const REUSED_MS = (SERVICE_TOKEN_LIFETIME_S * 1000) / 2;
/** Each scope is the beginning of a path of ours: there are a few dozen. */
const SCOPES_MAX = 100;
/** Some 300 bytes each; who calls shows one for half a minute. */
export const VERIFIED_MAX = 2_000;

const claimsSchema = z.object({
  iss: z.enum(internalCallers),
  scope: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** The Authorization header's bearer for one path. */
export type Bearer = (path: string) => Promise<string>;

/** The first two parts of a path: `/internal/users` of everything about users. */
export function scopeOf(path: string): string {
  return path.split("/", 3).join("/");
}

/** Signs a token for everything below `scope`. */
export async function signServiceToken(
  { caller, scope }: { readonly caller: InternalCaller; readonly scope: string },
  { kid, privateKey }: { readonly kid: string; readonly privateKey: CryptoKey },
  nowMs: number,
): Promise<string> {
  const nowS = Math.floor(nowMs / 1000);
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: "EdDSA", typ: SERVICE_TOKEN_TYP, kid })
    .setIssuer(caller)
    .setAudience(SERVICE_TOKEN_AUDIENCE)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + SERVICE_TOKEN_LIFETIME_S)
    .sign(privateKey);
}

/** Signs for whatever path is called, each scope anew every half a minute. The key is imported when first needed. */
export function createServiceBearer(caller: InternalCaller, key: ServiceKey, nowMs: NowMs): Bearer {
  const privateKey = key.importPrivate();
  // Whoever calls hears of a key that is none; a process that never calls need not.
  privateKey.catch(() => {});
  const signed = new Map<string, { readonly token: Promise<string>; readonly untilMs: number }>();
  return async (path) => {
    const [scope, atMs] = [scopeOf(path), nowMs()];
    const known = signed.get(scope);
    if (known !== undefined && atMs < known.untilMs && atMs >= known.untilMs - REUSED_MS) return known.token;
    const signing = { kid: key.kid, privateKey: await privateKey };
    const token = signServiceToken({ caller, scope }, signing, atMs);
    if (signed.size >= SCOPES_MAX) signed.clear();
    signed.set(scope, { token, untilMs: atMs + REUSED_MS });
    return token;
  };
}

export type ServiceTokens = {
  /** Who calls `path` with this token. Throws an Error that says why nobody of ours does; it is for the log. */
  verify(token: string, path: string, nowMs: number): Promise<InternalCaller>;
};

/** Makes the verifier. What was verified is remembered until it ends, and its path is looked at each time. */
export function createServiceTokens(keys: ServiceKeys): ServiceTokens {
  const verified = new Map<
    string,
    { caller: InternalCaller; scope: string; fromMs: number; untilMs: number }
  >();
  const check = async (token: string, nowMs: number) => {
    if (token.length > TOKEN_MAX_CHARS) throw new Error(`the token has over ${TOKEN_MAX_CHARS} characters`);
    const { payload, protectedHeader } = await jwtVerify(token, (header) => keyOf(header, keys), {
      algorithms: ["EdDSA"],
      typ: SERVICE_TOKEN_TYP,
      audience: SERVICE_TOKEN_AUDIENCE,
      clockTolerance: CLOCK_SKEW_S,
      requiredClaims: ["iss", "iat", "exp"],
      currentDate: new Date(nowMs),
      // Also refuses an iat in the future, which exp says nothing of.
      maxTokenAge: SERVICE_TOKEN_LIFETIME_S,
    });
    const { iss: caller, scope, iat, exp } = claimsSchema.parse(payload);
    if (exp - iat > SERVICE_TOKEN_LIFETIME_S) throw new Error(`the token would live ${exp - iat} s`);
    // The key's owner speaks for itself only.
    if (keys.get(protectedHeader.kid ?? "")?.caller !== caller)
      throw new Error(`the key ${protectedHeader.kid} is not of ${caller}`);
    return { caller, scope, fromMs: nowMs, untilMs: exp * 1000 };
  };
  return {
    async verify(token, path, nowMs) {
      const known = verified.get(token);
      const isGood = known !== undefined && nowMs >= known.fromMs && nowMs < known.untilMs;
      const { caller, scope } = isGood ? known : remember(token, await check(token, nowMs));
      if (scopeOf(path) !== scope) throw new Error(`the token is for ${scope}, not for ${path}`);
      if (!mayCall(caller, path)) throw new Error(`${caller} has no business at ${path}`);
      return caller;
    },
  };

  function remember<T extends { caller: InternalCaller; scope: string; fromMs: number; untilMs: number }>(
    token: string,
    found: T,
  ): T {
    const [oldest] = verified.size >= VERIFIED_MAX ? verified.keys() : [];
    if (oldest !== undefined) verified.delete(oldest);
    verified.set(token, found);
    return found;
  }
}

/** Exact look-up by kid. A header that brings its own key, or says where to fetch one, is refused outright (RFC 8725 §3.10). */
function keyOf(header: JWTHeaderParameters, keys: ServiceKeys): Promise<CryptoKey> {
  if ("jwk" in header || "jku" in header || "x5u" in header || "x5c" in header)
    throw new Error("the token names a key of its own");
  const key = header.kid === undefined ? undefined : keys.get(header.kid);
  if (key === undefined) throw new Error("no key of ours has this kid");
  return key.importPublic();
}
