// Asking this browser's authenticators for a passkey, or to sign with one. What they refuse becomes a Problem, so that the
// page has words for it.

import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import { Problem } from "../../../shared/http/problem.ts";
import {
  type AssertedCredential,
  assertedCredentialSchema,
  type CreationOptions,
  type NewCredential,
  newCredentialSchema,
  type RequestOptions,
} from "../../../shared/schema/passkey.ts";

const IP_ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/;

/** Passkeys are for domains: a page opened by an IP address, or without TLS but on this very machine, has none. */
export function passkeysWork(): boolean {
  return window.isSecureContext && browserSupportsWebAuthn() && !IP_ADDRESS.test(window.location.hostname);
}

/** Rejects with PASSKEY_CANCELLED, PASSKEY_HERE_ALREADY or PASSKEY_NOT_POSSIBLE. */
export function createPasskey(options: CreationOptions): Promise<NewCredential> {
  return refusing(async () => newCredentialSchema.parse(await startRegistration({ optionsJSON: options })));
}

/** Rejects with PASSKEY_CANCELLED or PASSKEY_NOT_POSSIBLE. */
export function signWithPasskey(options: RequestOptions): Promise<AssertedCredential> {
  return refusing(async () =>
    assertedCredentialSchema.parse(await startAuthentication({ optionsJSON: options })),
  );
}

async function refusing<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new Problem({ status: 400, code: codeOf(cause), title: "No passkey came of it", cause });
  }
}

/** Browsers say NotAllowedError of whoever pressed "cancel", let the time run out, or has no passkey here (§14.5.1). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "PASSKEY_NOT_POSSIBLE";
  if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED")
    return "PASSKEY_HERE_ALREADY";
  return error.name === "NotAllowedError" || error.name === "AbortError"
    ? "PASSKEY_CANCELLED"
    : "PASSKEY_NOT_POSSIBLE";
}
