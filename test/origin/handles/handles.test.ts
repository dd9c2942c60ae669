import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { HANDLE_KEPT_DAYS } from "../../../origin/handles/may-take.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { profileSchema, searchPageSchema } from "../../../shared/schema/public-api.ts";
import { userSchema } from "../../../shared/schema/user.ts";
import { type Answer, type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const KEPT_MS = HANDLE_KEPT_DAYS * 24 * 60 * 60 * 1000;

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

let people = 0;
async function member(): Promise<string> {
  people += 1;
  const identity = {
    issuer: "https://id.test",
    subject: `someone-${people}`,
    displayName: `Member ${people}`,
  };
  const { body } = await origin.ask(internalPath.resolveUser, { json: { ...identity, locale: "en" } });
  return (body["user"] as { id: string }).id;
}
const take = (userId: string, handle: string) =>
  origin.ask(internalPath.handle, { method: "PUT", params: { userId }, json: { handle } });
const drop = (userId: string) => origin.ask(internalPath.handle, { method: "DELETE", params: { userId } });
const find = (handle: string) => origin.ask(internalPath.profileOfHandle, { params: { handle } });
const codeOf = ({ status, body }: Answer) => body["code"] ?? status;

describe("a handle", () => {
  test("is taken by a member, shown to everybody, leads to them and finds them", async () => {
    const userId = await member();
    const taken = userSchema.parse((await take(userId, "@Aoi_First")).body);
    expect(taken).toMatchObject({ id: userId, handle: "aoi_first" });
    const profile = profileSchema.parse((await find("AOI_first")).body);
    expect(profile).toMatchObject({ id: userId, handle: "aoi_first" });
    const found = await origin.ask(internalPath.search, { query: "?q=aoi_first&kind=user" });
    expect(searchPageSchema.parse(found.body).items.map(({ id }) => `${id}`)).toEqual([userId]);
  });

  test("is not for guests, nor one of the house's, nor for nobody", async () => {
    const { userId } = await origin.createGuest();
    expect(codeOf(await take(userId, "aguest"))).toBe("HANDLE_NOT_FOR_GUESTS");
    expect(codeOf(await take(await member(), "Adrnin"))).toBe("HANDLE_RESERVED");
    expect(codeOf(await find("nobody_has_it"))).toBe("USER_NOT_FOUND");
  });

  test("that looks like one somebody has is taken, and the refusal says which was asked for", async () => {
    await take(await member(), "coco");
    const refused = await take(await member(), "сосо");
    expect(codeOf(refused)).toBe("HANDLE_TAKEN");
    expect(refused.body["errors"]).toMatchObject([{ name: "handle", actual: "сосо" }]);
  });

  test("asked for by twenty at once, spelled in two ways, is one person's", async () => {
    const asking = await Promise.all(Array.from({ length: 20 }, member));
    const answers = await Promise.all(
      asking.map((userId, n) => take(userId, n % 2 === 0 ? "race_l" : "race_1")),
    );
    expect(answers.map(codeOf).sort()).toEqual([200, ...Array.from({ length: 19 }, () => "HANDLE_TAKEN")]);
  });

  test("given up leads to who had it for a month, is theirs to take back, and anybody's afterwards", async () => {
    const [had, wants] = [await member(), await member()];
    await take(had, "kept_one");
    expect(userSchema.parse((await drop(had)).body).handle).toBeNull();
    expect((await drop(had)).status).toBe(200);
    expect(profileSchema.parse((await find("kept_one")).body)).toMatchObject({ id: had, handle: null });
    expect(codeOf(await take(wants, "kept_one"))).toBe("HANDLE_TAKEN");
    expect(codeOf(await take(had, "kept_one"))).toBe(200);
    await drop(had);
    origin.clock.nowMs += KEPT_MS;
    expect(codeOf(await find("kept_one"))).toBe("USER_NOT_FOUND");
    expect(codeOf(await take(wants, "kept_one"))).toBe(200);
    expect(profileSchema.parse((await find("kept_one")).body).id as string).toBe(wants);
  });

  test("is changed twice in a month and no more, but back to one of one's own at any time", async () => {
    const userId = await member();
    for (const handle of ["first_name", "second_name", "third_name"])
      expect(codeOf(await take(userId, handle))).toBe(200);
    expect(codeOf(await take(userId, "fourth_name"))).toBe("HANDLE_CHANGED_OFTEN");
    expect(userSchema.parse((await take(userId, "first_name")).body).handle).toBe("first_name");
    // Another spelling of one's own is no change of mind.
    expect(userSchema.parse((await take(userId, "first_narne")).body).handle).toBe("first_narne");
    origin.clock.nowMs += KEPT_MS;
    expect(codeOf(await take(userId, "fourth_name"))).toBe(200);
  });

  test("two who swap theirs at once both get an answer, and each handle stays one person's", async () => {
    const [one, other] = [await member(), await member()];
    await take(one, "swap_one");
    await take(other, "swap_other");
    await Promise.all([drop(one), drop(other)]);
    origin.clock.nowMs += KEPT_MS;
    const answers = await Promise.all([take(one, "swap_other"), take(other, "swap_one")]);
    for (const answer of answers) expect(["HANDLE_TAKEN", 200]).toContain(codeOf(answer) as string | number);
    const found = await Promise.all(["swap_one", "swap_other"].map(find));
    const holders = found.flatMap(({ status, body }) => (status === 200 ? [body["id"]] : []));
    expect(new Set(holders).size).toBe(holders.length);
  });
});
