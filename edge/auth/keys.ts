// Signing keys: private JWKs from the configuration become key rings, and the JWKS that anybody may read. The first key of
// a ring signs; what the others signed is taken as long as they stand there, so that a key can be changed while its tokens
// live. Tickets and access tokens never share a key: a room host must not be able to pass one off as the other.

import { EnvError } from "../../shared/env.ts";
import type { EdgeConfig, PrivateJwk, PublicJwk } from "../config.ts";

export type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey };

export type KeyRing = {
  readonly signing: SigningKey;
  /** By kid; the signing key's public half among them. */
  readonly verifying: ReadonlyMap<string, CryptoKey>;
  /** What the JWKS says: no private part. */
  readonly publicJwks: readonly Readonly<Record<string, string>>[];
};

export type EdgeKeys = { readonly access: KeyRing; readonly ticket: KeyRing };
type KeyConfig = Pick<EdgeConfig, "accessKey" | "ticketKey" | "revokedKids">;

/**
 * Imports all keys and proves that each ring's first one signs. Revoked ones are left out. Throws EnvError that names the
 * variable and never the value.
 */
export async function importKeys(config: KeyConfig): Promise<EdgeKeys> {
  const { accessKey, ticketKey } = config;
  const access: readonly PublicJwk[] = [accessKey.signing, ...accessKey.others];
  const ticket: readonly PublicJwk[] = [ticketKey.signing, ...ticketKey.others];
  requireDistinct("HIROBA_ACCESS_KEY", access, []);
  requireDistinct("HIROBA_TICKET_KEY", ticket, access);
  const revoked = new Set(config.revokedKids);
  return {
    access: await importRing("HIROBA_ACCESS_KEY", config.accessKey, revoked),
    ticket: await importRing("HIROBA_TICKET_KEY", config.ticketKey, revoked),
  };
}

function requireDistinct(variable: string, keys: readonly PublicJwk[], before: readonly PublicJwk[]): void {
  for (const [index, { kid, x }] of keys.entries()) {
    if ([...before, ...keys.slice(0, index)].some((other) => other.kid === kid || other.x === x))
      throw refused(variable, `has a key or a kid twice, or shares one with the other variable (${kid})`);
  }
}

async function importRing(
  variable: string,
  { signing, others }: KeyConfig["accessKey"],
  revoked: ReadonlySet<string>,
): Promise<KeyRing> {
  if (revoked.has(signing.kid))
    throw refused(
      "HIROBA_REVOKED_KIDS",
      `revokes ${signing.kid}, which ${variable} signs with: put another first`,
    );
  const kept = [signing, ...others].filter(({ kid }) => !revoked.has(kid));
  const verifying = new Map<string, CryptoKey>();
  for (const jwk of kept) verifying.set(jwk.kid, await importPublic(variable, jwk));
  return {
    signing: { kid: signing.kid, privateKey: await importPrivate(variable, signing, verifying) },
    verifying,
    publicJwks: kept.map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid, alg: "EdDSA", use: "sig" })),
  };
}

function importPublic(variable: string, { kty, crv, x, kid }: PublicJwk): Promise<CryptoKey> {
  return crypto.subtle
    .importKey("jwk", { kty, crv, x }, "Ed25519", true, ["verify"])
    .catch((cause: unknown) => {
      throw refused(variable, `${kid} is not a usable Ed25519 key (${messageOf(cause)})`);
    });
}

async function importPrivate(
  variable: string,
  { kty, crv, x, d, kid }: PrivateJwk,
  verifying: ReadonlyMap<string, CryptoKey>,
): Promise<CryptoKey> {
  try {
    const privateKey = await crypto.subtle.importKey("jwk", { kty, crv, x, d }, "Ed25519", false, ["sign"]);
    const publicKey = verifying.get(kid);
    const probe = new TextEncoder().encode(kid);
    // Runtimes differ in whether importing notices that x does not belong to d: signing once tells.
    const signature = await crypto.subtle.sign("Ed25519", privateKey, probe);
    if (publicKey === undefined || !(await crypto.subtle.verify("Ed25519", publicKey, signature, probe)))
      throw new Error("x does not belong to d");
    return privateKey;
  } catch (cause) {
    throw refused(variable, `is not a usable Ed25519 key (${messageOf(cause)})`);
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : "import failed";
}

function refused(name: string, message: string): EnvError {
  return new EnvError([{ name, message }]);
}
