// What people are told of, at the public API: as a list, and as it comes, through the edge.

import { describe, expect, test } from "bun:test";
import { readEvents } from "../../../shared/client/event-stream.ts";
import {
  type NotificationNews,
  notificationNewsSchema,
  notificationPageSchema,
} from "../../../shared/schema/notification.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const EVENTS = "/v1/me/notifications/events";

export function notificationContract(edge: EdgeUnderTest): void {
  const ask = (who: BearerGrant, path: string, method = "GET") =>
    edge.ask(path, { method, as: who.accessToken });
  const follow = async (who: BearerGrant, whom: BearerGrant) =>
    expect((await ask(who, `/v1/me/following/${whom.user.id}`, "PUT")).status).toBe(204);
  const listed = async (who: BearerGrant) =>
    notificationPageSchema.parse(await (await ask(who, "/v1/me/notifications")).json());

  /** Events one after the other, until it is let go. */
  async function listen(who: BearerGrant, lastEventId?: string) {
    const answer = await edge.ask(EVENTS, {
      as: who.accessToken,
      headers: {
        accept: "text/event-stream",
        ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
      },
    });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    if (answer.body === null) throw new Error("a stream without a body");
    const events = readEvents(answer.body);
    const next = async (): Promise<{ id: string; news: NotificationNews }> => {
      const { value } = await events.next();
      if (value === undefined || value.id === null) throw new Error("the stream ended");
      return { id: value.id, news: notificationNewsSchema.parse(JSON.parse(value.data)) };
    };
    return { next, letGo: () => events.return(undefined) };
  }

  describe("what one is told of", () => {
    test("comes as events, and goes on after the last one heard", async () => {
      const [star, a, b] = [await edge.guest("Star"), await edge.guest("A"), await edge.guest("B")];
      const first = await listen(star);
      expect((await first.next()).news).toEqual({ arrived: [], unreadCount: 0 });
      await follow(a, star);
      const { id, news } = await first.next();
      expect(news).toMatchObject({
        unreadCount: 1,
        arrived: [{ kind: "follow", user: { displayName: "A" } }],
      });
      await first.letGo();
      await follow(b, star);
      const second = await listen(star, id);
      expect((await second.next()).news).toMatchObject({
        unreadCount: 2,
        arrived: [{ user: { displayName: "B" } }],
      });
      await second.letGo();
    });

    test("is listed, and read one by one or all at once, by nobody else", async () => {
      const [star, fan] = [await edge.guest("Star"), await edge.guest("Fan")];
      await follow(fan, star);
      const [notification] = (await listed(star)).items;
      const one = `/v1/me/notifications/${notification?.id}/read`;
      expect(await refusalOf(await ask(fan, one, "PUT"))).toBe("404 NOTIFICATION_NOT_FOUND");
      expect((await listed(star)).unreadCount).toBe(1);
      expect(await (await ask(star, one, "PUT")).json()).toEqual({ unreadCount: 0 });
      await follow(await edge.guest("Another"), star);
      expect(await (await ask(star, "/v1/me/notifications/read", "PUT")).json()).toEqual({ unreadCount: 0 });
      expect((await listed(fan)).items).toEqual([]);
      expect(await (await ask(star, EVENTS)).json()).toEqual({ arrived: [], unreadCount: 0 });
      expect(await refusalOf(await edge.ask(EVENTS, { headers: { accept: "text/event-stream" } }))).toBe(
        "401 ACCESS_TOKEN_REQUIRED",
      );
    });
  });
}
