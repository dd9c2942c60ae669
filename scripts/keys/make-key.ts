// Makes keys and secrets out of nothing but chance.

import * as z from "zod";
import type { InternalCaller } from "../../shared/schema/internal-callers.ts";

/** A private Ed25519 key as RFC 8037 writes it, with its kid. */
export const privateJwkSchema = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string(),
  x: z.string(),
  d: z.string(),
});
export type PrivateJwk = z.infer<typeof privateJwkSchema>;
const KID_BYTES = 6;

/** A key whose kid begins with what it is for. */
export async function makeKey(use: "access" | "ticket" | InternalCaller): Promise<PrivateJwk> {
  const { privateKey } = (await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const jwk = await crypto.subtle.exportKey("jwk", privateKey);
  return privateJwkSchema.parse({ ...jwk, kid: `${use}-${randomText(KID_BYTES)}` });
}

/** One for each kind of process that calls the origin. */
export async function makeServiceKeys(): Promise<Readonly<Record<InternalCaller, PrivateJwk>>> {
  const [edge, room, ugc, admin] = await Promise.all([
    makeKey("edge"),
    makeKey("room"),
    makeKey("ugc"),
    makeKey("admin"),
  ]);
  return { edge, room, ugc, admin };
}

/** Their public halves, as the origin's HIROBA_SERVICE_KEYS has them. */
export function publicServiceKeys(keys: Readonly<Record<InternalCaller, PrivateJwk>>): string {
  const publicOf = ({ kty, crv, kid, x }: PrivateJwk) => [{ kty, crv, kid, x }];
  return JSON.stringify({
    edge: publicOf(keys.edge),
    room: publicOf(keys.room),
    ugc: publicOf(keys.ugc),
    admin: publicOf(keys.admin),
  });
}

/** `bytes` of chance as base64url. */
export function randomText(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url");
}
