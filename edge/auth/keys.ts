// Signing keys: a private JWK from the configuration becomes a key pair, and a JWKS that anybody may read.
// Tickets and access tokens never share a key: a room host must not be able to pass one off as the other.

import { EnvError } from "../../shared/env.ts";
import type { EdgeConfig, PrivateJwk } from "../config.ts";

export type SigningKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** What the JWKS says of it: no private part. */
  readonly publicJwk: Readonly<Record<string, string>>;
};

export type EdgeKeys = { readonly access: SigningKey; readonly ticket: SigningKey };

/** Imports both keys and proves that they sign. Throws EnvError that names the variable and never the value. */
export async function importKeys(config: Pick<EdgeConfig, "accessKey" | "ticketKey">): Promise<EdgeKeys> {
  if (config.accessKey.x === config.ticketKey.x || config.accessKey.kid === config.ticketKey.kid) {
    throw new EnvError([
      { name: "HIROBA_TICKET_KEY", message: "must be another key than HIROBA_ACCESS_KEY, with another kid" },
    ]);
  }
  return {
    access: await importSigningKey("HIROBA_ACCESS_KEY", config.accessKey),
    ticket: await importSigningKey("HIROBA_TICKET_KEY", config.ticketKey),
  };
}

async function importSigningKey(variable: string, jwk: PrivateJwk): Promise<SigningKey> {
  const { kty, crv, x, kid } = jwk;
  try {
    const privateKey = await crypto.subtle.importKey("jwk", { kty, crv, x, d: jwk.d }, "Ed25519", false, [
      "sign",
    ]);
    const publicKey = await crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", true, ["verify"]);
    const probe = new TextEncoder().encode(kid);
    // Runtimes differ in whether importing notices that x does not belong to d: signing once tells.
    const signature = await crypto.subtle.sign("Ed25519", privateKey, probe);
    if (!(await crypto.subtle.verify("Ed25519", publicKey, signature, probe)))
      throw new Error("x does not belong to d");
    return { kid, privateKey, publicKey, publicJwk: { kty, crv, x, kid, alg: "EdDSA", use: "sig" } };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "import failed";
    throw new EnvError([{ name: variable, message: `is not a usable Ed25519 key (${reason})` }]);
  }
}
