// Versions of worlds on a real database: drafts, beta, live and back again; and who may do what with them.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { assets } from "../../../origin/db/schema/users.ts";
import { type AssetId, newId, type UserId, userIdSchema, worldIdSchema } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { VERSIONS_MAX } from "../../../shared/schema/world-version.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
let owner: UserId;
beforeAll(async () => {
  origin = await startOrigin();
});
// One user has only so many worlds.
beforeEach(async () => {
  owner = await guest("Owner");
});
afterAll(() => origin.stop());

const guest = async (name?: string) => userIdSchema.parse((await origin.createGuest(name)).userId);
const makeWorld = async (world: object = {}) => {
  const json = { name: `World ${crypto.randomUUID()}`, ...world };
  return worldIdSchema.parse((await origin.ask(internalPath.worlds, { as: owner, json })).body["id"]);
};
const draft = (worldId: string, json: object = {}, as: string = owner) =>
  origin.ask(internalPath.worldVersions, { params: { worldId }, json, as });
const publish = (worldId: string, number: number, json: object = {}, as: string = owner) =>
  origin.ask(internalPath.publishVersion, { params: { worldId, number: String(number) }, json, as });
const change = (worldId: string, number: number, json: object, as: string = owner) =>
  origin.ask(internalPath.worldVersion, {
    params: { worldId, number: String(number) },
    json,
    as,
    method: "PATCH",
  });
const states = async (worldId: string) => {
  const { body } = await origin.ask(internalPath.worldVersions, { params: { worldId }, as: owner });
  return (body["items"] as { number: number; state: string }[]).map((v) => `${v.number} ${v.state}`);
};
const world = async (worldId: string, as: string | null = null) =>
  as === null
    ? origin.ask(internalPath.world, { params: { worldId } })
    : origin.ask(internalPath.ownWorld, { params: { worldId, userId: as } });
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  `${status} ${body["code"] ?? ""}`.trim();

async function befriend(a: UserId, b: UserId): Promise<void> {
  for (const [userId, friendId] of [
    [a, b],
    [b, a],
  ] as const)
    await origin.ask(internalPath.friend, { params: { userId, friendId }, method: "PUT" });
}

async function member(worldId: string, role: "editor" | "tester"): Promise<UserId> {
  const userId = await guest(role);
  await befriend(owner, userId);
  const answer = await origin.ask(internalPath.worldMember, {
    params: { worldId, userId },
    method: "PUT",
    json: { role },
    as: owner,
  });
  expect(answer.status).toBe(200);
  return userId;
}

async function asset(ownerId: UserId, kind: "world" | "audio" | "image", facts: object): Promise<AssetId> {
  const id = newId("asset");
  await origin.deps.db.insert(assets).values({
    id,
    kind,
    ownerId,
    name: kind,
    objectKey: `asset/${id}`,
    sha256: "0".repeat(64),
    sizeBytes: 10,
    thumbnailKey: null,
    licence: null,
    facts: facts as never,
    createdAt: new Date(origin.clock.nowMs),
  });
  return id;
}

describe("a version", () => {
  test("begins as a draft like the live one, is changed, tried, made live, and gives way to the one before", async () => {
    const id = await makeWorld({ capacity: 9 });
    expect(await states(id)).toEqual(["1 live"]);
    const made = await draft(id, { settings: { skyColor: "#102030" }, note: "darker" });
    expect(made).toMatchObject({
      status: 201,
      body: { number: 2, state: "draft", capacity: 9, note: "darker", author: { id: owner } },
    });
    expect((await change(id, 2, { capacity: 5 })).body).toMatchObject({
      capacity: 5,
      settings: { skyColor: "#102030" },
    });
    expect((await world(id)).body).toMatchObject({ capacity: 9, version: 1 });

    expect((await publish(id, 2, { channel: "beta" })).body["state"]).toBe("beta");
    expect((await world(id)).body).toMatchObject({ capacity: 9, version: 1 });
    await publish(id, 2);
    expect(await states(id)).toEqual(["2 live", "1 past"]);
    expect((await world(id)).body).toMatchObject({
      capacity: 5,
      version: 2,
      settings: { skyColor: "#102030" },
    });
    await publish(id, 1);
    expect(await states(id)).toEqual(["2 past", "1 live"]);
    expect((await world(id)).body).toMatchObject({ capacity: 9, version: 1 });
  });

  test("is a draft to be changed or thrown away, and never again once it was published", async () => {
    const id = await makeWorld();
    await draft(id);
    await draft(id, { from: 2 });
    const remove = (number: number) =>
      origin.ask(internalPath.worldVersion, {
        params: { worldId: id, number: String(number) },
        method: "DELETE",
        as: owner,
      });
    expect((await remove(3)).status).toBe(204);
    await publish(id, 2, { channel: "beta" });
    for (const number of [1, 2]) {
      expect(codeOf(await change(id, number, { capacity: 3 }))).toBe("409 VERSION_NOT_DRAFT");
      expect(codeOf(await remove(number))).toBe("409 VERSION_NOT_DRAFT");
    }
    expect(codeOf(await change(id, 3, { capacity: 3 }))).toBe("404 VERSION_NOT_FOUND");
    expect(codeOf(await draft(id, { from: 77 }))).toBe("404 VERSION_NOT_FOUND");
    expect(codeOf(await draft(id, { settings: { halfSizeM: 5, spawn: [6, 0, 0] } }))).toBe(
      "422 WORLD_SPAWN_OUTSIDE",
    );
  });

  test("that was tried and gave way to another is past, and changed no more", async () => {
    const id = await makeWorld();
    await draft(id);
    await draft(id);
    await publish(id, 2, { channel: "beta" });
    await publish(id, 3, { channel: "beta" });
    expect(await states(id)).toEqual(["3 beta", "2 past", "1 live"]);
    expect(codeOf(await change(id, 2, { capacity: 3 }))).toBe("409 VERSION_NOT_DRAFT");
  });

  test("of which there is one live and one beta, however many are published at once", async () => {
    const id = await makeWorld();
    for (let n = 2; n <= 7; n += 1) await draft(id);
    const all = await Promise.all(
      [2, 3, 4, 5, 6, 7].map((n) => publish(id, n, { channel: n % 2 === 0 ? "live" : "beta" })),
    );
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const after = await states(id);
    expect(after.filter((state) => state.endsWith("live"))).toHaveLength(1);
    expect(after.filter((state) => state.endsWith("beta"))).toHaveLength(1);
    const live = Number(after.find((state) => state.endsWith("live"))?.split(" ")[0]);
    expect((await world(id)).body["version"]).toBe(live);
  });

  test("comes of itself from a change of what rooms are made of; what is not sent stays", async () => {
    const id = await makeWorld({ settings: { voice: { mode: "off", k: 0, radiusM: 5 } } });
    const patch = (json: object) =>
      origin.ask(internalPath.world, { params: { worldId: id }, json, as: owner, method: "PATCH" });
    await patch({ description: "only words" });
    expect(await states(id)).toEqual(["1 live"]);
    expect((await patch({ settings: { skyColor: "#000000" } })).body).toMatchObject({
      version: 2,
      settings: { skyColor: "#000000", voice: { mode: "off", k: 0, radiusM: 5 } },
    });
    expect(await states(id)).toEqual(["2 live", "1 past"]);
  });

  test("is one of a hundred; the oldest past one goes for a new one, and drafts do not", async () => {
    const id = await makeWorld();
    for (let n = 2; n <= VERSIONS_MAX; n += 1) await draft(id);
    expect(codeOf(await draft(id))).toBe("409 VERSIONS_FULL");
    await publish(id, VERSIONS_MAX);
    expect((await draft(id)).body["number"]).toBe(VERSIONS_MAX + 1);
    expect(await states(id)).not.toContain("1 past");
  });
});

describe("a world that begins as a draft", () => {
  test("is found, seen and entered by nobody but those who work on it, until a version is live", async () => {
    const name = `Hidden ${crypto.randomUUID()}`;
    const id = await makeWorld({ name, begins: "draft" });
    const listed = async () =>
      ((await origin.ask(internalPath.worlds, { query: "?limit=100" })).body["items"] as { id: string }[])
        .map((item) => item.id)
        .includes(id);
    const stranger = await guest();
    expect(await listed()).toBe(false);
    expect((await world(id)).status).toBe(404);
    expect((await world(id, stranger)).status).toBe(404);
    expect((await world(id, owner)).body).toMatchObject({ name, version: null });
    expect(await states(id)).toEqual(["1 draft"]);
    await publish(id, 1);
    expect(await listed()).toBe(true);
    expect((await world(id)).body["version"]).toBe(1);
  });
});

describe("files of a version", () => {
  test("are of the kind and platform they are wanted for, and of those who work on the world", async () => {
    const id = await makeWorld();
    const editor = await member(id, "editor");
    const glb = await asset(owner, "world", { format: "glb" });
    const bundle = await asset(editor, "world", { format: "unity-bundle", platform: "ios" });
    const bgm = await asset(owner, "audio", { format: "audio" });
    const theirs = await asset(await guest(), "world", { format: "glb" });
    const good = { glb, bundles: { ios: bundle }, bgm };
    expect((await draft(id, { content: good })).body["content"]).toEqual(good);

    const refused = await draft(id, {
      content: { glb: theirs, bundles: { windows: bundle, ios: glb }, bgm: newId("asset") },
    });
    expect(codeOf(refused)).toBe("422 WORLD_CONTENT_INVALID");
    expect((refused.body["errors"] as { name: string }[]).map(({ name }) => name).toSorted()).toEqual([
      "content.bgm",
      "content.bundles.ios",
      "content.bundles.windows",
      "content.glb",
    ]);

    await publish(id, 2);
    const entered = await enter(id, await guest());
    expect(entered.content).toMatchObject({
      glb: { id: glb },
      bundles: { ios: { id: bundle } },
      bgm: { id: bgm },
    });
  });
});

/** The spec of the room that `userId` would enter. */
async function enter(worldId: string, userId: string, kind: "world" | "beta" = "world") {
  const hostId = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region: "here",
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
      participantsMax: 100,
      roomsMax: 100,
      build: "test",
    },
  });
  const { body } = await origin.ask(internalPath.enter, {
    json: { kind, id: worldId, regionHint: null },
    as: userId,
  });
  const place = body["place"] as { room: string; hostId: string } | undefined;
  if (place === undefined) throw new Error(JSON.stringify(body));
  const spec = await origin.ask(internalPath.roomSpec, {
    params: { roomId: place.room },
    query: `?host=${place.hostId}`,
  });
  return roomSpecSchema.parse(spec.body);
}

describe("the beta", () => {
  test("is a room of its own, made of that version, for those who work on the world and nobody else", async () => {
    const id = await makeWorld();
    const tester = await member(id, "tester");
    const enterBeta = (as: string) =>
      origin.ask(internalPath.enter, { json: { kind: "beta", id, regionHint: null }, as });
    expect(codeOf(await enterBeta(tester))).toBe("404 VERSION_NOT_FOUND");
    await draft(id, { capacity: 3 });
    await publish(id, 2, { channel: "beta" });
    expect(codeOf(await enterBeta(await guest()))).toBe("403 WORLD_BETA_CLOSED");
    const tried = await enter(id, tester, "beta");
    const live = await enter(id, tester);
    expect([tried.version, tried.capacity, live.version]).toEqual([2, 3, 1]);
    expect(tried.room).not.toBe(live.room);
    const rooms = (await origin.ask(internalPath.worldRooms, { params: { worldId: id } })).body["items"];
    expect((rooms as { id: string }[]).map((room) => room.id)).toEqual([live.room]);
  });
});

describe("permissions", () => {
  type Standing = "owner" | "editor" | "tester" | "friend" | "stranger";
  const DOES: Readonly<
    Record<
      string,
      {
        readonly may: readonly Standing[];
        readonly path: string;
        readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
        readonly json?: object;
      }
    >
  > = {
    "lists versions": { may: ["owner", "editor", "tester"], path: internalPath.worldVersions, method: "GET" },
    "begins a draft": {
      may: ["owner", "editor"],
      path: internalPath.worldVersions,
      method: "POST",
      json: {},
    },
    "changes a draft": {
      may: ["owner", "editor"],
      path: internalPath.worldVersion,
      method: "PATCH",
      json: {},
    },
    publishes: { may: ["owner", "editor"], path: internalPath.publishVersion, method: "POST", json: {} },
    "lists members": { may: ["owner", "editor", "tester"], path: internalPath.worldMembers, method: "GET" },
    "makes members": {
      may: ["owner"],
      path: internalPath.worldMember,
      method: "PUT",
      json: { role: "tester" },
    },
    "dismisses members": { may: ["owner"], path: internalPath.worldMember, method: "DELETE" },
    "says what it is": {
      may: ["owner", "editor"],
      path: internalPath.world,
      method: "PATCH",
      json: { tags: ["a"] },
    },
    "says who sees it": {
      may: ["owner"],
      path: internalPath.world,
      method: "PATCH",
      json: { visibility: "public" },
    },
    "throws a draft away": { may: ["owner", "editor"], path: internalPath.worldVersion, method: "DELETE" },
  };

  for (const [does, { may, path, method, json }] of Object.entries(DOES))
    for (const standing of ["owner", "editor", "tester", "friend", "stranger"] as const)
      test(`${standing} ${may.includes(standing) ? "" : "never "}${does}`, async () => {
        const id = await makeWorld();
        if (path !== internalPath.publishVersion) await draft(id);
        else await draft(id, { note: "to be published" });
        const someMember = await member(id, "tester");
        const as = await whoIs(id, standing);
        const answer = await origin.ask(path, {
          params: { worldId: id, number: "2", userId: someMember },
          method,
          as,
          ...(json === undefined ? {} : { json }),
        });
        if (may.includes(standing)) expect([200, 201, 204]).toContain(answer.status);
        else expect(codeOf(answer)).toBe("403 WORLD_NOT_YOURS");
      });

  test("of a private world are told to nobody who may not see it: there is no such world", async () => {
    const id = await makeWorld({ visibility: "private" });
    await draft(id);
    const as = await guest();
    for (const { path, method, json } of Object.values(DOES)) {
      const answer = await origin.ask(path, {
        params: { worldId: id, number: "2", userId: as },
        method,
        as,
        ...(json === undefined ? {} : { json }),
      });
      expect(codeOf(answer)).toBe("404 WORLD_NOT_FOUND");
    }
  });

  test("are given to friends alone, and anybody may lay them down", async () => {
    const id = await makeWorld();
    const put = async (userId: UserId) =>
      origin.ask(internalPath.worldMember, {
        params: { worldId: id, userId },
        method: "PUT",
        json: { role: "editor" },
        as: owner,
      });
    expect(codeOf(await put(await guest()))).toBe("403 MEMBER_NOT_FRIEND");
    const editor = await member(id, "editor");
    const leave = await origin.ask(internalPath.worldMember, {
      params: { worldId: id, userId: editor },
      method: "DELETE",
      as: editor,
    });
    expect(leave.status).toBe(204);
    expect(codeOf(await draft(id, {}, editor))).toBe("403 WORLD_NOT_YOURS");
  });

  test("are told what they are to it, and everybody else that they are nothing", async () => {
    const id = await makeWorld();
    for (const standing of ["owner", "editor", "tester", "friend", "stranger"] as const) {
      const { body } = await world(id, await whoIs(id, standing));
      const isNobody = standing === "friend" || standing === "stranger";
      expect([standing, body["role"]]).toEqual([standing, isNobody ? null : standing]);
    }
    expect((await world(id)).body["role"]).toBeUndefined();
  });

  async function whoIs(worldId: string, standing: Standing): Promise<UserId> {
    if (standing === "owner") return owner;
    if (standing === "editor" || standing === "tester") return member(worldId, standing);
    const userId = await guest(standing);
    if (standing === "friend") await befriend(owner, userId);
    return userId;
  }
});
