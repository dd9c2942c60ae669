import { afterAll, beforeAll, expect, test } from "bun:test";
import { WORLDS_PER_USER_MAX } from "../../../origin/worlds/create-world.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { eventPageSchema, worldPageSchema } from "../../../shared/schema/public-api.ts";
import { worldSchema } from "../../../shared/schema/world.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const create = (as: string, json: unknown, key?: string) =>
  origin.ask(internalPath.worlds, { as, json, headers: key === undefined ? {} : { "idempotency-key": key } });

test("a new house has three worlds, the plaza first, and an event to come", async () => {
  const page = worldPageSchema.parse((await origin.ask(internalPath.worlds)).body);
  expect(page.items.map((world) => world.id as string)).toEqual([
    "wld_hiroba-plaza",
    "wld_moonlit-terrace",
    "wld_sunset-stage",
  ]);
  expect(page.items.every((world) => world.headCount === 0)).toBe(true);
  const events = eventPageSchema.parse((await origin.ask(internalPath.events)).body);
  expect(events.items.map((event) => event.worldId as string)).toEqual(["wld_sunset-stage"]);
});

test("a created world has the defaults it did not name, and is found by id and in the list", async () => {
  const { userId } = await origin.createGuest("Maker");
  const answer = await create(userId, { name: "Garden", settings: { skyColor: "#102030" } });
  expect(answer.status).toBe(201);
  const world = worldSchema.parse(answer.body);
  expect(world).toMatchObject({ name: "Garden", capacity: 50, owner: { displayName: "Maker" } });
  expect(world.settings).toMatchObject({ skyColor: "#102030", halfSizeM: 24 });
  expect((await origin.ask(internalPath.world, { params: { worldId: world.id } })).body).toEqual(answer.body);
});

test("pages follow one another without a gap or a repetition, even for worlds made in one millisecond", async () => {
  const { userId } = await origin.createGuest();
  for (const name of ["a", "b", "c", "d"]) await create(userId, { name });
  const all = worldPageSchema.parse((await origin.ask(internalPath.worlds, { query: "?limit=100" })).body);
  const seen: string[] = [];
  let query = "?limit=2";
  while (query !== "") {
    const page = worldPageSchema.parse((await origin.ask(internalPath.worlds, { query })).body);
    seen.push(...page.items.map((world) => world.id));
    query = page.nextCursor === null ? "" : `?limit=2&cursor=${page.nextCursor}`;
  }
  expect(seen).toEqual(all.items.map((world) => world.id));
});

test("a cursor that is not ours is a clear problem", async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const cursors = [
    "zzz",
    "",
    encode(null),
    encode([1]),
    encode([1, "wld_x", 2]),
    encode(["1", "wld_x"]),
    encode([8.64e15, "wld_x"]), // a date of JavaScript's and of no database
    encode([-8.64e15, "wld_x"]),
    encode([1, "wld_\u0000"]),
    encode([1, "x".repeat(65)]),
  ];
  for (const path of [internalPath.worlds, internalPath.avatars, internalPath.events])
    for (const cursor of cursors) {
      const answer = await origin.ask(path, { query: `?cursor=${cursor}` });
      expect(answer).toMatchObject({ status: 422, body: { code: "CURSOR_INVALID" } });
    }
});

test("an owner's worlds differ in name, whatever the capitals; another owner may take it", async () => {
  const [one, two] = [await origin.createGuest(), await origin.createGuest()];
  expect((await create(one.userId, { name: "Home" })).status).toBe(201);
  expect(await create(one.userId, { name: "HOME" })).toMatchObject({
    status: 409,
    body: { code: "WORLD_NAME_TAKEN" },
  });
  expect((await create(two.userId, { name: "Home" })).status).toBe(201);
});

test("a name with invisible characters and a spawn outside the world are refused", async () => {
  const { userId } = await origin.createGuest();
  expect((await create(userId, { name: "a\u200bb" })).body).toMatchObject({
    code: "VALIDATION_FAILED",
    errors: [{ name: "name" }],
  });
  const far = await create(userId, { name: "Far", settings: { spawn: [99, 0, 0] } });
  expect(far).toMatchObject({ status: 422, body: { code: "WORLD_SPAWN_OUTSIDE" } });
});

test("one Idempotency-Key makes one world, also when asked at once; another body under it is refused", async () => {
  const { userId } = await origin.createGuest();
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(userId, { name: "Once" }, "key")));
  expect(new Set(answers.map((answer) => answer.body["id"])).size).toBe(1);
  expect(await create(userId, { name: "Twice" }, "key")).toMatchObject({
    status: 422,
    body: { code: "IDEMPOTENCY_KEY_REUSED" },
  });
});

test("the quota holds against requests at the same time", async () => {
  const { userId } = await origin.createGuest();
  const answers = await Promise.all(
    Array.from({ length: WORLDS_PER_USER_MAX + 4 }, (_, index) => create(userId, { name: `w${index}` })),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(WORLDS_PER_USER_MAX);
  expect(answers.find((answer) => answer.status !== 201)?.body["code"]).toBe("WORLD_QUOTA_REACHED");
});

test("who acts must be said, and must exist", async () => {
  const nobody = await origin.ask(internalPath.worlds, { json: { name: "x" } });
  expect(nobody).toMatchObject({ status: 401, body: { code: "ACTING_USER_REQUIRED" } });
  expect((await create("usr_ghost", { name: "x" })).body["code"]).toBe("USER_NOT_FOUND");
});

test("without the internal token nothing is answered but health", async () => {
  for (const headers of [{}, { authorization: "Bearer wrong" }]) {
    const answer = await origin.app.request(internalPath.worlds, { headers });
    expect(answer.status).toBe(401);
  }
  expect((await origin.app.request("/readyz")).status).toBe(200);
});

test("a description may have lines, and nothing that no database keeps", async () => {
  const { userId } = await origin.createGuest();
  const lines = "一行目\n\tsecond\r\nthird 🎈";
  expect((await create(userId, { name: "Lines", description: lines })).body["description"]).toBe(lines);
  for (const description of ["a\u0000b", "a\u001bb", "a\u007fb", "half \ud83c"]) {
    const answer = await create(userId, { name: "Broken", description });
    expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_FAILED" } });
  }
});
