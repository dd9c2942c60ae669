import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { TOLD_AGAIN_AFTER_MS } from "../../../origin/notifications/notify.ts";
import { STREAMS_PER_USER_MAX } from "../../../origin/notifications/stream-notifications.ts";
import { readEvents, type ServerEvent } from "../../../shared/client/event-stream.ts";
import { fillPath, internalPath } from "../../../shared/schema/internal-api.ts";
import {
  NOTIFICATIONS_MAX,
  type Notification,
  type NotificationNews,
  type NotificationPage,
  notificationNewsSchema,
  notificationPageSchema,
  unreadSchema,
} from "../../../shared/schema/notification.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { people } from "../social/people.ts";

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
});
afterAll(() => origin.stop());

const { guest, befriend, unfriend, block, mute, follow, unfollow } = people(() => origin);
const page = async (userId: string, query = ""): Promise<NotificationPage> =>
  notificationPageSchema.parse(
    (await origin.ask(internalPath.notifications, { params: { userId }, query })).body,
  );
const nameOf = (one: Notification) => ("user" in one ? one.user.displayName : "");
/** `kind of whom`, with an `!` while it is unread. */
const told = async (userId: string) =>
  (await page(userId)).items.map((one) => `${one.kind} ${nameOf(one)}${one.isRead ? "" : "!"}`);
const read = (userId: string, notificationId: string) =>
  origin.ask(internalPath.notificationRead, { params: { userId, notificationId }, method: "PUT" });
const readAll = async (userId: string, body: object = {}) =>
  unreadSchema.parse(
    (await origin.ask(internalPath.notificationsRead, { params: { userId }, method: "PUT", json: body }))
      .body,
  ).unreadCount;
const open = (userId: string, headers: Readonly<Record<string, string>> = {}) =>
  Promise.resolve(
    origin.app.request(fillPath(internalPath.notificationEvents, { userId }), {
      headers: { authorization: "Bearer test-token", ...headers },
    }),
  );
async function listen(userId: string, lastEventId?: string) {
  const answer = await open(userId, lastEventId === undefined ? {} : { "last-event-id": lastEventId });
  if (answer.body === null) throw new Error(`no stream: ${answer.status}`);
  return readEvents(answer.body);
}
const newsOf = (event: IteratorResult<ServerEvent>): NotificationNews =>
  notificationNewsSchema.parse(JSON.parse(event.value.data));

describe("people are told", () => {
  test("of a request, which is read once it is answered, and of the answer", async () => {
    const [aoi, ren] = [await guest("Aoi"), await guest("Ren")];
    await befriend(aoi, ren);
    expect([await told(ren), await told(aoi)]).toEqual([["friend-request Aoi!"], []]);
    await befriend(ren, aoi);
    expect([await told(ren), await told(aoi)]).toEqual([["friend-request Aoi"], ["friend-accepted Ren!"]]);
  });

  test("of one that was taken back no more, and of the same again only a day later", async () => {
    const [aoi, ren] = [await guest("Aoi"), await guest("Ren")];
    for (let round = 0; round < 3; round += 1) {
      await befriend(aoi, ren);
      await unfriend(aoi, ren);
    }
    expect(await told(ren)).toEqual(["friend-request Aoi"]);
    origin.clock.nowMs += TOLD_AGAIN_AFTER_MS;
    await befriend(aoi, ren);
    expect(await told(ren)).toEqual(["friend-request Aoi!"]);
  });

  test("of a follower once, however often they come and go", async () => {
    const [fan, star] = [await guest("Fan"), await guest("Star")];
    await Promise.all(Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? follow : unfollow)(fan, star)));
    await follow(fan, star);
    expect(await told(star)).toEqual(["follow Fan!"]);
  });

  test("nothing of whom they muted, and nothing more of who is blocked, either way", async () => {
    const [one, other] = [await guest("One"), await guest("Other")];
    await mute(one, other);
    await follow(other, one);
    expect(await told(one)).toEqual([]);
    await follow(one, other);
    expect(await told(other)).toEqual(["follow One!"]);
    await block(one, other);
    expect(await told(other)).toEqual([]);
  });

  test("by two who accept at once of both, and nobody waits for ever", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, (_, n) => guest(`P${n}`)));
    const pairs = ids.flatMap((a, n) => ids.slice(n + 1).map((b) => [a, b] as const));
    await Promise.all(pairs.flatMap(([a, b]) => [befriend(a, b), befriend(b, a)]));
    let toldCount = 0;
    for (const id of ids) toldCount += (await told(id)).length;
    // Each pair: a request to the one, and its acceptance to the other.
    expect(toldCount).toBe(2 * pairs.length);
  });
});

describe("what somebody was told", () => {
  test("is read one by one, or all up to what was seen", async () => {
    const star = await guest("Star");
    for (const name of ["A", "B", "C"]) {
      origin.clock.nowMs += 1;
      await follow(await guest(name), star);
    }
    const [newest, middle] = (await page(star)).items;
    expect((await read(star, newest?.id ?? "")).body).toEqual({ unreadCount: 2 });
    expect((await read(star, newest?.id ?? "")).body).toEqual({ unreadCount: 2 });
    origin.clock.nowMs += 1;
    await follow(await guest("Late"), star);
    expect(await readAll(star, { upTo: middle?.id })).toBe(1);
    expect(await told(star)).toEqual(["follow Late!", "follow C", "follow B", "follow A"]);
    expect(await readAll(star)).toBe(0);
  });

  test("is theirs alone: another's id reads nothing", async () => {
    const [star, other] = [await guest("Star"), await guest("Other")];
    await follow(await guest("Fan"), star);
    const [notification] = (await page(star)).items;
    const answer = await read(other, notification?.id ?? "");
    expect([answer.status, answer.body["code"]]).toEqual([404, "NOTIFICATION_NOT_FOUND"]);
    const all = await origin.ask(internalPath.notificationsRead, {
      params: { userId: other },
      method: "PUT",
      json: { upTo: notification?.id },
    });
    expect(all.body["code"]).toBe("NOTIFICATION_NOT_FOUND");
    expect((await page(star)).unreadCount).toBe(1);
  });

  test("pages without a gap while more comes, and the oldest go when there is more than is kept", async () => {
    const star = await guest("Star");
    await origin.deps.db.execute(
      `INSERT INTO notifications (id, user_id, kind, actor_id, subject, facts, revision, created_at)
       SELECT 'ntf_filler-' || n, '${star}', 'follow', '${star}', 'filler-' || n, '{}', 0, now() - n * interval '1 minute'
       FROM generate_series(1, ${NOTIFICATIONS_MAX}) n`,
    );
    origin.clock.nowMs = Date.now();
    await follow(await guest("Fan"), star);
    const first = await page(star, "?limit=100");
    expect([first.unreadCount, first.items.slice(0, 1).map(nameOf)]).toEqual([NOTIFICATIONS_MAX, ["Fan"]]);
    await follow(await guest("Late"), star);
    const seen = first.items.map(({ id }) => id as string);
    for (let at = first.nextCursor; at !== null; ) {
      const next = await page(star, `?limit=100&cursor=${at}`);
      seen.push(...next.items.map(({ id }) => id as string));
      at = next.nextCursor;
    }
    // The last two made room for the two who came.
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(NOTIFICATIONS_MAX - 1);
    expect(seen).not.toContain(`ntf_filler-${NOTIFICATIONS_MAX}`);
  });
});

describe("a stream of notifications", () => {
  test("begins with how many are unread, and tells what comes and what is read as it commits", async () => {
    const [star, fan] = [await guest("Star"), await guest("Fan")];
    const events = await listen(star);
    expect(newsOf(await events.next())).toEqual({ arrived: [], unreadCount: 0 });
    await follow(fan, star);
    const arrived = newsOf(await events.next());
    expect(arrived).toMatchObject({
      unreadCount: 1,
      arrived: [{ kind: "follow", user: { displayName: "Fan" }, isRead: false }],
    });
    await read(star, arrived.arrived[0]?.id ?? "");
    expect(newsOf(await events.next())).toEqual({ arrived: [], unreadCount: 0 });
    await events.return(undefined);
  });

  test("taken up again tells what came meanwhile, once, and only what is unread still", async () => {
    const star = await guest("Star");
    const first = await listen(star);
    const heard = (await first.next()).value?.id;
    await first.return(undefined);
    await follow(await guest("A"), star);
    await readAll(star);
    await follow(await guest("B"), star);
    const second = await listen(star, heard);
    const event = await second.next();
    expect(newsOf(event).arrived.map(nameOf)).toEqual(["B"]);
    await second.return(undefined);
    const third = await listen(star, event.value?.id);
    await follow(await guest("C"), star);
    expect(newsOf(await third.next()).arrived.map(nameOf)).toEqual(["C"]);
    await third.return(undefined);
    // Of a database that was there before this one.
    const fourth = await listen(star, "999999999");
    expect(newsOf(await fourth.next())).toEqual({ arrived: [], unreadCount: 2 });
    await fourth.return(undefined);
  });

  test("is the same as one question without a stream", async () => {
    const star = await guest("Star");
    await follow(await guest("Fan"), star);
    const ask = (headers: Readonly<Record<string, string>>) =>
      origin.ask(internalPath.notificationNews, { params: { userId: star }, headers });
    expect((await ask({})).body).toEqual({ arrived: [], unreadCount: 1 });
    expect((await ask({ "last-event-id": "0" })).body).toMatchObject({ arrived: [{ kind: "follow" }] });
  });

  test("is one of a few of the same user, and tells nothing of another's", async () => {
    const [star, other] = [await guest("Star"), await guest("Other")];
    const streams = await Promise.all(Array.from({ length: STREAMS_PER_USER_MAX }, () => open(star)));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const refused = await open(star);
    expect([refused.status, await refused.json()]).toMatchObject([
      503,
      { code: "NOTIFICATION_STREAMS_FULL" },
    ]);
    const others = await listen(other);
    await others.next();
    await follow(await guest("Fan"), star);
    await follow(await guest("Own fan"), other);
    expect(newsOf(await others.next()).arrived.map(nameOf)).toEqual(["Own fan"]);
    await others.return(undefined);
    for (const stream of streams) await stream.body?.cancel();
  });
});
