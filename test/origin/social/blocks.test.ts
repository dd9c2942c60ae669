import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { changes } from "../../../origin/db/schema/changes.ts";
import { shuns } from "../../../origin/db/schema/social.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema, roomTag } from "../../../shared/schema/internal/changes.ts";
import { broughtAlongSchema } from "../../../shared/schema/internal/hosts.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { friendListSchema, SHUNS_MAX } from "../../../shared/schema/social.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { people } from "./people.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const { guest, befriend, block, unblock, mute, unmute, shunned, relation, friends } = people(() => origin);
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  body["code"] ?? status;
const friendsOf = async (userId: string) =>
  friendListSchema.parse((await origin.ask(internalPath.friends, { params: { userId } })).body);
const news = async (query: string) =>
  changePageSchema.parse((await origin.ask(internalPath.roomNews, { query })).body);
const blockedIds = async (userId: string) =>
  broughtAlongSchema.parse((await origin.ask(internalPath.broughtAlong, { params: { userId } })).body).users;

describe("a block", () => {
  test("ends a friendship, and for the other one is not there: who blocked may take it back first", async () => {
    const [by, target] = [await guest("By"), await guest("Target")];
    await friends(by, target);
    expect((await block(by, target)).status).toBe(204);
    for (const userId of [by, target])
      expect(await friendsOf(userId)).toEqual({ friends: [], incoming: [], outgoing: [] });
    expect(codeOf(await befriend(target, by))).toBe("USER_NOT_FOUND");
    expect(codeOf(await befriend(by, target))).toBe("USER_BLOCKED");
    expect(await relation(by, target)).toMatchObject({ friend: "none", isBlocked: true });
    expect(await relation(target, by)).toMatchObject({ friend: "none", isBlocked: false });
    await unblock(by, target);
    expect(codeOf(await befriend(target, by))).toBe(200);
  });

  test("of both stands until both have taken it back", async () => {
    const [one, other] = [await guest("One"), await guest("Other")];
    await Promise.all([block(one, other), block(other, one)]);
    await unblock(one, other);
    expect(codeOf(await befriend(one, other))).toBe("USER_NOT_FOUND");
    await unblock(other, one);
    expect(codeOf(await befriend(one, other))).toBe(200);
  });

  test("is made and taken back once, however often it is said at once, and told to rooms once each", async () => {
    const [by, target] = [await guest("By"), await guest("Target")];
    const { cursor } = await news("");
    await Promise.all(Array.from({ length: 8 }, () => block(by, target)));
    expect(await blockedIds(by)).toEqual([userIdSchema.parse(target)]);
    await Promise.all(Array.from({ length: 8 }, () => unblock(by, target)));
    expect(await blockedIds(by)).toEqual([]);
    const isAboutThem = sql`${changes.tags} @> ARRAY[${roomTag.blocks(userIdSchema.parse(by))}]`;
    expect(await origin.deps.db.$count(changes, isAboutThem)).toBe(2);
    expect((await news(`?after=${cursor}&waitMs=1000`)).tags).toEqual([
      roomTag.blocks(userIdSchema.parse(by)),
    ]);
  });

  test("is of neither nobody nor oneself", async () => {
    const by = await guest("By");
    expect(codeOf(await block(by, by))).toBe("SHUN_IS_SELF");
    expect(codeOf(await block(by, "usr_nobody"))).toBe("USER_NOT_FOUND");
  });

  test("and an acceptance at once never leave two friends who are apart", async () => {
    for (let round = 0; round < 12; round += 1) {
      const [asked, asking] = [await guest("Asked"), await guest("Asking")];
      await befriend(asking, asked);
      const acts = [() => befriend(asked, asking), () => block(asking, asked)];
      if (round % 2 === 1) acts.reverse();
      await Promise.all(acts.map((act) => act()));
      expect((await friendsOf(asked)).friends).toEqual([]);
      expect(await relation(asking, asked)).toMatchObject({ friend: "none", isBlocked: true });
    }
  });

  test("is one of a bounded number, also where many are made at once", async () => {
    const by = await guest("By");
    const others = await Promise.all(Array.from({ length: 6 }, (_, n) => guest(`Last ${n}`)));
    const filler = await guest("Filler");
    // Rows straight into the table: a thousand people take a while to make, and one does for all but the key.
    await origin.deps.db.execute(
      `INSERT INTO users (id, display_name, role, locale, created_at)
       SELECT 'usr_filler-' || n, 'Filler', 'member', 'en', now() FROM generate_series(1, ${SHUNS_MAX - 3}) n`,
    );
    await origin.deps.db.execute(
      `INSERT INTO shuns (by_id, kind, target_id, created_at)
       SELECT '${by}', 'block', 'usr_filler-' || n, now() FROM generate_series(1, ${SHUNS_MAX - 3}) n`,
    );
    const answers = await Promise.all(others.map((other) => block(by, other)));
    expect(answers.map(codeOf).filter((code) => code === 204)).toHaveLength(3);
    expect(answers.map(codeOf).filter((code) => code === "SHUNS_FULL")).toHaveLength(3);
    expect(await blockedIds(by)).toHaveLength(SHUNS_MAX);
    expect(codeOf(await mute(by, filler))).toBe(204);
  });
});

describe("news for rooms", () => {
  test("wake whoever waits for them, and are not in what edges hear", async () => {
    const [by, target] = [await guest("By"), await guest("Target")];
    const { cursor } = await news("");
    const { body: feed } = await origin.ask(internalPath.changes);
    const startedAtMs = performance.now();
    const waiting = news(`?after=${cursor}&waitMs=20000`);
    await block(by, target);
    expect((await waiting).tags).toEqual([roomTag.blocks(userIdSchema.parse(by))]);
    expect(performance.now() - startedAtMs).toBeLessThan(15_000);
    const { body } = await origin.ask(internalPath.changes, { query: `?after=${feed["cursor"]}` });
    expect(changePageSchema.parse(body).tags).toEqual([]);
  });

  test("of which there are none are an empty answer when the wait is over, or the process ends", async () => {
    const { cursor } = await news("");
    expect(await news(`?after=${cursor}&waitMs=30`)).toMatchObject({ tags: [], isReset: false });
    const stopping = new AbortController();
    const other = await startOrigin({ db: origin.deps.db, stopping: stopping.signal });
    const { body } = await other.ask(internalPath.roomNews);
    const waiting = other.ask(internalPath.roomNews, {
      query: `?after=${changePageSchema.parse(body).cursor}&waitMs=25000`,
    });
    stopping.abort();
    expect((await waiting).status).toBe(200);
    await other.stop();
  });
});

describe("the list of whom somebody keeps away", () => {
  test("is theirs alone, by kind, the newest first, and pages without a gap while it grows", async () => {
    const by = await guest("By");
    const others = await Promise.all(Array.from({ length: 5 }, (_, n) => guest(`Person ${n}`)));
    for (const other of others) {
      origin.clock.nowMs += 1;
      await block(by, other);
    }
    await mute(by, others[0] ?? "");
    const first = await shunned(by, "block", "?limit=2");
    origin.clock.nowMs += 1;
    await block(by, await guest("Late"));
    const second = await shunned(by, "block", `?limit=2&cursor=${first.nextCursor}`);
    const third = await shunned(by, "block", `?limit=2&cursor=${second.nextCursor}`);
    const names = [first, second, third].flatMap(({ items }) => items.map(({ user }) => user.displayName));
    expect(names).toEqual(["Person 4", "Person 3", "Person 2", "Person 1", "Person 0"]);
    expect(third.nextCursor).toBeNull();
    expect((await shunned(by, "mute")).items.map(({ user }) => user.displayName)).toEqual(["Person 0"]);
    expect((await shunned(others[0] ?? "", "block")).items).toEqual([]);
  });

  test("loses a mute that was taken back, which parts nobody", async () => {
    const [by, target] = [await guest("By"), await guest("Target")];
    await friends(by, target);
    await mute(by, target);
    expect(await relation(by, target)).toMatchObject({ friend: "friends", isMuted: true });
    expect(await relation(target, by)).toMatchObject({ friend: "friends", isMuted: false });
    await unmute(by, target);
    expect((await shunned(by, "mute")).items).toEqual([]);
  });

  test("goes with the account", async () => {
    const [by, target] = [await guest("By"), await guest("Target")];
    await block(by, target);
    await origin.deps.db.execute(`DELETE FROM users WHERE id = '${target}'`);
    expect(await blockedIds(by)).toEqual([]);
    expect(await origin.deps.db.$count(shuns)).toBeGreaterThan(0);
  });
});
