// What people are to one another, at the public API: everybody reads and changes their own, and nobody another's.

import { describe, expect, test } from "bun:test";
import { personPageSchema, relationSchema } from "../../../shared/schema/social.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function socialContract(edge: EdgeUnderTest): void {
  const ask = (who: BearerGrant, path: string, method = "GET") =>
    edge.ask(path, { method, as: who.accessToken });
  const people = async (who: BearerGrant, path: string) => {
    const answer = await ask(who, path);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    return personPageSchema.parse(await answer.json()).items.map(({ user }) => user.displayName);
  };

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
