import { afterAll, beforeAll, expect, test } from "bun:test";
import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { grantedSessionSchema } from "../../../shared/schema/internal/identity.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const rotate = (refreshToken: string) => origin.ask(internalPath.rotateSession, { json: { refreshToken } });

test("a guest gets an account and a session, and two guests of one name are two users", async () => {
  const first = await origin.ask(internalPath.createGuest, { json: { displayName: " Aoi ", locale: "ja" } });
  expect(first.status).toBe(200);
  const granted = grantedSessionSchema.parse(first.body);
  expect(granted.user).toMatchObject({ displayName: "Aoi", isGuest: true, avatarId: null });
  expect((await origin.createGuest("Aoi")).userId).not.toBe(granted.user.id);
});

test("a guest whose name hides characters is refused", async () => {
  const answer = await origin.ask(internalPath.createGuest, {
    json: { displayName: "Ao\u202ei", locale: "ja" },
  });
  expect(answer).toMatchObject({ status: 422, body: { code: "VALIDATION_FAILED" } });
});

test("a session says what its owner is in rooms and on the platform by different names, at the next refresh too", async () => {
  const guest = await origin.createGuest();
  const rolesAfter = async (refreshToken: string, change: Partial<typeof users.$inferInsert>) => {
    await origin.deps.db
      .update(users)
      .set(change)
      .where(eq(users.id, userIdSchema.parse(guest.userId)));
    return grantedSessionSchema.parse((await rotate(refreshToken)).body);
  };
  const ofRooms = await rolesAfter(guest.refreshToken, { role: "moderator" });
  expect(ofRooms.roles).toEqual(["moderator"]);
  const ofBoth = await rolesAfter(ofRooms.refreshToken, { platformRole: "moderator" });
  expect(ofBoth.roles).toEqual(["moderator", "platform-moderator"]);
});

test("an identity is one account, however often and however simultaneously it signs in", async () => {
  const json = { issuer: "https://idp.test", subject: "s-1", displayName: "Ren", locale: "en" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => origin.ask(internalPath.resolveUser, { json })),
  );
  const ids = answers.map((answer) => grantedSessionSchema.parse(answer.body).user.id);
  expect(new Set(ids).size).toBe(1);
  const other = await origin.ask(internalPath.resolveUser, {
    json: { ...json, issuer: "https://other.test" },
  });
  expect(grantedSessionSchema.parse(other.body).user).toMatchObject({ isGuest: false });
  expect(ids).not.toContain(grantedSessionSchema.parse(other.body).user.id);
});

test("a refresh token buys one successor; of racing requests one wins and the others wait", async () => {
  const { refreshToken, userId } = await origin.createGuest();
  const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(refreshToken)));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
  const winner = grantedSessionSchema.parse(answers.find((answer) => answer.status === 200)?.body);
  expect(winner.user.id as string).toBe(userId);
  expect((await rotate(winner.refreshToken)).status).toBe(200);
});

test("a refresh token used again after the grace ends its whole family", async () => {
  const { refreshToken } = await origin.createGuest();
  const next = grantedSessionSchema.parse((await rotate(refreshToken)).body);
  origin.clock.nowMs += 10_001;
  expect(await rotate(refreshToken)).toMatchObject({ status: 401, body: { code: "SESSION_REUSED" } });
  expect(await rotate(next.refreshToken)).toMatchObject({ status: 401, body: { code: "SESSION_ENDED" } });
});

test("a session ends on request, after a month unused, and for a token nobody knows", async () => {
  const ended = await origin.createGuest();
  const end = await origin.ask(internalPath.endSession, { json: { refreshToken: ended.refreshToken } });
  expect(end.status).toBe(204);
  expect(await rotate(ended.refreshToken)).toMatchObject({ status: 401, body: { code: "SESSION_ENDED" } });
  expect(await rotate("unknown")).toMatchObject({ status: 401, body: { code: "SESSION_ENDED" } });
  expect((await origin.ask(internalPath.endSession, { json: { refreshToken: "unknown" } })).status).toBe(204);
  const forgotten = await origin.createGuest();
  origin.clock.nowMs += 31 * 24 * 60 * 60 * 1000;
  expect(await rotate(forgotten.refreshToken)).toMatchObject({ body: { code: "SESSION_EXPIRED" } });
});

test("no refresh token is stored as it is", async () => {
  const { refreshToken } = await origin.createGuest();
  const rows = await origin.deps.db.query.refreshTokens.findMany();
  expect(JSON.stringify(rows)).not.toContain(refreshToken);
});
