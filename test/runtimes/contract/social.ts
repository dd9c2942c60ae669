// What people are to one another, at the public API: everybody reads and changes their own, and nobody another's.

import { describe, expect, test } from "bun:test";
import { profileSchema, roomEntrySchema, sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { invitationSchema, personPageSchema, relationSchema } from "../../../shared/schema/social.ts";
import { eventually } from "../../support/eventually.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function socialContract(edge: EdgeUnderTest): void {
  const ask = (who: BearerGrant, path: string, method = "GET") =>
    edge.ask(path, { method, as: who.accessToken });
  const people = async (who: BearerGrant, path: string) => {
    const answer = await ask(who, path);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    return personPageSchema.parse(await answer.json()).items.map(({ user }) => user.displayName);
  };

  /** Somebody with a public profile. */
  async function member(name: string): Promise<BearerGrant> {
    const idToken = await edge.surroundings().firebase.sign({ sub: crypto.randomUUID(), name });
    const answer = await edge.ask("/v1/sign-in/firebase", { json: { idToken } });
    const { refreshToken = "", ...granted } = sessionGrantSchema.parse(await answer.json());
    return { ...granted, refreshToken };
  }

  describe("following somebody", () => {
    test("is told to the two of them, and counted on the public profile, which is cached", async () => {
      const fan = await edge.guest("Fan");
      const star = await member("Star");
      const followerCount = async () =>
        profileSchema.parse(await (await edge.ask(`/v1/users/${star.user.id}`)).json()).followerCount;
      expect(await followerCount()).toBe(0);
      expect((await ask(fan, `/v1/me/following/${star.user.id}`, "PUT")).status).toBe(204);
      expect(await people(fan, "/v1/me/following")).toEqual(["Star"]);
      expect(await people(star, "/v1/me/followers")).toEqual(["Fan"]);
      // This edge is told of nothing, and finds out by itself.
      await eventually("the count", async () => (await followerCount()) === 1, 20_000);
      expect((await ask(fan, `/v1/me/following/${star.user.id}`, "DELETE")).status).toBe(204);
      expect(await people(star, "/v1/me/followers")).toEqual([]);
    });
  });

  describe("an invitation", () => {
    test("is sent to a friend, and enters where it says, for whom it was sent to alone", async () => {
      await edge.surroundings().registerHost();
      const [from, to, other] = [await edge.guest("From"), await edge.guest("To"), await edge.guest("Other")];
      const send = (json: object) => edge.ask("/v1/me/invitations", { json, as: from.accessToken });
      const wish = { userId: to.user.id, worldId: "wld_hiroba-plaza" };
      expect(await refusalOf(await send(wish))).toBe("403 USER_NOT_INVITABLE");
      await ask(from, `/v1/me/friends/${to.user.id}`, "PUT");
      await ask(to, `/v1/me/friends/${from.user.id}`, "PUT");
      const sent = await send(wish);
      expect(sent.status).toBe(201);
      const invitation = invitationSchema.parse(await sent.json());
      const enter = `/v1/me/invitations/${invitation.id}/enter`;
      expect(await refusalOf(await ask(other, enter, "POST"))).toBe("404 INVITATION_NOT_FOUND");
      const entered = roomEntrySchema.parse(await (await ask(to, enter, "POST")).json());
      expect(entered.world.id as string).toBe(wish.worldId);
    });

    test("is taken as far as its receiver's privacy says, which a client that knows less leaves alone", async () => {
      const who = await edge.guest("Who");
      const put = async (json: object) =>
        (await edge.ask("/v1/me/privacy", { method: "PUT", json, as: who.accessToken })).json();
      const privacy = { presenceFor: "nobody", joinableBy: "nobody", messageableBy: "everyone" };
      expect(await put(privacy)).toEqual(privacy);
      expect(await put({ presenceFor: "friends", joinableBy: "nobody" })).toEqual({
        ...privacy,
        presenceFor: "friends",
      });
    });
  });

  describe("blocks and mutes", () => {
    test("are made, listed and taken back by whoever they are of, and of nobody else's list", async () => {
      const [by, target] = [await edge.guest("By"), await edge.guest("Target")];
      for (const list of ["blocks", "mutes"]) {
        const one = `/v1/me/${list}/${target.user.id}`;
        expect((await ask(by, one, "PUT")).status).toBe(204);
        expect(await people(by, `/v1/me/${list}`)).toEqual(["Target"]);
        expect(await people(target, `/v1/me/${list}`)).toEqual([]);
        // Somebody else's word about the same person is about their own list.
        expect((await ask(target, `/v1/me/${list}/${by.user.id}`, "DELETE")).status).toBe(204);
        expect(await people(by, `/v1/me/${list}`)).toEqual(["Target"]);
      }
      const relation = relationSchema.parse(
        await (await ask(by, `/v1/me/relations/${target.user.id}`)).json(),
      );
      expect(relation).toMatchObject({ isBlocked: true, isMuted: true });
      expect(await refusalOf(await ask(target, `/v1/me/friends/${by.user.id}`, "PUT"))).toBe(
        "404 USER_NOT_FOUND",
      );
      expect(await refusalOf(await ask(by, `/v1/me/friends/${target.user.id}`, "PUT"))).toBe(
        "409 USER_BLOCKED",
      );
      expect((await ask(by, `/v1/me/blocks/${target.user.id}`, "DELETE")).status).toBe(204);
      expect(await people(by, "/v1/me/blocks")).toEqual([]);
    });
  });
}
