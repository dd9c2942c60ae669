// A copy of everything about one, and the end of an account: asked for here, done by the origin's jobs.

import { describe, expect, test } from "bun:test";
import { profileSchema, sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { accountExportSchema, leavingSchema, userSchema } from "../../../shared/schema/user.ts";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

/** A worker looks every two seconds. */
const JOB_MAX_MS = 20_000;

export function accountContract(edge: EdgeUnderTest): void {
  const signIn = async (sub: string) => {
    const idToken = await edge.surroundings().firebase.sign({ sub });
    const grant = sessionGrantSchema.parse(
      await (await edge.ask("/v1/sign-in/firebase", { json: { idToken } })).json(),
    );
    return { ...grant, refreshToken: grant.refreshToken ?? "" };
  };

  describe("a handle", () => {
    test("is taken, leads to whoever has it in every spelling, and no more once it is another's", async () => {
      const { accessToken, user } = await signIn(`handle-${crypto.randomUUID()}`);
      const handle = `さくら_${crypto.randomUUID().slice(0, 8)}`;
      const put = (as: string, wanted: string) =>
        edge.ask("/v1/me/handle", { method: "PUT", as, json: { handle: wanted } });
      expect(userSchema.parse(await (await put(accessToken, `@${handle}`)).json()).handle).toBe(handle);
      const find = (spelled: string) => edge.ask(`/v1/handles/${encodeURIComponent(spelled)}`);
      const profile = profileSchema.parse(await (await find(handle.toUpperCase())).json());
      expect(profile).toMatchObject({ id: user.id, handle });
      const other = await signIn(`handle-${crypto.randomUUID()}`);
      expect(await refusalOf(await put(other.accessToken, handle))).toBe("409 HANDLE_TAKEN");
      expect(await refusalOf(await find("-"))).toBe("404 NOT_FOUND");

      const dropped = await edge.ask("/v1/me/handle", { method: "DELETE", as: accessToken });
      expect(userSchema.parse(await dropped.json()).handle).toBeNull();
      await eventually("the profile to say none", async () => {
        const shown = profileSchema.parse(await (await edge.ask(`/v1/users/${user.id}`)).json());
        return shown.handle === null;
      });
    });
  });

  describe("an account as a whole", () => {
    test("is copied in the background, to where only a URL of the moment leads", async () => {
      const { accessToken, user } = await signIn(`copied-${crypto.randomUUID()}`);
      const look = () => edge.ask("/v1/me/export", { as: accessToken });
      expect(await refusalOf(await look())).toBe("404 EXPORT_NOT_FOUND");
      const asked = await edge.ask("/v1/me/export", { method: "POST", as: accessToken });
      expect(asked.status).toBe(202);
      expect(accountExportSchema.parse(await asked.json()).status).toBe("waiting");
      const downloadUrl = await eventually(
        "the copy",
        async () => accountExportSchema.parse(await (await look()).json()).downloadUrl,
        JOB_MAX_MS,
      );
      const copy = (await (await fetch(downloadUrl)).json()) as { userId: string };
      expect(copy.userId).toBe(user.id);
      expect((await fetch(downloadUrl.split("?")[0] ?? "")).status).toBe(403);
    });

    test("is hidden and signed out when its owner leaves, can do nothing then but come back, and is as it was", async () => {
      const sub = `leaving-${crypto.randomUUID()}`;
      const { accessToken, refreshToken, user } = await signIn(sub);
      const profile = async () => (await edge.ask(`/v1/users/${user.id}`)).status;
      expect(await profile()).toBe(200);
      const left = await edge.ask("/v1/me", { method: "DELETE", as: accessToken });
      expect(left.status).toBe(202);
      const { eraseAt, canRestore } = leavingSchema.parse(await left.json());
      expect(canRestore).toBe(true);
      await eventually("the profile to be gone", async () => (await profile()) === 404);
      expect(await refusalOf(await edge.refresh(refreshToken))).toBe("401 SESSION_ENDED");
      const renamed = await edge.ask("/v1/me", {
        method: "PATCH",
        as: accessToken,
        json: { displayName: "x" },
      });
      expect(await refusalOf(renamed)).toBe("403 ACCOUNT_LEAVING");

      const back = await signIn(sub);
      expect(back.user).toEqual({ ...user, eraseAt });
      const restored = await edge.ask("/v1/me/restore", { method: "POST", as: back.accessToken });
      expect(userSchema.parse(await restored.json())).toEqual(user);
      await eventually("the profile to be back", async () => (await profile()) === 200);
      const again = await edge.ask("/v1/me/restore", { method: "POST", as: back.accessToken });
      expect(await refusalOf(again)).toBe("409 ACCOUNT_NOT_LEAVING");
    });
  });
}
