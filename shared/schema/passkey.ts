// Passkeys as they cross the wire: the JSON forms of WebAuthn Level 3 (§5.1.8 to §5.1.10), narrowed to what we ask for and
// read. A browser may add to what it sends; that is dropped, for it is its own affair.

import * as z from "zod";
import { sessionModeSchema } from "./public-api.ts";
import { visible } from "./text.ts";
import { displayNameSchema, localeSchema } from "./user.ts";

export const PASSKEY_LABEL_MAX_CHARS = 64;

const bytes = (maxChars: number, example: string) =>
  z
    .string()
    .min(1)
    .max(maxChars)
    .regex(/^[A-Za-z0-9_-]+$/, "must be base64url")
    .meta({ examples: [example] });

const CREDENTIAL_ID = "Y3JlZGVudGlhbC1vZi1hbi1leGFtcGxl";
/** 1023 bytes at most (§4, Credential ID). */
const credentialIdSchema = bytes(1364, CREDENTIAL_ID);
const challengeSchema = bytes(2048, "Y2hhbGxlbmdlLW9mLWFuLWV4YW1wbGU");
const clientDataSchema = bytes(8192, "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0");
/** "usb", "internal", "hybrid" and what may yet come (§5.8.4). */
const transportsSchema = z
  .array(
    z
      .string()
      .regex(/^[a-z-]{1,32}$/)
      .meta({ examples: ["internal"] }),
  )
  .max(10);
const credentialShape = {
  id: credentialIdSchema,
  rawId: credentialIdSchema,
  type: z.literal("public-key"),
};

/** What `navigator.credentials.create()` gave, as JSON. */
export const newCredentialSchema = z.object({
  ...credentialShape,
  response: z.object({
    clientDataJSON: clientDataSchema,
    attestationObject: bytes(16_384, "o2NmbXRkbm9uZQ"),
    transports: transportsSchema.default([]),
  }),
});
export type NewCredential = z.output<typeof newCredentialSchema>;

/** What `navigator.credentials.get()` gave, as JSON. The user handle tells whose it is, so it may not be left out. */
export const assertedCredentialSchema = z.object({
  ...credentialShape,
  response: z.object({
    clientDataJSON: clientDataSchema,
    authenticatorData: bytes(4096, "YXV0aGVudGljYXRvci1kYXRh"),
    signature: bytes(8192, "c2lnbmF0dXJl"),
    userHandle: bytes(128, "dXNyXzdoMmtx"),
  }),
});
export type AssertedCredential = z.output<typeof assertedCredentialSchema>;

/** For `PublicKeyCredential.parseCreationOptionsFromJSON()`. */
export const creationOptionsSchema = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({
    id: bytes(128, "dXNyXzdoMmtx"),
    name: z.string(),
    displayName: z.string(),
  }),
  challenge: challengeSchema,
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.number().int() })),
  timeout: z.number().int(),
  attestation: z.literal("none"),
  excludeCredentials: z.array(
    z.object({ id: credentialIdSchema, type: z.literal("public-key"), transports: transportsSchema }),
  ),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
});
export type CreationOptions = z.output<typeof creationOptionsSchema>;

/** For `PublicKeyCredential.parseRequestOptionsFromJSON()`: any passkey of this site will do. */
export const requestOptionsSchema = z.object({
  challenge: challengeSchema,
  rpId: z.string(),
  timeout: z.number().int(),
  userVerification: z.literal("required"),
});
export type RequestOptions = z.output<typeof requestOptionsSchema>;

/** What its owner calls it. */
export const passkeyLabelSchema = visible(
  z
    .string()
    .transform((raw) => raw.normalize("NFC").trim())
    .refine(
      (label) => label.length > 0 && [...label].length <= PASSKEY_LABEL_MAX_CHARS,
      `must have 1 to ${PASSKEY_LABEL_MAX_CHARS} characters`,
    ),
);

/** One passkey of an account, as its owner sees it. */
export const passkeySchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  label: z.string(),
  /** Whether its keeper holds a copy elsewhere: one that is lost with its device is not backed up. */
  isBackedUp: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;

/** POST /v1/sign-in/passkey */
export const passkeySignInSchema = z.strictObject({
  credential: assertedCredentialSchema,
  session: sessionModeSchema.default("bearer"),
});
/** POST /v1/sign-up/passkey/options */
export const passkeySignUpStartSchema = z.strictObject({
  displayName: displayNameSchema,
  locale: localeSchema.default("ja"),
});
/** POST /v1/sign-up/passkey */
export const passkeySignUpSchema = z.strictObject({
  credential: newCredentialSchema,
  session: sessionModeSchema.default("bearer"),
});
/** POST /v1/me/passkeys. Without a label it is called after the device. */
export const addPasskeySchema = z.strictObject({
  credential: newCredentialSchema,
  label: passkeyLabelSchema.optional(),
});
/** PATCH /v1/me/passkeys/{passkeyId} */
export const renamePasskeySchema = z.strictObject({ label: passkeyLabelSchema });
