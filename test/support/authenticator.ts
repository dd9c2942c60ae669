// An authenticator in software, browser included: makes passkeys (ES256, no attestation) and signs with them, as WebAuthn
// Level 3 writes it down. Every step can be made to lie, which no real one would.

import type {
  AssertedCredential,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from "../../shared/schema/passkey.ts";

/** Where it differs from what an honest authenticator in an honest browser would say. */
export type Lies = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly userVerified?: boolean;
  readonly signCount?: number;
  readonly userHandle?: string;
  /** An attestation statement in place of "none". */
  readonly attestation?: { readonly fmt: string; readonly attStmt: Cbor };
};

type Made = {
  readonly credentialId: string;
  readonly rpId: string;
  readonly userHandle: string;
  readonly keys: CryptoKeyPair;
  signCount: number;
};
export type Authenticator = ReturnType<typeof createAuthenticator>;

const FLAGS = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };
/** The counter of one that counts; passkeys that are copied between devices say 0 for ever. */
const COUNTS_FROM = 1;

/** `origin`: the page it is used on. Holds any number of passkeys; signs with the one made last. */
export function createAuthenticator(origin: string) {
  const held: Made[] = [];
  const last = (): Made => {
    const made = held.at(-1);
    if (made === undefined) throw new Error("this authenticator holds no passkey");
    return made;
  };

  return {
    last,
    async create(options: CreationOptions, lies: Lies = {}): Promise<NewCredential> {
      const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
        "sign",
        "verify",
      ]);
      const credentialId = crypto.getRandomValues(new Uint8Array(32));
      const made: Made = {
        credentialId: toBase64url(credentialId),
        rpId: options.rp.id,
        userHandle: options.user.id,
        keys,
        signCount: COUNTS_FROM,
      };
      held.push(made);
      const authData = concat([
        await head(lies.rpId ?? made.rpId, lies, FLAGS.attested, lies.signCount ?? made.signCount),
        new Uint8Array(16),
        u16(credentialId.length),
        credentialId,
        cbor(await coseKey(keys.publicKey)),
      ]);
      const { fmt, attStmt } = lies.attestation ?? { fmt: "none", attStmt: new Map() };
      const attestation = new Map<string, Cbor>([
        ["fmt", fmt],
        ["attStmt", attStmt],
        ["authData", authData],
      ]);
      return {
        id: made.credentialId,
        rawId: made.credentialId,
        type: "public-key",
        response: {
          clientDataJSON: toBase64url(clientData("webauthn.create", options.challenge, lies)),
          attestationObject: toBase64url(cbor(attestation)),
          transports: ["internal"],
        },
      };
    },

    async get(options: RequestOptions, lies: Lies = {}): Promise<AssertedCredential> {
      const made = last();
      made.signCount += 1;
      const authData = await head(lies.rpId ?? made.rpId, lies, 0, lies.signCount ?? made.signCount);
      const client = clientData("webauthn.get", options.challenge, lies);
      const clientHash = new Uint8Array(await crypto.subtle.digest("SHA-256", client));
      const signature = await crypto.subtle.sign(
        { name: "ECDSA", hash: "SHA-256" },
        made.keys.privateKey,
        concat([authData, clientHash]),
      );
      return {
        id: made.credentialId,
        rawId: made.credentialId,
        type: "public-key",
        response: {
          clientDataJSON: toBase64url(client),
          authenticatorData: toBase64url(authData),
          signature: toBase64url(toDer(new Uint8Array(signature))),
          userHandle: lies.userHandle ?? made.userHandle,
        },
      };
    },
  };

  function clientData(type: string, challenge: string, lies: Lies) {
    const data = {
      type: lies.type ?? type,
      challenge: lies.challenge ?? challenge,
      origin: lies.origin ?? origin,
      crossOrigin: false,
    };
    return new TextEncoder().encode(JSON.stringify(data));
  }
}

/** Authenticator data up to the sign count (§6.1). */
async function head(rpId: string, lies: Lies, flags: number, signCount: number) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(rpId));
  const verified = lies.userVerified === false ? 0 : FLAGS.userVerified;
  const counter = new Uint8Array(4);
  new DataView(counter.buffer).setUint32(0, signCount);
  const all = flags | FLAGS.userPresent | FLAGS.backupEligible | FLAGS.backedUp | verified;
  return concat([new Uint8Array(hash), Uint8Array.of(all), counter]);
}

/** COSE_Key of P-256 (RFC 9053 §7.1.1): kty EC2, alg ES256, crv P-256, x, y. */
async function coseKey(publicKey: CryptoKey): Promise<Map<number, Cbor>> {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  return new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, raw.subarray(1, 33)],
    [-3, raw.subarray(33)],
  ]);
}

export type Cbor =
  | number
  | string
  | Uint8Array
  | readonly Cbor[]
  | ReadonlyMap<number, Cbor>
  | ReadonlyMap<string, Cbor>;

/** As much of CBOR (RFC 8949) as the above needs, in its shortest form. */
function cbor(value: Cbor): Uint8Array<ArrayBuffer> {
  if (typeof value === "number") return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value);
  if (value instanceof Uint8Array) return concat([cborHead(2, value.length), value]);
  if (typeof value === "string") {
    const text = new TextEncoder().encode(value);
    return concat([cborHead(3, text.length), text]);
  }
  if (value instanceof Map) {
    const pairs = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)]);
    return concat([cborHead(5, value.size), ...pairs]);
  }
  const items = value as readonly Cbor[];
  return concat([cborHead(4, items.length), ...items.map(cbor)]);
}

function cborHead(major: number, argument: number): Uint8Array<ArrayBuffer> {
  const top = major << 5;
  if (argument < 24) return Uint8Array.of(top | argument);
  if (argument < 256) return Uint8Array.of(top | 24, argument);
  return concat([Uint8Array.of(top | 25), u16(argument)]);
}

/** An ECDSA signature as WebAuthn carries it (ASN.1 DER); subtle gives r and s side by side. */
function toDer(raw: Uint8Array): Uint8Array {
  const integer = (part: Uint8Array): Uint8Array => {
    const from = part.findIndex((byte) => byte !== 0);
    const trimmed = part.slice(from);
    const positive = (trimmed[0] ?? 0) > 0x7f ? concat([Uint8Array.of(0), trimmed]) : trimmed;
    return concat([Uint8Array.of(0x02, positive.length), positive]);
  };
  const body = concat([integer(raw.slice(0, 32)), integer(raw.slice(32))]);
  return concat([Uint8Array.of(0x30, body.length), body]);
}

function u16(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
