// The keys our processes know each other by, as an operator writes them: a private one for who calls, the public ones of all for
// the origin. Values are never told, for they are secrets or stand beside some.

import * as z from "zod";
import type { Setting } from "./env.ts";
import { type InternalCaller, internalCallers } from "./schema/internal-callers.ts";

/** 32 bytes in base64url. */
const KEY_BYTES = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 bytes in base64url");
const publicJwk = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().min(1).max(100),
  x: KEY_BYTES,
});
const privateJwk = publicJwk.extend({ d: KEY_BYTES });
/** Enough to change a key while both are in use. */
const KEYS_PER_CALLER_MAX = 5;
const keysOf = z.array(publicJwk).max(KEYS_PER_CALLER_MAX).default([]);
const allKeys = z
  .strictObject({ edge: keysOf, room: keysOf, ugc: keysOf, admin: keysOf })
  .refine(
    (keys) => isEachOnce(internalCallers.flatMap((caller) => keys[caller].map(({ kid }) => kid))),
    "two keys have the same kid",
  )
  .refine(
    (keys) => isEachOnce(internalCallers.flatMap((caller) => keys[caller].map(({ x }) => x))),
    "a key stands there twice: each kind of process has its own",
  );

/** A key that signs. */
export type ServiceKey = { readonly kid: string; importPrivate(): Promise<CryptoKey> };
/** Keys that verify, by kid, and whose they are. */
export type ServiceKeys = ReadonlyMap<
  string,
  { readonly caller: InternalCaller; importPublic(): Promise<CryptoKey> }
>;

/** HIROBA_SERVICE_KEY of edge, room host, UGC worker and console. */
export const serviceKey: Setting<ServiceKey | null> = {
  name: "HIROBA_SERVICE_KEY",
  describe:
    "signs what this process says to the origin: private Ed25519 JWK with kid, another for each kind of process; unset: it shows HIROBA_INTERNAL_TOKEN",
  secret: true,
  defaultText: "unset",
  parse: (raw) => {
    if (raw === undefined) return null;
    const { kid, d, ...rest } = parsed(privateJwk, raw, "a private Ed25519 JWK with kid");
    return {
      kid,
      importPrivate: () =>
        crypto.subtle.importKey("jwk", { kty: rest.kty, crv: rest.crv, x: rest.x, d }, "Ed25519", false, [
          "sign",
        ]),
    };
  },
};

/** HIROBA_SERVICE_KEYS of the origin. */
export const serviceKeys: Setting<ServiceKeys | null> = {
  name: "HIROBA_SERVICE_KEYS",
  describe:
    'public halves of the HIROBA_SERVICE_KEYs, as JSON: {"edge":[…],"room":[…],"ugc":[…],"admin":[…]}; unset: all show HIROBA_INTERNAL_TOKEN',
  secret: false,
  defaultText: "unset",
  parse: (raw) => {
    if (raw === undefined) return null;
    const keys = parsed(allKeys, raw, 'public Ed25519 JWKs as {"edge":[…],"room":[…],"ugc":[…],"admin":[…]}');
    return new Map(
      internalCallers.flatMap((caller) =>
        keys[caller].map(({ kid, kty, crv, x }) => {
          let imported: Promise<CryptoKey> | null = null;
          const importPublic = () => {
            imported ??= crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
            return imported;
          };
          return [kid, { caller, importPublic }] as const;
        }),
      ),
    );
  },
};

function parsed<T extends z.ZodType>(schema: T, raw: string, what: string): z.output<T> {
  const result = schema.safeParse(parseJson(raw));
  if (result.success) return result.data;
  const wrong = result.error.issues.map(
    ({ path, message }) => `${path.join(".") || "the whole"}: ${message}`,
  );
  throw new Error(`is not ${what} (${wrong.join("; ")}); \`bun run keys -- --services\` makes them`);
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

function isEachOnce(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}
