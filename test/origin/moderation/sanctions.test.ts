import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { createSanction, KICK_MS } from "../../../origin/moderation/decide-sanction.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { broughtAlongSchema } from "../../../shared/schema/internal/hosts.ts";
import { grantedSessionSchema } from "../../../shared/schema/internal/identity.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { decidedSanctionSchema, standingSchema } from "../../../shared/schema/moderation.ts";
import { searchPageSchema, worldPageSchema } from "../../../shared/schema/public-api.ts";
import type { PlatformRole } from "../../../shared/schema/user.ts";
import { uploadWalk } from "../assets/upload-walk.ts";
import { type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { arrive, decide, enter, outcomeOf, PLAZA, person, registerHost, roomOf } from "./people.ts";

const DAY_MS = 24 * 60 * 60_000;
let origin: OriginWithStore;
beforeEach(async () => {
  origin = await startOriginWithStore({}, { told: false });
});
afterEach(() => origin.stop());

const later = (ms: number) => new Date(origin.clock.nowMs + ms).toISOString();
const user = (id: string) => ({ kind: "user", id });
const EVERYWHERE = { kind: "platform", id: null };
const ban = (as: string, id: string, scope: object = EVERYWHERE, until: string | null = null) =>
  decide(origin, as, { kind: "ban", target: user(id), scope, until });
const idOf = async (answer: Promise<{ body: unknown }>) =>
  decidedSanctionSchema.parse((await answer).body).id;
const lift = (as: string, sanctionId: string) =>
  origin.ask(internalPath.liftSanction, { as, params: { sanctionId }, json: { reason: "a mistake" } });
const held = async (userId: string) =>
  broughtAlongSchema.parse((await origin.ask(internalPath.broughtAlong, { params: { userId } })).body)
    .sanctions;
const standing = async (userId: string) =>
  standingSchema.parse((await origin.ask(internalPath.standing, { params: { userId } })).body);
const roomNewsCursor = async () =>
  changePageSchema.parse((await origin.ask(internalPath.roomNews)).body).cursor;
const roomNews = async (after: string) =>
  changePageSchema.parse((await origin.ask(internalPath.roomNews, { query: `?after=${after}` })).body).tags;

describe("a ban from all of Hiroba", () => {
  test("ends every session at once; who signs in again may do nothing but read what was decided, and appeal", async () => {
    const moderator = await person(origin, "moderator");
    const issuer = "https://idp.test";
    const signIn = async () =>
      grantedSessionSchema.parse(
        (
          await origin.ask(internalPath.resolveUser, {
            json: { issuer, subject: "s", displayName: "Bad", locale: "ja" },
          })
        ).body,
      );
    const first = await signIn();
    const refresh = (refreshToken: string) =>
      origin.ask(internalPath.rotateSession, { json: { refreshToken } });
    const { id } = first.user;
    expect((await ban(moderator, id)).status).toBe(201);
    expect(outcomeOf(await refresh(first.refreshToken))).toBe("401 SESSION_ENDED");
    const again = await signIn();
    expect([first.roles, again.roles]).toEqual([["member"], ["banned"]]);
    expect(await standing(id)).toMatchObject({ ban: { reason: "because", until: null } });
    // It is asked anew whenever the session goes on.
    const refreshed = grantedSessionSchema.parse((await refresh(again.refreshToken)).body);
    expect(refreshed.roles).toEqual(["banned"]);
  });

  test("keeps somebody from entering and from every write, and says until when", async () => {
    const moderator = await person(origin, "moderator");
    const bad = await person(origin);
    const friend = await person(origin);
    await registerHost(origin);
    const until = later(DAY_MS);
    await ban(moderator, bad, EVERYWHERE, until);
    const refused = await enter(origin, bad);
    expect(refused).toMatchObject({
      status: 403,
      body: { code: "BANNED", errors: [{ name: "until", limit: until }] },
    });
    expect(String(refused.body["detail"])).toContain(until);
    const writes = [
      origin.ask(internalPath.worlds, { as: bad, json: { name: "Mine" } }),
      origin.ask(internalPath.friend, { params: { userId: bad, friendId: friend }, method: "PUT" }),
      origin.ask(internalPath.reports, { as: bad, json: { target: user(friend), reason: "spam" } }),
      origin.ask(internalPath.user, { params: { userId: bad }, method: "PATCH", json: { bio: "hello" } }),
      origin.ask(internalPath.wearAvatar, {
        params: { userId: bad },
        method: "PUT",
        json: { avatarId: null },
      }),
    ];
    for (const write of writes) expect(outcomeOf(await write)).toBe("403 BANNED");
    expect((await origin.ask(internalPath.friends, { params: { userId: bad } })).status).toBe(200);
    origin.clock.nowMs += DAY_MS + 1;
    await registerHost(origin);
    expect((await enter(origin, bad)).status).toBe(200);
  });

  test("takes the places that were kept for them, and is over when it is lifted", async () => {
    const moderator = await person(origin, "moderator");
    const bad = await person(origin);
    await registerHost(origin);
    roomOf(await enter(origin, bad));
    const id = await idOf(ban(moderator, bad));
    expect(await origin.deps.db.query.reservations.findMany()).toEqual([]);
    expect(outcomeOf(await lift(await person(origin, "moderator"), id))).toBe("200");
    expect(outcomeOf(await lift(moderator, id))).toBe("409 SANCTION_LIFTED");
    expect((await enter(origin, bad)).status).toBe(200);
    expect((await standing(bad)).sanctions).toMatchObject([{ id, state: "lifted" }]);
  });
});

describe("what is decided about somebody", () => {
  test("is told to rooms: that it changed, and, asked, what holds", async () => {
    const moderator = await person(origin, "moderator");
    const bad = await person(origin);
    const cursor = await roomNewsCursor();
    const until = later(DAY_MS);
    await decide(origin, moderator, { kind: "warn", target: user(bad) });
    expect(await roomNews(cursor)).toEqual([]);
    const mute = await idOf(
      decide(origin, moderator, {
        kind: "mute",
        target: user(bad),
        scope: { kind: "world", id: PLAZA },
        until,
      }),
    );
    expect(await roomNews(cursor)).toEqual([`sanctions:${bad}`]);
    await decide(origin, moderator, { kind: "kick", target: user(bad), scope: { kind: "room", id: "rm_x" } });
    const untilMs = Date.parse(until);
    expect(await held(bad)).toEqual([
      { kind: "mute", scope: "world", scopeId: PLAZA, untilMs, reason: "because" },
      {
        kind: "ban",
        scope: "room",
        scopeId: "rm_x",
        untilMs: origin.clock.nowMs + KICK_MS,
        reason: "because",
      },
    ]);
    await lift(moderator, mute);
    origin.clock.nowMs += KICK_MS + 1;
    expect(await held(bad)).toEqual([]);
    expect((await standing(bad)).sanctions.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      "kick over",
      "mute lifted",
      "warn over",
    ]);
  });

  test("for a world or a room keeps them from that one alone", async () => {
    const moderator = await person(origin, "moderator");
    const [fromWorld, fromRoom] = [await person(origin), await person(origin)];
    const hostId = await registerHost(origin);
    const room = roomOf(await enter(origin, fromRoom));
    await arrive(origin, room, hostId, [fromRoom]);
    await ban(moderator, fromWorld, { kind: "world", id: PLAZA });
    expect(outcomeOf(await enter(origin, fromWorld))).toBe("403 BANNED");
    expect((await enter(origin, fromWorld, "wld_sunset-stage")).status).toBe(200);
    await ban(moderator, fromRoom, { kind: "room", id: room });
    const elsewhere = roomOf(await enter(origin, fromRoom));
    expect(elsewhere).not.toBe(room);
    const intoRoom = (as: string) =>
      origin.ask(internalPath.enter, {
        json: { kind: "world", id: PLAZA, room, regionHint: null, ifFull: "refuse" },
        as,
      });
    expect(outcomeOf(await intoRoom(fromRoom))).toBe("403 BANNED");
    expect(roomOf(await intoRoom(await person(origin)))).toBe(room);
  });

  test("is decided by somebody higher, about somebody there is, and ends at a moment to come", async () => {
    const of: Record<PlatformRole, string> = {
      user: await person(origin),
      moderator: await person(origin, "moderator"),
      admin: await person(origin, "admin"),
    };
    const other = { moderator: await person(origin, "moderator"), admin: await person(origin, "admin") };
    const about = async (by: string, target: string) =>
      outcomeOf(await decide(origin, by, { kind: "warn", target: user(target) }));
    expect(await about(of.user, other.moderator)).toBe("403 PLATFORM_ROLE_REQUIRED");
    for (const target of [of.moderator, other.moderator, of.admin])
      expect(await about(of.moderator, target)).toBe("403 TARGET_NOT_LOWER");
    expect(await about(of.moderator, of.user)).toBe("201");
    expect(await about(of.admin, of.moderator)).toBe("201");
    expect(await about(of.admin, other.admin)).toBe("403 TARGET_NOT_LOWER");
    expect(await about(of.admin, of.admin)).toBe("403 TARGET_NOT_LOWER");
    expect(await about(of.admin, "usr_nobody")).toBe("404 USER_NOT_FOUND");
    for (const until of [later(-1), later(4_000 * DAY_MS)])
      expect(outcomeOf(await ban(of.moderator, of.user, EVERYWHERE, until))).toBe("422 SANCTION_TIME_WRONG");
    const ofGone = { kind: "warn", target: user(of.user), report: newId("report") };
    expect(outcomeOf(await decide(origin, of.moderator, ofGone))).toBe("404 REPORT_NOT_FOUND");
  });
});

describe("a takedown", () => {
  test("of a world hides it from lists, search, its own page and the door, closes its rooms, and can be lifted", async () => {
    const moderator = await person(origin, "moderator");
    const owner = await person(origin);
    const hostId = await registerHost(origin);
    const made = await origin.ask(internalPath.worlds, { as: owner, json: { name: "Forbidden" } });
    const worldId = String(made.body["id"]);
    const room = roomOf(await enter(origin, owner, worldId));
    await arrive(origin, room, hostId, [owner]);
    const seen = async () => {
      const listed = worldPageSchema.parse(
        (await origin.ask(internalPath.worlds, { query: "?limit=100" })).body,
      );
      const found = searchPageSchema.parse(
        (await origin.ask(internalPath.search, { query: "?q=Forbidden" })).body,
      );
      return {
        listed: listed.items.some(({ id }) => (id as string) === worldId),
        found: found.items.length,
        page: (await origin.ask(internalPath.world, { params: { worldId } })).status,
        rooms: (await origin.ask(internalPath.worldRooms, { params: { worldId } })).status,
        door: outcomeOf(await enter(origin, owner, worldId)),
        spec: (
          await origin.ask(internalPath.roomSpec, { params: { roomId: room }, query: `?host=${hostId}` })
        ).status,
      };
    };
    expect(await seen()).toEqual({ listed: true, found: 1, page: 200, rooms: 200, door: "200", spec: 200 });
    const [edges, hosts] = [
      changePageSchema.parse((await origin.ask(internalPath.changes)).body).cursor,
      await roomNewsCursor(),
    ];
    const id = await idOf(
      decide(origin, moderator, { kind: "takedown", target: { kind: "world", id: worldId } }),
    );
    expect(await seen()).toEqual({
      listed: false,
      found: 0,
      page: 404,
      rooms: 404,
      door: "404 WORLD_NOT_FOUND",
      spec: 404,
    });
    const told = await origin.ask(internalPath.changes, { query: `?after=${edges}` });
    expect(changePageSchema.parse(told.body).tags.toSorted()).toEqual([`world:${worldId}`, "worlds"]);
    expect(await roomNews(hosts)).toEqual([`room:${room}`]);
    // Its owner still has it, and what they make of it changes nothing.
    expect((await standing(owner)).sanctions).toMatchObject([{ kind: "takedown", state: "in-force" }]);
    const renamed = await origin.ask(internalPath.world, {
      as: owner,
      method: "PATCH",
      params: { worldId },
      json: { visibility: "public" },
    });
    expect(renamed.status).toBe(200);
    expect(await seen()).toMatchObject({ listed: false, page: 404 });
    const second = await idOf(
      decide(origin, moderator, { kind: "takedown", target: { kind: "world", id: worldId } }),
    );
    await lift(moderator, id);
    expect((await seen()).page).toBe(404);
    await lift(moderator, second);
    expect(await seen()).toMatchObject({ listed: true, found: 1, page: 200, door: "200" });
  });

  test("of an avatar hides it, takes it off whoever wears it, and tells rooms and edges", async () => {
    const walk = uploadWalk(origin);
    const moderator = await person(origin, "moderator");
    const [owner, wearer] = [await person(origin), await person(origin)];
    const avatarId = await walk.publish(owner);
    const wear = (userId: string) =>
      origin.ask(internalPath.wearAvatar, { params: { userId }, method: "PUT", json: { avatarId } });
    expect((await wear(wearer)).status).toBe(200);
    const [edges, hosts] = [
      changePageSchema.parse((await origin.ask(internalPath.changes)).body).cursor,
      await roomNewsCursor(),
    ];
    await decide(origin, moderator, { kind: "takedown", target: { kind: "asset", id: avatarId } });
    expect((await origin.ask(internalPath.avatar, { params: { avatarId } })).status).toBe(404);
    expect(((await origin.ask(internalPath.avatars)).body["items"] as unknown[]).length).toBe(0);
    expect(outcomeOf(await wear(owner))).toBe("404 ASSET_NOT_FOUND");
    const me = await origin.ask(internalPath.user, { params: { userId: wearer } });
    expect(me.body["avatarId"]).toBeNull();
    const told = await origin.ask(internalPath.changes, { query: `?after=${edges}` });
    expect(changePageSchema.parse(told.body).tags.toSorted()).toEqual([
      `asset:${avatarId}`,
      "avatars",
      "store",
      `user:${wearer}`,
    ]);
    expect(await roomNews(hosts)).toEqual([`asset:${avatarId}`]);
  });

  test("of many files leaves the database to others while the store does not answer", async () => {
    const moderator = await person(origin, "moderator");
    const walk = uploadWalk(origin);
    const owner = await person(origin);
    // More than the pool has connections, no two of the same bytes.
    const assetIds: string[] = [];
    while (assetIds.length < 12) {
      const file = `avatars/${assetIds.length}`;
      assetIds.push(await walk.publish(owner, { objectKey: `${file}.vrm`, thumbnailKey: `${file}.png` }));
    }
    const { promise: answer, resolve: answers } = Promise.withResolvers<null>();
    const store = { ...origin.deps.store, head: () => answer };
    const takeDown = (id: string) =>
      createSanction({ ...origin.deps, store }, moderator, {
        kind: "takedown",
        target: { kind: "asset", id },
        reason: "because",
        until: null,
      });
    try {
      await Promise.all(assetIds.map(takeDown));
      expect([...(await origin.deps.db.execute(sql`SELECT 1 AS one`))]).toEqual([{ one: 1 }]);
    } finally {
      answers(null);
    }
  });
});
