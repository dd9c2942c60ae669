// Where one is signed in, and signing out there from here.

import { describe, expect, test } from "bun:test";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

type Listed = { readonly items: { id: string; device: string; isCurrent: boolean }[] };

export function deviceContract(edge: EdgeUnderTest): void {
  const SESSIONS = "/v1/me/sessions";
  /** One account, signed in on as many devices as there are names. */
  async function signedInOn(...userAgents: string[]) {
    const idToken = await edge.surroundings().firebase.sign({ sub: `devices-${crypto.randomUUID()}` });
    const grants = [];
    for (const userAgent of userAgents) {
      const answer = await edge.ask("/v1/sign-in/firebase", {
        json: { idToken },
        headers: { "user-agent": userAgent },
      });
      const { accessToken, refreshToken = "" } = sessionGrantSchema.parse(await answer.json());
      grants.push({ accessToken, refreshToken });
    }
    return grants;
  }
  const list = async (accessToken: string) =>
    (await (await edge.ask(SESSIONS, { as: accessToken })).json()) as Listed;
  const end = (path: string, accessToken: string) => edge.ask(path, { method: "DELETE", as: accessToken });

  describe("the list of devices", () => {
    test("names each, the one used last first, and says which is this one", async () => {
      const [phone, desk] = await signedInOn("Hiroba-Unity/1.4", "curl/8.9.1");
      if (phone === undefined || desk === undefined) throw new Error("two sign-ins are two sessions");
      expect((await list(desk.accessToken)).items).toMatchObject([
        { device: "curl 8.9.1", isCurrent: true },
        { device: "Hiroba-Unity 1.4", isCurrent: false },
      ]);
      expect((await edge.refresh(phone.refreshToken)).status).toBe(200);
      expect((await list(desk.accessToken)).items.map(({ device }) => device)).toEqual([
        "Hiroba-Unity 1.4",
        "curl 8.9.1",
      ]);
    });

    test("ends one of them, which is over at its next refresh and gone from the list", async () => {
      const [phone, desk] = await signedInOn("phone/1", "desk/1");
      if (phone === undefined || desk === undefined) throw new Error("two sign-ins are two sessions");
      const lost = (await list(desk.accessToken)).items.find(({ device }) => device === "phone 1");
      expect((await end(`${SESSIONS}/${lost?.id}`, desk.accessToken)).status).toBe(204);
      expect(await refusalOf(await edge.refresh(phone.refreshToken))).toBe("401 SESSION_ENDED");
      expect((await list(desk.accessToken)).items.map(({ device }) => device)).toEqual(["desk 1"]);
      expect(await refusalOf(await end(`${SESSIONS}/${lost?.id}`, desk.accessToken))).toBe(
        "404 SESSION_NOT_FOUND",
      );
    });

    test("leaves no way back in to whoever was signed out and has an access token left", async () => {
      const [thief, owner] = await signedInOn("thief/1", "owner/1");
      if (thief === undefined || owner === undefined) throw new Error("two sign-ins are two sessions");
      expect((await end(`${SESSIONS}?keep=current`, owner.accessToken)).status).toBe(204);
      // For reading it holds out its ten minutes.
      expect((await edge.ask("/v1/me", { as: thief.accessToken })).status).toBe(200);
      const idToken = await edge.surroundings().firebase.sign({ sub: `thief-${crypto.randomUUID()}` });
      const link = (as: string) => edge.ask("/v1/me/identities/firebase", { as, json: { idToken } });
      expect(await refusalOf(await link(thief.accessToken))).toBe("401 SESSION_ENDED");
      expect((await link(owner.accessToken)).status).toBe(201);
      const listed = await edge.ask("/v1/me/identities", { as: owner.accessToken });
      const { items } = (await listed.json()) as { items: { id: string }[] };
      expect(await refusalOf(await end(`/v1/me/identities/${items[0]?.id}`, thief.accessToken))).toBe(
        "401 SESSION_ENDED",
      );
    });

    test("ends nobody else's", async () => {
      const [mine] = await signedInOn("mine/1");
      const stranger = await edge.guest();
      const [session] = (await list(mine?.accessToken ?? "")).items;
      expect(await refusalOf(await end(`${SESSIONS}/${session?.id}`, stranger.accessToken))).toBe(
        "404 SESSION_NOT_FOUND",
      );
      expect((await edge.refresh(mine?.refreshToken ?? "")).status).toBe(200);
    });

    test("ends all but this one, or all", async () => {
      const devices = await signedInOn("a/1", "b/1", "c/1");
      const [first, second, here] = devices;
      if (first === undefined || second === undefined || here === undefined) throw new Error("three");
      expect((await end(`${SESSIONS}?keep=current`, here.accessToken)).status).toBe(204);
      for (const { refreshToken } of [first, second])
        expect(await refusalOf(await edge.refresh(refreshToken))).toBe("401 SESSION_ENDED");
      expect((await list(here.accessToken)).items.map(({ device }) => device)).toEqual(["c 1"]);
      expect((await end(SESSIONS, here.accessToken)).status).toBe(204);
      expect(await refusalOf(await edge.refresh(here.refreshToken))).toBe("401 SESSION_ENDED");
    });
  });
}
