import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { CHALLENGE_LIFETIME_MS } from "../../../origin/passkeys/challenge.ts";
import { sweepChallenges } from "../../../origin/passkeys/sweep-challenges.ts";
import { FRESH_SIGN_IN_MS } from "../../../origin/sessions/require-signed-in.ts";
import { grantedSessionSchema } from "../../../shared/schema/internal/identity.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import {
  type AssertedCredential,
  creationOptionsSchema,
  type NewCredential,
  requestOptionsSchema,
} from "../../../shared/schema/passkey.ts";
import {
  type Authenticator,
  createAuthenticator,
  type Lies,
  toBase64url,
} from "../../support/authenticator.ts";
import { type Answer, type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PAGE = "https://hiroba.test";
const rp = { id: "hiroba.test", origins: [PAGE] };

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const ask = (path: string, json: unknown, params = {}) => origin.ask(path, { json, params });
const refusal = ({ status, body }: Answer) => `${status} ${body["code"]}`;
const signInOptions = async () =>
  requestOptionsSchema.parse((await ask(internalPath.passkeySignInOptions, { rp })).body);
const signUpOptions = async (displayName = "Nao") =>
  creationOptionsSchema.parse(
    (await ask(internalPath.passkeySignUpOptions, { rp, displayName, locale: "ja" })).body,
  );
const beginAdd = async (userId: string) =>
  origin.ask(internalPath.passkeyOptions, {
    json: { rp },
    params: { userId },
    session: await origin.sessionOf(userId),
  });
const addOptions = async (userId: string) => creationOptionsSchema.parse((await beginAdd(userId)).body);
const signIn = (credential: AssertedCredential, site = rp) =>
  ask(internalPath.passkeySignIn, { credential, rp: site, device: "test" });
const signUp = (credential: NewCredential, site = rp) =>
  ask(internalPath.passkeySignUp, { credential, rp: site, device: "Firefox on Linux" });
const add = async (userId: string, credential: NewCredential, label?: string, session?: string) =>
  origin.ask(internalPath.passkeys, {
    json: { credential, rp, device: "test", label },
    params: { userId },
    session: session ?? (await origin.sessionOf(userId)),
  });
const list = async (userId: string) =>
  (await origin.ask(internalPath.passkeys, { params: { userId } })).body["items"] as {
    id: string;
    label: string;
    lastUsedAt: string | null;
  }[];
const remove = async (userId: string, passkeyId = "", session?: string) =>
  origin.ask(internalPath.passkey, {
    method: "DELETE",
    params: { userId, passkeyId },
    session: session ?? (await origin.sessionOf(userId)),
  });

/** Somebody new with one passkey. */
async function newcomer(displayName = "Nao") {
  const authenticator = createAuthenticator(PAGE);
  const answer = await signUp(await authenticator.create(await signUpOptions(displayName)));
  expect(answer.status).toBe(200);
  return { authenticator, user: grantedSessionSchema.parse(answer.body).user };
}
const assertion = async (authenticator: Authenticator, lies: Lies = {}) =>
  authenticator.get(await signInOptions(), lies);

describe("signing up with a passkey", () => {
  test("makes a member of the name asked for, whom the passkey then signs in", async () => {
    const { authenticator, user } = await newcomer("菜緒");
    expect(user).toMatchObject({ displayName: "菜緒", isGuest: false, locale: "ja" });
    const back = grantedSessionSchema.parse((await signIn(await assertion(authenticator))).body);
    expect(back.user).toEqual(user);
    expect(await list(user.id)).toMatchObject([
      { label: "Firefox on Linux", lastUsedAt: expect.any(String) },
    ]);
  });

  test("asks for a discoverable passkey that asks for its owner, by ES256 among others, without attestation", async () => {
    expect(await signUpOptions()).toMatchObject({
      rp: { id: "hiroba.test", name: "Hiroba" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      pubKeyCredParams: expect.arrayContaining([{ type: "public-key", alg: -7 }]),
    });
  });

  const lies: readonly [string, Lies][] = [
    ["another page's", { origin: "https://evil.test" }],
    ["a page's of this host without TLS", { origin: "http://hiroba.test" }],
    ["another domain's", { rpId: "evil.test" }],
    ["made without its owner", { userVerified: false }],
    ["a signature's, not a new key's", { type: "webauthn.get" }],
    [
      "one with certificates nobody asked for",
      { attestation: { fmt: "packed", attStmt: new Map([["x5c", [new Uint8Array([1])]]]) } },
    ],
    ["one with a statement that is none", { attestation: { fmt: "none", attStmt: new Map([["a", 1]]) } }],
    ["of a maker's own form", { attestation: { fmt: "android-safetynet", attStmt: new Map() } }],
  ];
  test.each(lies)("refuses what is %s", async (_, lie) => {
    const credential = await createAuthenticator(PAGE).create(await signUpOptions(), lie);
    expect(refusal(await signUp(credential))).toBe("401 PASSKEY_INVALID");
  });

  test("refuses an id that is not that of the key", async () => {
    const made = await createAuthenticator(PAGE).create(await signUpOptions());
    const other = toBase64url(crypto.getRandomValues(new Uint8Array(32)));
    expect(refusal(await signUp({ ...made, id: other, rawId: other }))).toBe("401 PASSKEY_INVALID");
  });
});

describe("signing in with a passkey", () => {
  const lies: readonly [string, Lies][] = [
    ["another page's", { origin: "https://evil.test" }],
    ["another domain's", { rpId: "evil.test" }],
    ["made without its owner", { userVerified: false }],
    ["a new key's, not a signature's", { type: "webauthn.create" }],
    ["said to be somebody else's", { userHandle: toBase64url(new TextEncoder().encode("usr_other")) }],
    ["counted no further than the last", { signCount: 1 }],
    ["counted as one that does not count", { signCount: 0 }],
  ];
  test.each(lies)("refuses what is %s", async (_, lie) => {
    const { authenticator } = await newcomer();
    expect(refusal(await signIn(await assertion(authenticator, lie)))).toBe("401 PASSKEY_INVALID");
    // What was refused has used up nothing: an honest answer to another challenge is taken.
    expect((await signIn(await assertion(authenticator))).status).toBe(200);
  });

  test("refuses a signature with one bit changed, and one over other data", async () => {
    const { authenticator } = await newcomer();
    const honest = await assertion(authenticator);
    const bytes = Buffer.from(honest.response.signature, "base64url");
    bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
    const tampered = { ...honest.response, signature: bytes.toString("base64url") };
    expect(refusal(await signIn({ ...honest, response: tampered }))).toBe("401 PASSKEY_INVALID");
    const other = await assertion(authenticator);
    const mixed = { ...honest.response, signature: other.response.signature };
    expect(refusal(await signIn({ ...honest, response: mixed }))).toBe("401 PASSKEY_INVALID");
    expect((await signIn(honest)).status).toBe(200);
  });

  test("refuses another's key under one's own name", async () => {
    const [mine, theirs] = [await newcomer(), await newcomer()];
    const honest = await assertion(theirs.authenticator);
    const { credentialId } = mine.authenticator.last();
    const forged = { ...honest, id: credentialId, rawId: credentialId };
    expect(refusal(await signIn(forged))).toBe("401 PASSKEY_INVALID");
  });

  test("takes a challenge once: again, and twenty times at once", async () => {
    const { authenticator } = await newcomer();
    const once = await assertion(authenticator);
    expect((await signIn(once)).status).toBe(200);
    expect(refusal(await signIn(once))).toBe("401 PASSKEY_INVALID"); // its count was seen, too

    // One that does not count: nothing but the challenge tells the copies apart.
    const quiet = createAuthenticator(PAGE);
    await signUp(await quiet.create(await signUpOptions(), { signCount: 0 }));
    const copied = await assertion(quiet, { signCount: 0 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(copied)));
    expect(answers.map(refusal).toSorted()).toEqual([
      "200 undefined",
      ...Array(19).fill("401 PASSKEY_CHALLENGE_INVALID"),
    ]);
    // Another challenge is another chance.
    expect((await signIn(await assertion(quiet, { signCount: 0 }))).status).toBe(200);
  });

  test("refuses a challenge that is over, made up, altered, or was for something else", async () => {
    const { authenticator } = await newcomer();
    const guest = await origin.createGuest();
    const late = await assertion(authenticator);
    origin.clock.nowMs += CHALLENGE_LIFETIME_MS + 1_000;
    const { challenge } = await signInOptions();
    const [head, claims, signature = ""] = Buffer.from(challenge, "base64url").toString().split(".");
    const otherSignature = (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
    const altered = Buffer.from([head, claims, otherSignature].join(".")).toString("base64url");
    const refused = [
      late,
      await assertion(authenticator, { challenge: toBase64url(crypto.getRandomValues(new Uint8Array(32))) }),
      await assertion(authenticator, { challenge: altered }),
      await assertion(authenticator, { challenge: (await signUpOptions()).challenge }),
      await assertion(authenticator, { challenge: (await addOptions(guest.userId)).challenge }),
    ];
    for (const credential of refused)
      expect(refusal(await signIn(credential))).toBe("401 PASSKEY_CHALLENGE_INVALID");
  });

  test("does not know one that was removed, or never was", async () => {
    const authenticator = createAuthenticator(PAGE);
    await authenticator.create(await signUpOptions());
    expect(refusal(await signIn(await assertion(authenticator)))).toBe("401 PASSKEY_UNKNOWN");
  });

  test("remembers answered challenges until they have expired, and no longer", async () => {
    const { authenticator } = await newcomer();
    expect((await signIn(await assertion(authenticator))).status).toBe(200);
    origin.clock.nowMs += CHALLENGE_LIFETIME_MS - 1_000;
    await sweepChallenges(origin.deps);
    expect((await origin.deps.db.query.usedPasskeyChallenges.findMany()).length).toBeGreaterThanOrEqual(2);
    origin.clock.nowMs += 120_000;
    await sweepChallenges(origin.deps);
    expect(await origin.deps.db.query.usedPasskeyChallenges.findMany()).toEqual([]);
  });
});

describe("the passkeys of an account", () => {
  test("are added by a member who has just signed in, and by a guest at any time", async () => {
    const { authenticator, user } = await newcomer();
    const guest = await origin.createGuest();
    origin.clock.nowMs += FRESH_SIGN_IN_MS + 1;
    expect(refusal(await beginAdd(user.id))).toBe("403 SIGN_IN_NOT_FRESH");
    expect((await beginAdd(guest.userId)).status).toBe(200);
    origin.clock.nowMs += 1;
    expect((await signIn(await assertion(authenticator))).status).toBe(200);
    expect((await beginAdd(user.id)).status).toBe(200);
  });

  test("make a guest a member of the same account", async () => {
    const { userId } = await origin.createGuest("Gen");
    const authenticator = createAuthenticator(PAGE);
    expect((await add(userId, await authenticator.create(await addOptions(userId)), "My key")).status).toBe(
      201,
    );
    const { user } = grantedSessionSchema.parse((await signIn(await assertion(authenticator))).body);
    expect(user).toMatchObject({ id: userId, displayName: "Gen", isGuest: false });
    expect(await list(userId)).toMatchObject([{ label: "My key" }]);
  });

  test("come only by a challenge of this account, once", async () => {
    const [{ userId: mine }, { userId: theirs }] = [await origin.createGuest(), await origin.createGuest()];
    const authenticator = createAuthenticator(PAGE);
    const forThem = await authenticator.create(await addOptions(theirs));
    expect(refusal(await add(mine, forThem))).toBe("401 PASSKEY_CHALLENGE_INVALID");
    const options = await addOptions(mine);
    expect((await add(mine, await authenticator.create(options))).status).toBe(201);
    expect(refusal(await add(mine, await authenticator.create(options)))).toBe(
      "401 PASSKEY_CHALLENGE_INVALID",
    );
    const forSignUp = await authenticator.create(await signUpOptions());
    expect(refusal(await add(mine, forSignUp))).toBe("401 PASSKEY_CHALLENGE_INVALID");
  });

  test("are nobody else's afterwards, and their account is not made twice", async () => {
    const { userId } = await origin.createGuest();
    const made = await createAuthenticator(PAGE).create(await signUpOptions());
    const answers = await Promise.all([signUp(made), signUp(made)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.map(({ body }) => body["code"])).toContain("PASSKEY_TAKEN");
    expect(await list(userId)).toEqual([]);
  });

  test("are ten at most, even when all come at once, and each is told to make no second", async () => {
    const { userId } = await origin.createGuest();
    const options = await Promise.all(Array.from({ length: 12 }, () => addOptions(userId)));
    const made = await Promise.all(options.map((each) => createAuthenticator(PAGE).create(each)));
    const answers = await Promise.all(made.map((credential) => add(userId, credential)));
    expect(answers.filter(({ status }) => status === 201).length).toBe(10);
    expect(answers.filter(({ body }) => body["code"] === "PASSKEYS_FULL").length).toBe(2);
    expect(refusal(await beginAdd(userId))).toBe("409 PASSKEYS_FULL");
    const [first] = await list(userId);
    expect((await remove(userId, first?.id)).status).toBe(204);
    expect((await addOptions(userId)).excludeCredentials.length).toBe(9);
  });

  test("are renamed and removed by their owner alone, the last way in by nobody", async () => {
    const { user, authenticator } = await newcomer();
    const { userId: stranger } = await origin.createGuest();
    const [{ id: passkeyId } = { id: "" }] = await list(user.id);
    const rename = (userId: string, label: string) =>
      origin.ask(internalPath.passkey, { method: "PATCH", params: { userId, passkeyId }, json: { label } });
    expect((await rename(user.id, " 机の上 ")).body).toMatchObject({ id: passkeyId, label: "机の上" });
    expect(refusal(await rename(stranger, "mine"))).toBe("404 PASSKEY_NOT_FOUND");
    expect(refusal(await rename(user.id, " "))).toBe("422 VALIDATION_FAILED");
    expect(refusal(await remove(stranger, passkeyId))).toBe("404 PASSKEY_NOT_FOUND");
    expect(refusal(await remove(user.id, passkeyId))).toBe("409 LAST_SIGN_IN_WAY");

    const second = createAuthenticator(PAGE);
    await add(user.id, await second.create(await addOptions(user.id)));
    const both = (await list(user.id)).map(({ id }) => id);
    const answers = await Promise.all(both.map((id) => remove(user.id, id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect((await list(user.id)).length).toBe(1);
    const left = (await list(user.id))[0]?.id === passkeyId ? authenticator : second;
    const gone = left === second ? authenticator : second;
    expect((await signIn(await assertion(left))).status).toBe(200);
    expect(refusal(await signIn(await assertion(gone)))).toBe("401 PASSKEY_UNKNOWN");
  });

  test("count together with identities: whoever has one of each may give up either", async () => {
    const issuer = "https://idp.test";
    const signedIn = await ask(internalPath.resolveUser, {
      issuer,
      subject: crypto.randomUUID(),
      displayName: "Ren",
      locale: "en",
    });
    const userId = grantedSessionSchema.parse(signedIn.body).user.id;
    await add(userId, await createAuthenticator(PAGE).create(await addOptions(userId)));
    const { body } = await origin.ask(internalPath.identities, { params: { userId } });
    const [identity] = body["items"] as { id: string }[];
    const session = await origin.sessionOf(userId);
    const unlink = () =>
      origin.ask(internalPath.identity, {
        method: "DELETE",
        session,
        params: { userId, identityId: identity?.id ?? "" },
      });
    const [passkey] = await list(userId);
    const answers = await Promise.all([unlink(), remove(userId, passkey?.id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  test("are added and removed by a session that goes on, and by no other", async () => {
    const { user } = await newcomer();
    await add(user.id, await createAuthenticator(PAGE).create(await addOptions(user.id)));
    const credential = await createAuthenticator(PAGE).create(await addOptions(user.id));
    const [first] = await list(user.id);
    const ended = await origin.sessionOf(user.id);
    await origin.ask(internalPath.sessions, { params: { userId: user.id }, method: "DELETE" });
    expect(refusal(await add(user.id, credential, undefined, ended))).toBe("401 SESSION_ENDED");
    expect(refusal(await remove(user.id, first?.id, ended))).toBe("401 SESSION_ENDED");
    expect(await list(user.id)).toHaveLength(2);
  });

  test("can be used while they are being removed without either waiting for the other for ever", async () => {
    const { user, authenticator } = await newcomer();
    await add(user.id, await createAuthenticator(PAGE).create(await addOptions(user.id)));
    const [first] = await list(user.id);
    const used = await assertion(authenticator);
    const answers = await Promise.all([signIn(used), remove(user.id, first?.id)]);
    expect(answers[1].status).toBe(204);
    expect(["200 undefined", "401 PASSKEY_UNKNOWN"]).toContain(refusal(answers[0]));
  });
});
