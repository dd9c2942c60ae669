import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { FRESH_SIGN_IN_MS } from "../../../origin/sessions/require-signed-in.ts";
import { grantedSessionSchema } from "../../../shared/schema/internal/identity.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const ISSUER = "https://issuer.example";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const link = async (userId: string, subject: string, session?: string) =>
  origin.ask(internalPath.identities, {
    params: { userId },
    session: session ?? (await origin.sessionOf(userId)),
    json: { issuer: ISSUER, subject, label: null },
  });
const unlink = async (userId: string, identityId: string, session?: string) =>
  origin.ask(internalPath.identity, {
    params: { userId, identityId },
    session: session ?? (await origin.sessionOf(userId)),
    method: "DELETE",
  });
const listed = async (userId: string) =>
  (await origin.ask(internalPath.identities, { params: { userId } })).body["items"] as { id: string }[];
const outcomeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status < 300 ? "done" : body["code"];

describe("linking an identity", () => {
  test("to ten accounts at once gives it to exactly one", async () => {
    const guests = await Promise.all(Array.from({ length: 10 }, () => origin.createGuest()));
    const answers = await Promise.all(guests.map(({ userId }) => link(userId, "wanted")));
    expect(answers.map(outcomeOf).toSorted()).toEqual([...Array(9).fill("IDENTITY_TAKEN"), "done"]);
    const owned = await Promise.all(guests.map(async ({ userId }) => (await listed(userId)).length));
    expect(owned.toSorted()).toEqual([...Array(9).fill(0), 1]);
  });

  test("to one account twice at once links it once", async () => {
    const { userId } = await origin.createGuest();
    const answers = await Promise.all([1, 2, 3].map(() => link(userId, "twice")));
    expect(answers.map(outcomeOf)).toEqual(["done", "done", "done"]);
    expect(await listed(userId)).toHaveLength(1);
  });

  test("stops at ten, also when many come at once", async () => {
    const { userId } = await origin.createGuest();
    const answers = await Promise.all(Array.from({ length: 15 }, (_, n) => link(userId, `many-${n}`)));
    expect(answers.map(outcomeOf).filter((outcome) => outcome === "done")).toHaveLength(10);
    expect(await listed(userId)).toHaveLength(10);
  });

  test("is for a session that goes on: an ended one, or somebody else's, neither adds a way in nor takes one", async () => {
    const [mine, theirs] = await Promise.all([origin.createGuest(), origin.createGuest()]);
    for (const subject of ["ended-1", "ended-2"]) await link(mine.userId, subject);
    const [first] = await listed(mine.userId);
    const ended = await origin.sessionOf(mine.userId);
    await origin.ask(internalPath.sessions, { params: { userId: mine.userId }, method: "DELETE" });
    for (const session of [ended, await origin.sessionOf(theirs.userId)]) {
      expect(outcomeOf(await link(mine.userId, "ended-3", session))).toBe("SESSION_ENDED");
      expect(outcomeOf(await unlink(mine.userId, first?.id ?? "", session))).toBe("SESSION_ENDED");
    }
    expect(await listed(mine.userId)).toHaveLength(2);
  });

  test("is for whoever has just signed in, but for a guest, who cannot sign in again", async () => {
    const { userId } = await origin.createGuest();
    origin.clock.nowMs += FRESH_SIGN_IN_MS + 1;
    expect(outcomeOf(await link(userId, "late-1"))).toBe("done");
    expect(outcomeOf(await link(userId, "late-2"))).toBe("SIGN_IN_NOT_FRESH");
    expect(await listed(userId)).toHaveLength(1);
  });

  test("while all sessions end comes before their end or not at all", async () => {
    const { userId } = await origin.createGuest();
    const session = await origin.sessionOf(userId);
    const linking = Array.from({ length: 8 }, (_, n) => link(userId, `racing-${n}`, session));
    const ending = origin.ask(internalPath.sessions, { params: { userId }, method: "DELETE" });
    const outcomes = (await Promise.all(linking)).map(outcomeOf);
    expect((await ending).status).toBe(204);
    for (const outcome of outcomes) expect(["done", "SESSION_ENDED"]).toContain(String(outcome));
    expect(await listed(userId)).toHaveLength(outcomes.filter((outcome) => outcome === "done").length);
  });

  test("to nobody is refused", async () => {
    expect(outcomeOf(await link("usr_nobody", "of-nobody"))).toBe("USER_NOT_FOUND");
  });
});

describe("taking identities away", () => {
  test("all at once leaves exactly one", async () => {
    const { userId } = await origin.createGuest();
    for (let n = 0; n < 5; n += 1) await link(userId, `away-${n}`);
    const identities = await listed(userId);
    const answers = await Promise.all(identities.map(({ id }) => unlink(userId, id)));
    expect(answers.map(outcomeOf).toSorted()).toEqual(["LAST_SIGN_IN_WAY", ...Array(4).fill("done")]);
    expect(await listed(userId)).toHaveLength(1);
  });

  test("while somebody signs in with it lets them in as they were, or as somebody new", async () => {
    const { userId } = await origin.createGuest();
    for (const subject of ["kept", "shared"]) await link(userId, subject);
    const [, shared] = await listed(userId);
    const session = await origin.sessionOf(userId);
    const json = { issuer: ISSUER, subject: "shared", displayName: "Ren", locale: "en" };
    const [removed, ...arrivals] = await Promise.all([
      unlink(userId, shared?.id ?? "", session),
      ...Array.from({ length: 6 }, () => origin.ask(internalPath.resolveUser, { json })),
    ]);
    expect(removed.status).toBe(204);
    const ids = new Set(arrivals.map(({ body }) => grantedSessionSchema.parse(body).user.id as string));
    ids.delete(userId);
    // Whoever came after it was taken away is one and the same newcomer, who still has it.
    const { body } = await origin.ask(internalPath.resolveUser, { json });
    ids.add(grantedSessionSchema.parse(body).user.id);
    expect(ids.size).toBe(1);
    expect([...ids]).not.toContain(userId);
  });

  test("of somebody else is not possible", async () => {
    const [mine, theirs] = await Promise.all([origin.createGuest(), origin.createGuest()]);
    for (const subject of ["mine-1", "mine-2"]) await link(mine.userId, subject);
    for (const subject of ["theirs-1", "theirs-2"]) await link(theirs.userId, subject);
    const [first] = await listed(theirs.userId);
    expect(outcomeOf(await unlink(mine.userId, first?.id ?? ""))).toBe("IDENTITY_NOT_FOUND");
    expect(await listed(theirs.userId)).toHaveLength(2);
  });
});
