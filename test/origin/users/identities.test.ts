import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const ISSUER = "https://issuer.example";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const link = (userId: string, subject: string, label: string | null = null) =>
  origin.ask(internalPath.identities, { params: { userId }, json: { issuer: ISSUER, subject, label } });
const unlink = (userId: string, identityId: string) =>
  origin.ask(internalPath.identity, { params: { userId, identityId }, method: "DELETE" });
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

  test("of somebody else is not possible", async () => {
    const [mine, theirs] = await Promise.all([origin.createGuest(), origin.createGuest()]);
    for (const subject of ["mine-1", "mine-2"]) await link(mine.userId, subject);
    for (const subject of ["theirs-1", "theirs-2"]) await link(theirs.userId, subject);
    const [first] = await listed(theirs.userId);
    expect(outcomeOf(await unlink(mine.userId, first?.id ?? ""))).toBe("IDENTITY_NOT_FOUND");
    expect(await listed(theirs.userId)).toHaveLength(2);
  });
});
