// What a passkey must sign (WebAuthn §13.4.3): a token of our own that says what it is for and when it expires. Nothing is
// stored when one is given out, so asking for many costs us nothing; what is stored, until it expires, is that one was
// answered, in the same transaction as what the answer brought about. So each is good once, for whatever process asked.

import { jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { localeSchema } from "../../shared/schema/user.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { insertUsedChallenge } from "./store.ts";

/** Long enough to find the other device, short enough that what lies about is worth nothing. */
export const CHALLENGE_LIFETIME_MS = 10 * 60_000;
const ID_BYTES = 16;
const TYP = "passkey-challenge+jwt";

const challengeSchema = z.discriminatedUnion("for", [
  z.object({ for: z.literal("sign-in") }),
  /** The account to be. */
  z.object({
    for: z.literal("sign-up"),
    userId: userIdSchema,
    displayName: z.string(),
    locale: localeSchema,
  }),
  /** One more way in to an account there is. */
  z.object({ for: z.literal("add"), userId: userIdSchema }),
]);
export type Challenge = z.output<typeof challengeSchema>;
export type OpenedChallenge<For extends Challenge["for"]> = Extract<Challenge, { for: For }> & {
  readonly id: string;
  readonly expiresAt: Date;
};

const claimsSchema = z.object({ jti: z.string(), exp: z.number(), challenge: challengeSchema });
const clientDataSchema = z.object({ challenge: z.string() });

type Deps = Pick<OriginDeps, "internalToken" | "nowMs">;

/** The challenge as the options tell it: base64url. */
export async function sealChallenge(deps: Deps, challenge: Challenge): Promise<string> {
  const token = await new SignJWT({ challenge })
    .setProtectedHeader({ alg: "HS256", typ: TYP })
    .setJti(Buffer.from(crypto.getRandomValues(new Uint8Array(ID_BYTES))).toString("base64url"))
    .setExpirationTime(new Date(deps.nowMs() + CHALLENGE_LIFETIME_MS))
    .sign(await signingKey(deps.internalToken));
  return Buffer.from(token).toString("base64url");
}

/**
 * The challenge that was answered, and what it was for. `clientDataJSON` is base64url, as the browser sends it.
 * Throws PASSKEY_CHALLENGE_INVALID (401) when it is not ours, is over, or was for something else.
 */
export async function openChallenge<For extends Challenge["for"]>(
  deps: Deps,
  clientDataJSON: string,
  purpose: For,
): Promise<OpenedChallenge<For> & { readonly sealed: string }> {
  try {
    const sealed = clientDataSchema.parse(JSON.parse(textOf(clientDataJSON))).challenge;
    const { payload } = await jwtVerify(textOf(sealed), await signingKey(deps.internalToken), {
      algorithms: ["HS256"],
      typ: TYP,
      requiredClaims: ["exp", "jti"],
      currentDate: new Date(deps.nowMs()),
    });
    const { jti, exp, challenge } = claimsSchema.parse(payload);
    if (challenge.for !== purpose) throw new Error(`for ${challenge.for}, not ${purpose}`);
    const opened = challenge as Extract<Challenge, { for: For }>;
    return { ...opened, id: jti, expiresAt: new Date(exp * 1000), sealed };
  } catch (cause) {
    throw challengeInvalid(cause);
  }
}

/** Throws PASSKEY_CHALLENGE_INVALID (401) when it was used before. Of two at once, one gets through. */
export async function spendChallenge(
  tx: DbOrTx,
  { id, expiresAt }: { readonly id: string; readonly expiresAt: Date },
): Promise<void> {
  if (!(await insertUsedChallenge(tx, { id, expiresAt })))
    throw challengeInvalid(new Error("it was used before"));
}

export function challengeInvalid(cause: unknown): Problem {
  return new Problem({
    status: 401,
    code: "PASSKEY_CHALLENGE_INVALID",
    title: "What this passkey answered is no open question of ours",
    detail: `A question is good once, for ${CHALLENGE_LIFETIME_MS / 60_000} minutes and for what it was asked for. Ask for new options.`,
    cause,
  });
}

/** A key of its own for each purpose of the token our processes share. */
async function signingKey(internalToken: string): Promise<Uint8Array> {
  const text = new TextEncoder().encode(`passkey-challenge\n${internalToken}`);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text));
}

function textOf(base64url: string): string {
  return Buffer.from(base64url, "base64url").toString();
}
