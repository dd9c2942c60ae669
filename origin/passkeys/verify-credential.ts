// What an authenticator answered, checked against everything WebAuthn asks for (§7.1, §7.2): by @simplewebauthn/server, with
// our choices. Knows no database.

import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import { Problem } from "../../shared/http/problem.ts";
import type { RelyingParty } from "../../shared/schema/internal/passkeys.ts";
import type { AssertedCredential, NewCredential } from "../../shared/schema/passkey.ts";
import type { PasskeyRecord } from "./store.ts";

/** COSE: EdDSA, ES256, RS256. What everybody's authenticators offer, the shortest first. */
export const ALGORITHMS = [-8, -7, -257];

type Checked = Pick<PasskeyRecord, "credentialId" | "publicKey" | "signCount" | "backedUp">;

/** `challenge`: base64url, ours. Throws PASSKEY_INVALID (401). */
export async function verifyNewCredential(
  credential: NewCredential,
  { rp, challenge }: { readonly rp: RelyingParty; readonly challenge: string },
): Promise<Checked> {
  return refusing(async () => {
    requireNoCertificates(credential.response.attestationObject);
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, clientExtensionResults: {}, response: withoutTransports(credential) },
      expectedChallenge: challenge,
      expectedOrigin: [...rp.origins],
      expectedRPID: rp.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error("the attestation does not hold");
    const { credential: made, credentialBackedUp } = registrationInfo;
    if (made.id !== credential.id) throw new Error("its id is not that of the key it made");
    return {
      credentialId: made.id,
      publicKey: Buffer.from(made.publicKey).toString("base64url"),
      signCount: made.counter,
      backedUp: credentialBackedUp,
    };
  });
}

/** Throws PASSKEY_INVALID (401), also when the sign count says that there is a copy of the authenticator (§6.1.1). */
export async function verifyAssertion(
  credential: AssertedCredential,
  known: PasskeyRecord,
  { rp, challenge }: { readonly rp: RelyingParty; readonly challenge: string },
): Promise<Pick<PasskeyRecord, "signCount" | "backedUp">> {
  return refusing(async () => {
    if (Buffer.from(credential.response.userHandle, "base64url").toString() !== known.userId)
      throw new Error("its user handle names somebody else than its owner");
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: [...rp.origins],
      expectedRPID: rp.id,
      credential: {
        id: known.credentialId,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64url")),
        counter: known.signCount,
      },
      requireUserVerification: true,
    });
    if (!verified) throw new Error("the signature does not hold");
    return {
      signCount: authenticationInfo.newCounter,
      backedUp: authenticationInfo.credentialBackedUp,
    };
  });
}

/**
 * We ask for no attestation and trust no maker of authenticators, so there is nothing to read in a chain of certificates;
 * and whoever is not asked to read one fetches nothing that it names.
 */
function requireNoCertificates(attestationObject: string): void {
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, "base64url")));
  const format = decoded.get("fmt");
  if (format === "none" || (format === "packed" && !decoded.get("attStmt").get("x5c"))) return;
  throw new Error(`an attestation of the form ${format} that nobody asked for`);
}

/** The library knows the transports of today by name; we keep whatever the browser says. */
function withoutTransports({ response }: NewCredential) {
  return { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject };
}

async function refusing<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (cause) {
    throw new Problem({
      status: 401,
      code: "PASSKEY_INVALID",
      title: "This passkey's answer does not hold",
      detail: "It is for another site, altered, a copy's, or made without its owner. Begin again.",
      cause,
    });
  }
}
