// What the edge reads from its environment, declared once. Entry files hand in the record; nothing else here sees one.

import * as z from "zod";
import {
  address,
  choice,
  headerName,
  hostName,
  integer,
  port,
  type Setting,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
  words,
} from "../shared/env.ts";
import { serviceKey } from "../shared/service-keys.ts";
import { FIREBASE_JWKS_URL } from "./auth/firebase.ts";

const ED25519_KEY_BYTES = 32;
const COOKIE_KEY_BYTES = 32;

const base64urlBytes = (count: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, "must be base64url")
    .refine((raw) => Math.floor((raw.length * 6) / 8) === count, `must be ${count} bytes in base64url`);

const privateJwkSchema = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().min(1).max(100),
  x: base64urlBytes(ED25519_KEY_BYTES),
  d: base64urlBytes(ED25519_KEY_BYTES),
});
/** A private Ed25519 key as RFC 8037 writes it, with the name it is published under. */
export type PrivateJwk = z.infer<typeof privateJwkSchema>;
const publicJwkSchema = privateJwkSchema.omit({ d: true });
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** Enough to change a key while tokens of the last two still live. */
const KEYS_MAX = 5;
/** The first signs; what the others signed is taken too. Of those the private part may be left out, and is not read. */
const keyRingSchema = z.union([
  privateJwkSchema.transform((signing) => ({ signing, others: [] as PublicJwk[] })),
  z
    .tuple([privateJwkSchema], publicJwkSchema)
    .refine((keys) => keys.length <= KEYS_MAX, `at most ${KEYS_MAX} keys`)
    .transform(([signing, ...others]) => ({ signing, others })),
]);
export type KeyRingJwks = z.output<typeof keyRingSchema>;

function keyRing(name: string, describe: string): Setting<KeyRingJwks> {
  return {
    name,
    describe,
    secret: true,
    defaultText: "required",
    parse: (raw) => {
      if (raw === undefined)
        throw new Error(
          "is required and not set: a private Ed25519 JWK as JSON, with kid; `bun run keys` makes one",
        );
      const result = keyRingSchema.safeParse(parseJson(raw));
      if (result.success) return result.data;
      // Never the value itself: it is a secret, and this text is printed.
      const wrong = result.error.issues.flatMap(offencesOf).join("; ");
      throw new Error(`is not a private Ed25519 JWK with kid, nor a list that begins with one (${wrong})`);
    },
  };
}

/** A union tells of each of its forms by itself; the offences are what is inside. */
function offencesOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().flatMap(offencesOf);
  return [`${issue.path.join(".") || "the whole"}: ${issue.message}`];
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

const cookieKey: Setting<Uint8Array<ArrayBuffer>> = {
  name: "HIROBA_COOKIE_KEY",
  describe: "seals the cookie that carries a sign-in through the provider: 32 bytes, base64url",
  secret: true,
  defaultText: "required",
  parse: (raw) => {
    if (!base64urlBytes(COOKIE_KEY_BYTES).safeParse(raw ?? "").success)
      throw new Error(`must be ${COOKIE_KEY_BYTES} random bytes in base64url (43 characters)`);
    return Uint8Array.from(atob((raw ?? "").replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
  },
};

const HTTP = ["http", "https"] as const;

const PROVIDERS_MAX = 20;
/** Of the provider that OIDC_ISSUER names. */
export const FIRST_PROVIDER_ID = "account";
const providerSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, "must be 1 to 32 of a-z, 0-9 and -")
    .refine((id) => id !== FIRST_PROVIDER_ID, "is the id of OIDC_ISSUER's provider"),
  label: z.string().min(1).max(64),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).nullable().default(null),
});
const providersSchema = z
  .array(providerSchema)
  .max(PROVIDERS_MAX)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "two have the same id");

const oidcProviders: Setting<readonly z.output<typeof providerSchema>[]> = {
  name: "OIDC_PROVIDERS",
  describe:
    "more providers, as a JSON list of {id, label, issuer, clientId, clientSecret}; each gets a button of its own",
  secret: true,
  defaultText: "unset",
  parse: (raw) => {
    const result = providersSchema.safeParse(raw === undefined ? [] : parseJson(raw));
    if (result.success) return result.data;
    // Not the value: there are secrets in it, and this text is printed.
    throw new Error(`is not a list of providers (${result.error.issues.flatMap(offencesOf).join("; ")})`);
  },
};

const ANDROID_APP = /^android:apk-key-hash:[A-Za-z0-9_-]{43}$/;
/** An origin as it stands in what a passkey signed: letter for letter, or it would never be taken. */
function passkeyOrigin(raw: string): string {
  if (ANDROID_APP.test(raw)) return raw;
  if (URL.canParse(raw) && /^https?:/.test(raw) && new URL(raw).origin === raw) return raw;
  throw new Error(`"${raw}" is no origin such as https://app.example.com, nor android:apk-key-hash:…`);
}

const listedPasskeyOrigins = words({
  name: "HIROBA_PASSKEY_ORIGINS",
  max: 10,
  describe:
    "further origins whose passkeys are taken, with commas: other hosts of that domain, android:apk-key-hash:…",
});

export const edgeSettings = {
  port: port({ name: "HIROBA_EDGE_PORT", fallback: 8080, describe: "port of the public API and the page" }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  publicUrl: url({
    name: "HIROBA_EDGE_URL",
    schemes: HTTP,
    fallback: null,
    describe: "origin the public sees, issuer of access tokens; unset: http://localhost:<HIROBA_EDGE_PORT>",
  }),
  originUrl: url({
    name: "HIROBA_ORIGIN_URL",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8081",
    describe: "where the origin's internal API is",
  }),
  internalToken: text({
    name: "HIROBA_INTERNAL_TOKEN",
    secret: true,
    describe: "what our processes show each other",
  }),
  serviceKey,
  accessKey: keyRing(
    "HIROBA_ACCESS_KEY",
    "signs access tokens: private Ed25519 JWK with kid, as JSON, or a list: the first signs, all verify",
  ),
  ticketKey: keyRing("HIROBA_TICKET_KEY", "signs room tickets: another such key or list, never the same"),
  revokedKids: words({
    name: "HIROBA_REVOKED_KIDS",
    max: 20,
    describe:
      "kids of leaked keys, with commas: what they signed is refused at once, wherever they are listed",
  }),
  cookieKey,
  s3Endpoint: url({
    name: "S3_ENDPOINT",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8082",
    describe: "object store, as browsers reach it",
  }),
  s3Region: text({ name: "S3_REGION", fallback: "us-east-1", describe: "region that signatures name" }),
  s3AccessKeyId: text({
    name: "S3_ACCESS_KEY_ID",
    describe: "key that may put objects into the upload bucket",
  }),
  s3SecretAccessKey: text({ name: "S3_SECRET_ACCESS_KEY", secret: true, describe: "its secret" }),
  s3UploadBucket: text({
    name: "S3_UPLOAD_BUCKET",
    fallback: "hiroba-upload",
    describe: "quarantine bucket that upload policies name",
  }),
  s3DeliveryUrl: url({
    name: "S3_DELIVERY_URL",
    schemes: HTTP,
    fallback: null,
    describe: "public base URL of the delivery bucket, which the page may load from; unset: S3_ENDPOINT",
  }),
  oidcIssuer: url({
    name: "OIDC_ISSUER",
    schemes: HTTP,
    fallback: null,
    describe: "OpenID Connect provider; unset: none, but for those of OIDC_PROVIDERS",
  }),
  oidcClientId: text({
    name: "OIDC_CLIENT_ID",
    fallback: "hiroba",
    describe: "our client id at the provider",
  }),
  oidcClientSecret: text({
    name: "OIDC_CLIENT_SECRET",
    secret: true,
    fallback: null,
    describe: "our client secret there; unset: a public client (PKCE alone)",
  }),
  oidcProviders,
  firebaseProjectId: text({
    name: "FIREBASE_PROJECT_ID",
    fallback: null,
    describe: "Firebase project whose ID tokens sign people in; unset: none",
  }),
  firebaseJwksUrl: url({
    name: "FIREBASE_JWKS_URL",
    schemes: HTTP,
    fallback: FIREBASE_JWKS_URL,
    describe: "where the public keys of Firebase's ID tokens are",
  }),
  passkeyRpId: hostName({
    name: "HIROBA_PASSKEY_RP_ID",
    fallback: null,
    describe:
      "domain that passkeys are for: the host of HIROBA_EDGE_URL or a parent of it, never to change; unset: that host",
  }),
  passkeyOrigins: {
    ...listedPasskeyOrigins,
    parse: (raw): readonly string[] => listedPasskeyOrigins.parse(raw).map(passkeyOrigin),
  },
  webDir: text({
    name: "HIROBA_WEB_DIR",
    fallback: null,
    describe: "folder of the built page; unset: the one in the executable, and none from the sources",
  }),
  signInPerMinute: integer({
    name: "HIROBA_SIGN_IN_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 120,
    describe: "sign-in requests one address may make a minute, also its burst",
  }),
  policiesPerMinute: integer({
    name: "HIROBA_POLICIES_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 60,
    describe: "upload policies one address may ask for a minute, also its burst",
  }),
  entriesPerMinute: integer({
    name: "HIROBA_ENTRIES_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 240,
    describe: "times one address may ask for a place in a room a minute, also its burst",
  }),
  userPoliciesPerMinute: integer({
    name: "HIROBA_USER_POLICIES_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 30,
    describe: "upload policies one user may ask for a minute, also their burst",
  }),
  socialPerMinute: integer({
    name: "HIROBA_SOCIAL_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 240,
    describe: "requests, follows, blocks, mutes and invitations of one address a minute, also their burst",
  }),
  userSocialPerMinute: integer({
    name: "HIROBA_USER_SOCIAL_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 30,
    describe: "the same of one user",
  }),
  userEntriesPerMinute: integer({
    name: "HIROBA_USER_ENTRIES_PER_MINUTE",
    min: 1,
    max: 1_000_000,
    fallback: 60,
    describe: "times one user may ask for a place in a room a minute, also their burst",
  }),
  requestsPerMinute: integer({
    name: "HIROBA_REQUESTS_PER_MINUTE",
    min: 1,
    max: 10_000_000,
    fallback: 6_000,
    describe:
      "requests one address may make a minute to one edge, also its burst; catalog reads that are warm are free",
  }),
  userRequestsPerMinute: integer({
    name: "HIROBA_USER_REQUESTS_PER_MINUTE",
    min: 1,
    max: 10_000_000,
    fallback: 1_200,
    describe: "requests one user may make a minute to one edge, also their burst",
  }),
  rateLimitStore: text({
    name: "HIROBA_RATE_LIMIT_STORE",
    fallback: null,
    describe:
      "where edges count sign-ins, policies and entries together: a file for all edges of a machine (Bun, Deno) or the URL of a Deno KV, `default` for Deno Deploy's own; workerd has its binding RATE_LIMITS; unset: each edge counts by itself",
  }),
  clientAddressHeader: headerName({
    name: "HIROBA_CLIENT_ADDRESS_HEADER",
    describe:
      "header in which a proxy you trust writes the caller's address; unset: the socket's own address",
  }),
  region: text({
    name: "HIROBA_REGION",
    fallback: null,
    describe: "region of room hosts that people who come through this edge are near; unset: not known",
  }),
  regionHeader: headerName({
    name: "HIROBA_REGION_HEADER",
    describe: "header in which a proxy you trust names the region its caller is near; unset: HIROBA_REGION",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export type EdgeConfig = SettingsOf<typeof edgeSettings>;
