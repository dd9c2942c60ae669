import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { eraseDue } from "../../../origin/account/erase-account.ts";
import { CHANGES_KEPT_MS, sweepChanges } from "../../../origin/changes/sweep-changes.ts";
import { FRESH_SIGN_IN_MS } from "../../../origin/sessions/require-signed-in.ts";
import { allWorlds } from "../../../origin/worlds/index-world.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { broughtAlongSchema } from "../../../shared/schema/internal/hosts.ts";
import { ACTING_SESSION_HEADER, internalPath } from "../../../shared/schema/internal-api.ts";
import {
  DELIVERY_BUCKET,
  type OriginWithStore,
  startOriginWithStore,
  UPLOAD_BUCKET,
} from "../origin-with-store.ts";
import { runJobs } from "../run-jobs.ts";
import { leaveTraces, like, likeCountOf, type Person, signIn, tracesOf } from "./account-walk.ts";

const DAY_MS = 24 * 60 * 60_000;

let origin: OriginWithStore;
beforeAll(async () => {
  origin = await startOriginWithStore();
});
afterAll(() => origin.stop());

const leave = ({ userId, sessionId }: Person) =>
  origin.ask(internalPath.account, { method: "DELETE", params: { userId }, session: sessionId });
const restore = ({ userId }: Person) =>
  origin.ask(internalPath.restoreAccount, { method: "POST", params: { userId } });
const getUser = async ({ userId }: Person) => origin.ask(internalPath.user, { params: { userId } });
const lookAtEraseJobs = async () => {
  await eraseDue(origin.deps);
  return runJobs(origin);
};
/** The feed of changes says of an id, for a day, that what was under it looks different. */
const forgetChanges = async () => {
  origin.clock.nowMs += CHANGES_KEPT_MS + 1;
  await sweepChanges(origin.deps);
};
const isThere = async (bucket: string, key: string) => (await origin.store.head({ bucket, key })) !== null;

const heldIn = async ({ userId }: Person) =>
  broughtAlongSchema.parse((await origin.ask(internalPath.broughtAlong, { params: { userId } })).body)
    .sanctions;
const news = async (after = "") =>
  changePageSchema.parse((await origin.ask(internalPath.roomNews, { query: after })).body);

describe("leaving", () => {
  test("ends what one does in rooms, as a ban from everywhere does, until one comes back", async () => {
    const me = await signIn(origin, "walker");
    expect(await heldIn(me)).toEqual([]);
    const { cursor } = await news();
    expect((await leave(me)).status).toBe(202);
    const told = await news(`?after=${cursor}`);
    expect(told.tags).toEqual([`sanctions:${me.userId}`]);
    expect(await heldIn(me)).toMatchObject([{ kind: "ban", scope: "platform", untilMs: null }]);
    expect((await restore(me)).status).toBe(200);
    expect((await news(`?after=${told.cursor}`)).tags).toEqual([`sanctions:${me.userId}`]);
    expect(await heldIn(me)).toEqual([]);
  });

  test("once the account is erased, a ticket that was out still opens no room", async () => {
    const userId = userIdSchema.parse((await origin.createGuest()).userId);
    const guest = { userId, sessionId: await origin.sessionOf(userId) };
    expect((await leave(guest)).status).toBe(202);
    await lookAtEraseJobs();
    expect((await getUser(guest)).status).toBe(404);
    expect(await heldIn(guest)).toMatchObject([{ kind: "ban" }]);
  });

  test("needs a sign-in of the last ten minutes, and one that goes on", async () => {
    const me = await signIn(origin, "stale");
    origin.clock.nowMs += FRESH_SIGN_IN_MS + 1;
    expect((await leave(me)).body["code"]).toBe("SIGN_IN_NOT_FRESH");
    const other = await signIn(origin, "somebody-else");
    expect((await leave({ ...me, sessionId: other.sessionId })).body["code"]).toBe("SESSION_ENDED");
    const again = await signIn(origin, "stale");
    expect((await leave(again)).status).toBe(202);
  });

  test("signs out everywhere and hides everything; what was written meanwhile is refused, and coming back undoes it all", async () => {
    const [me, friend] = [await signIn(origin, "sora"), await signIn(origin, "riku")];
    const { worldId, assetId, eventId } = await leaveTraces(origin, me, friend, "avatars/sora.vrm");
    await like(origin, friend, worldId);
    const seen = async () => {
      const world = await origin.ask(internalPath.world, { params: { worldId } });
      const avatar = await origin.ask(internalPath.avatar, { params: { avatarId: assetId } });
      const profile = await origin.ask(internalPath.profile, { params: { userId: me.userId } });
      const found = await origin.ask(internalPath.search, { query: "?q=sora&limit=20" });
      const event = await origin.ask(internalPath.event, { params: { eventId } });
      const events = await origin.ask(internalPath.events, { query: "?limit=100" });
      const listed = await origin.ask(internalPath.worlds, { query: "?limit=100" });
      return {
        world: world.status,
        avatar: avatar.status,
        event: event.status,
        isPlanned: (events.body["items"] as { id: string }[]).some(({ id }) => id === eventId),
        profile: profile.status,
        found: (found.body["items"] as unknown[]).length,
        isListed: (listed.body["items"] as { id: string }[]).some(({ id }) => id === worldId),
      };
    };
    const before = await seen();
    expect(before).toEqual({
      world: 200,
      avatar: 200,
      event: 200,
      isPlanned: true,
      profile: 200,
      found: 4,
      isListed: true,
    });

    const left = await leave(me);
    expect(left.body).toEqual({
      eraseAt: new Date(origin.clock.nowMs + 14 * DAY_MS).toISOString(),
      canRestore: true,
    });
    expect(await seen()).toEqual({
      world: 404,
      avatar: 404,
      event: 404,
      isPlanned: false,
      profile: 404,
      found: 0,
      isListed: false,
    });
    expect(
      (await origin.ask(internalPath.sessions, { params: { userId: me.userId } })).body["items"],
    ).toEqual([]);
    const written = await origin.ask(internalPath.worlds, {
      as: me.userId,
      json: { name: "Afterthought", description: "" },
      headers: { "idempotency-key": "after" },
    });
    expect(written.body["code"]).toBe("ACCOUNT_LEAVING");
    const renamed = await origin.ask(internalPath.user, {
      method: "PATCH",
      params: { userId: me.userId },
      json: { displayName: "Ghost" },
    });
    expect(renamed.body["code"]).toBe("ACCOUNT_LEAVING");

    const back = await signIn(origin, "sora");
    expect(back.userId).toBe(me.userId);
    expect((await getUser(back)).body["eraseAt"]).toBe(String(left.body["eraseAt"]));
    expect((await restore(back)).body["eraseAt"]).toBeNull();
    expect(await seen()).toEqual(before);
    expect(await likeCountOf(origin, worldId)).toBe(1);
    expect((await restore(back)).body["code"]).toBe("ACCOUNT_NOT_LEAVING");
  });

  test("what is made findable anew while it is hidden stays hidden", async () => {
    const me = await signIn(origin, "renewed");
    const { worldId } = await leaveTraces(origin, me, await signIn(origin, "riku"), "avatars/renewed.vrm");
    await leave(me);
    for (const world of await allWorlds.list(origin.deps.db, "", 1_000))
      await allWorlds.index(origin.deps.db, world);
    const listed = await origin.ask(internalPath.worlds, { query: "?limit=100" });
    expect((listed.body["items"] as { id: string }[]).map(({ id }) => id)).not.toContain(worldId);
  });

  test("an account is there on day 13, and can come back", async () => {
    const me = await signIn(origin, "day-13");
    await leave(me);
    origin.clock.nowMs += 13 * DAY_MS;
    await lookAtEraseJobs();
    expect((await restore(me)).status).toBe(200);
    origin.clock.nowMs += 2 * DAY_MS;
    await lookAtEraseJobs();
    expect((await getUser(me)).status).toBe(200);
  });

  test("from day 14 on nobody can come back, and the account is erased once somebody looks", async () => {
    const me = await signIn(origin, "day-14");
    await leave(me);
    origin.clock.nowMs += 14 * DAY_MS;
    expect((await restore(me)).body["code"]).toBe("ACCOUNT_ERASING");
    expect(await lookAtEraseJobs()).toContain("account.erase");
    expect((await getUser(me)).status).toBe(404);
  });

  test("on day 15 no row and no file of the account is left, but what others share, and visits that are nobody's", async () => {
    const [me, friend] = [await signIn(origin, "mizuki"), await signIn(origin, "haru")];
    const mine = await leaveTraces(origin, me, friend, "avatars/mizuki.vrm");
    const theirs = await leaveTraces(origin, friend, me, "avatars/haru.vrm");
    // Equal bytes lie under one key: the friend has the same avatar.
    await origin.deps.db.execute(
      sql`UPDATE assets SET thumbnail_key = 'thumbnails/both.webp' WHERE owner_id IN (${me.userId}, ${friend.userId})`,
    );
    await origin.store.put({ bucket: DELIVERY_BUCKET, key: "thumbnails/both.webp" }, new Uint8Array(1), {
      contentType: "image/webp",
      cacheControl: "no-store",
    });
    await like(origin, me, theirs.worldId);
    await like(origin, friend, mine.worldId);
    await origin.ask(internalPath.accountExport, { method: "POST", params: { userId: me.userId } });
    await runJobs(origin);
    expect(await likeCountOf(origin, theirs.worldId)).toBe(1);
    await leave(me);
    origin.clock.nowMs += 15 * DAY_MS;
    expect(await lookAtEraseJobs()).toContain("account.remove-files");
    await forgetChanges();

    expect(await tracesOf(origin, me.userId)).toEqual([]);
    expect(await tracesOf(origin, "mizuki")).toEqual([]);
    expect(await tracesOf(origin, mine.worldId)).toEqual([]);
    expect(await isThere(DELIVERY_BUCKET, "avatars/mizuki.vrm")).toBe(false);
    expect(await isThere(UPLOAD_BUCKET, mine.uploadKey)).toBe(false);
    expect(await isThere(DELIVERY_BUCKET, "thumbnails/both.webp")).toBe(true);
    expect(await isThere(DELIVERY_BUCKET, "avatars/haru.vrm")).toBe(true);
    expect(await likeCountOf(origin, theirs.worldId)).toBe(0);
    const [visitors] = await origin.deps.db.execute<{ nobody: number; friend: number }>(
      sql`SELECT count(*) FILTER (WHERE user_id IS NULL)::int AS nobody,
          count(*) FILTER (WHERE user_id = ${friend.userId})::int AS friend
        FROM visits JOIN rooms ON rooms.id = visits.room_id WHERE rooms.world_id = ${theirs.worldId}`,
    );
    expect(visitors).toEqual({ nobody: 1, friend: 1 });
    expect((await getUser(friend)).status).toBe(200);
    const [counts] = await origin.deps.db.execute<{ followers: number; following: number }>(
      sql`SELECT follower_count AS followers, following_count AS following FROM users WHERE id = ${friend.userId}`,
    );
    expect(counts).toEqual({ followers: 0, following: 0 });
  });

  test("a guest, who could never come back, is erased at once, however old the session", async () => {
    const { userId } = await origin.createGuest("Passer-by");
    const sessionId = await origin.sessionOf(userId);
    origin.clock.nowMs += DAY_MS;
    const left = await leave({ userId: userId as Person["userId"], sessionId });
    expect(left.body).toEqual({ eraseAt: new Date(origin.clock.nowMs).toISOString(), canRestore: false });
    await runJobs(origin);
    await forgetChanges();
    expect(await tracesOf(origin, userId)).toEqual([]);
  });

  test("needs the session that acts to be named", async () => {
    const { userId } = await signIn(origin, "nameless");
    const answer = await origin.ask(internalPath.account, { method: "DELETE", params: { userId } });
    expect(answer.status).toBe(401);
    expect(String(answer.body["detail"])).toContain(ACTING_SESSION_HEADER);
  });
});
