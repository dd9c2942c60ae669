import { afterAll, beforeAll, expect, test } from "bun:test";
import { DEAD_SESSIONS_KEPT_MS, sweepSessions } from "../../../origin/sessions/sweep-sessions.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const rotate = (refreshToken: string) => origin.ask(internalPath.rotateSession, { json: { refreshToken } });
const end = (refreshToken: string) => origin.ask(internalPath.endSession, { json: { refreshToken } });

test("what has been over for a week is removed, and a session that goes on keeps what tells a copy from it", async () => {
  const [ended, unused, living] = await Promise.all([1, 2, 3].map(() => origin.createGuest()));
  if (ended === undefined || unused === undefined || living === undefined) throw new Error("three guests");
  await end(ended.refreshToken);
  expect(await sweepSessions(origin.deps)).toBe(0);

  origin.clock.nowMs += DEAD_SESSIONS_KEPT_MS + 1;
  const second = (await rotate(living.refreshToken)).body["refreshToken"] as string;
  // The ended one's token and its family; the one that is merely unused can still be taken up.
  expect(await sweepSessions(origin.deps)).toBe(2);

  origin.clock.nowMs += 29 * DAY_MS;
  const third = (await rotate(second)).body["refreshToken"] as string;
  origin.clock.nowMs += 2 * DAY_MS;
  expect((await rotate(unused.refreshToken)).body["code"]).toBe("SESSION_EXPIRED");
  // The unused one's token and family, and the first token of the living one.
  expect(await sweepSessions(origin.deps)).toBe(3);
  expect((await rotate(unused.refreshToken)).body["code"]).toBe("SESSION_ENDED");

  // The second token, used two days ago, is a copy whoever brings it.
  expect((await rotate(second)).body["code"]).toBe("SESSION_REUSED");
  expect((await rotate(third)).body["code"]).toBe("SESSION_ENDED");
});
