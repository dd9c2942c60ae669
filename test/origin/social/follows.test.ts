import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import { seededRng } from "../../../shared/rng.ts";
import { cacheTag } from "../../../shared/schema/cache-tag.ts";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { FOLLOWING_MAX } from "../../../shared/schema/social.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { people } from "./people.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const { guest, block, follow, unfollow, follows, relation } = people(() => origin);
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  body["code"] ?? status;
const namesOf = async (userId: string, direction: "followers" | "following") =>
  (await follows(userId, direction)).items.map(({ user }) => user.displayName);
async function countsOf(userId: string): Promise<[followers: number, following: number]> {
  const [row] = await origin.deps.db
    .select()
    .from(users)
    .where(eq(users.id, userId as UserId));
  return [row?.followerCount ?? -1, row?.followingCount ?? -1];
}

describe("following somebody", () => {
  test("asks nobody, is counted on both sides, and ends once", async () => {
    const [fan, star] = [await guest("Fan"), await guest("Star")];
    await Promise.all(Array.from({ length: 5 }, () => follow(fan, star)));
    expect([await countsOf(fan), await countsOf(star)]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect([await namesOf(fan, "following"), await namesOf(star, "followers")]).toEqual([["Star"], ["Fan"]]);
    expect([await namesOf(fan, "followers"), await namesOf(star, "following")]).toEqual([[], []]);
    expect(await relation(fan, star)).toMatchObject({ isFollowed: true, friend: "none" });
    expect(await relation(star, fan)).toMatchObject({ isFollowed: false });
    await Promise.all(Array.from({ length: 5 }, () => unfollow(fan, star)));
    expect([await countsOf(fan), await countsOf(star)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test("is of neither nobody nor oneself, and nothing between two who are apart", async () => {
    const [one, other] = [await guest("One"), await guest("Other")];
    expect(codeOf(await follow(one, one))).toBe("FOLLOW_IS_SELF");
    expect(codeOf(await follow(one, "usr_nobody"))).toBe("USER_NOT_FOUND");
    await Promise.all([follow(one, other), follow(other, one)]);
    await block(one, other);
    expect([await countsOf(one), await countsOf(other)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(codeOf(await follow(other, one))).toBe("USER_NOT_FOUND");
    expect(codeOf(await follow(one, other))).toBe("USER_BLOCKED");
  });

  test("is one of a bounded number", async () => {
    const [fan, star] = [await guest("Fan"), await guest("Star")];
    await origin.deps.db
      .update(users)
      .set({ followingCount: FOLLOWING_MAX })
      .where(eq(users.id, fan as UserId));
    expect(codeOf(await follow(fan, star))).toBe("FOLLOWING_FULL");
    expect(await countsOf(star)).toEqual([0, 0]);
  });

  test("tells edges that both profiles have changed, and nothing that shows more than a profile", async () => {
    const [fan, star] = [await guest("Fan"), await guest("Star")];
    const { cursor } = changePageSchema.parse((await origin.ask(internalPath.changes)).body);
    await follow(fan, star);
    const { body } = await origin.ask(internalPath.changes, { query: `?after=${cursor}` });
    expect(changePageSchema.parse(body).tags.toSorted()).toEqual(
      [fan, star].map((id) => cacheTag.profile(userIdSchema.parse(id))).toSorted(),
    );
  });

  test("pages without a gap or a repeat while more follow", async () => {
    const star = await guest("Star");
    const fans = await Promise.all(Array.from({ length: 5 }, (_, n) => guest(`Fan ${n}`)));
    // All in one millisecond: then ids decide.
    for (const fan of fans) await follow(fan, star);
    const first = await follows(star, "followers", "?limit=2");
    origin.clock.nowMs += 1;
    await follow(await guest("Late"), star);
    const second = await follows(star, "followers", `?limit=2&cursor=${first.nextCursor}`);
    const third = await follows(star, "followers", `?limit=2&cursor=${second.nextCursor}`);
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ user }) => user.id as string));
    expect(seen.toSorted()).toEqual(fans.toSorted());
  });
});

describe("whatever a few people do to one another at once", () => {
  test.each([1, 2, 3])("counts fit the follows, and none crosses a block (seed %d)", async (seed) => {
    const rng = seededRng(BigInt(seed));
    const pick = (count: number) => Math.floor(rng() * count);
    const ids = await Promise.all(Array.from({ length: 4 }, (_, n) => guest(`Person ${n}`)));
    const acts = Array.from({ length: 60 }, () => {
      const [by, target] = [ids[pick(4)] ?? "", ids[pick(4)] ?? ""];
      const act = [follow, follow, follow, unfollow, block][pick(5)] ?? follow;
      return () => act(by, target);
    });
    // All at once: as many as there are connections run beside one another.
    const answers = await Promise.all(acts.map((act) => act()));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    for (const id of ids) {
      const [followers, following] = [
        await follows(id, "followers", "?limit=100"),
        await follows(id, "following", "?limit=100"),
      ];
      expect(await countsOf(id)).toEqual([followers.items.length, following.items.length]);
      for (const { user } of following.items) {
        expect(await relation(id, user.id)).toMatchObject({ isBlocked: false });
        expect(await relation(user.id, id)).toMatchObject({ isBlocked: false });
      }
    }
  });
});
