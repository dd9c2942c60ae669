import { afterAll, beforeAll, expect, test } from "bun:test";
import { EXPORT_KEPT_MS } from "../../../origin/account/make-export.ts";
import { sweepExports } from "../../../origin/account/remove-export.ts";
import { DOWNLOAD_LIFETIME_SECONDS, EXPORT_AGAIN_AFTER_MS } from "../../../origin/account/request-export.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type AccountExport, accountExportSchema } from "../../../shared/schema/user.ts";
import { type OriginWithStore, startOriginWithStore } from "../origin-with-store.ts";
import { runJobs } from "../run-jobs.ts";
import { leaveTraces, type Person, signIn } from "./account-walk.ts";

let origin: OriginWithStore;
beforeAll(async () => {
  origin = await startOriginWithStore();
});
afterAll(() => origin.stop());

const askCopy = async ({ userId }: Person): Promise<AccountExport> => {
  const { status, body } = await origin.ask(internalPath.accountExport, {
    method: "POST",
    params: { userId },
  });
  expect(status).toBe(202);
  return accountExportSchema.parse(body);
};
const lookFor = ({ userId }: Person) => origin.ask(internalPath.accountExport, { params: { userId } });
const copyOf = async (person: Person): Promise<AccountExport> =>
  accountExportSchema.parse((await lookFor(person)).body);

test("a copy has what is mine of every table, nothing of anybody else's, and no secret of a session", async () => {
  const [me, friend] = [await signIn(origin, "hanae"), await signIn(origin, "kota")];
  await leaveTraces(origin, friend, me, "avatars/kota.vrm");
  const { worldId, assetId } = await leaveTraces(origin, me, friend, "avatars/hanae.vrm");
  expect(await askCopy(me)).toMatchObject({ status: "waiting", downloadUrl: null });
  await runJobs(origin);
  const ready = await copyOf(me);
  expect(ready.status).toBe("ready");

  const answer = await fetch(ready.downloadUrl ?? "");
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  const text = await answer.text();
  expect(Buffer.byteLength(text)).toBe(ready.sizeBytes ?? 0);
  const { tables, leftOut } = JSON.parse(text) as {
    tables: Record<string, { rows: Record<string, unknown>[]; isWhole: boolean }>;
    leftOut: Record<string, string>;
  };
  expect(tables["users"]?.rows).toMatchObject([{ id: me.userId, displayName: "hanae" }]);
  expect(tables["identities"]?.rows).toMatchObject([{ subject: "hanae", label: "hanae@mail.example" }]);
  expect(tables["worlds"]?.rows).toMatchObject([{ id: worldId }]);
  expect(tables["assets"]?.rows).toMatchObject([{ id: assetId }]);
  expect(tables["visits"]?.rows).toHaveLength(2);
  expect(tables["friendships"]?.rows).toHaveLength(1);
  // Whom I mute, not who mutes me: that is theirs to tell.
  expect(tables["shuns"]?.rows).toMatchObject([{ byId: me.userId, targetId: friend.userId }]);
  expect(Object.values(tables).every(({ isWhole }) => isWhole)).toBe(true);
  expect(Object.keys(leftOut)).toContain("refresh_tokens");
  expect(text).not.toContain("kota@mail.example");
  expect(text).not.toContain("tokenHash");
});

test("a URL is good for five minutes, and whoever alters it gets nothing", async () => {
  const me = await signIn(origin, "signed");
  await askCopy(me);
  await runJobs(origin);
  const { downloadUrl, downloadUrlExpiresAt } = await copyOf(me);
  const url = new URL(downloadUrl ?? "");
  expect(url.searchParams.get("X-Amz-Expires")).toBe(String(DOWNLOAD_LIFETIME_SECONDS));
  expect(Date.parse(downloadUrlExpiresAt ?? "")).toBe(origin.clock.nowMs + DOWNLOAD_LIFETIME_SECONDS * 1000);
  expect((await fetch(url)).status).toBe(200);
  const longer = new URL(url);
  longer.searchParams.set("X-Amz-Expires", "604800");
  expect((await fetch(longer)).status).toBe(403);
  expect((await fetch(`${url.origin}${url.pathname}`)).status).toBe(403);
  const old = await origin.deps.signUploadBucketUrl(
    {
      method: "GET",
      objectKey: url.pathname.split("/").slice(2).join("/"),
      query: {},
      headers: {},
      lifetimeSeconds: DOWNLOAD_LIFETIME_SECONDS,
    },
    Date.now() - (DOWNLOAD_LIFETIME_SECONDS + 1) * 1000,
  );
  expect((await fetch(old)).status).toBe(403);
});

test("asking again soon, or many times at once, is asking once; later a new copy takes the old one's place", async () => {
  const me = await signIn(origin, "eager");
  await Promise.all(Array.from({ length: 5 }, () => askCopy(me)));
  const ran = await runJobs(origin);
  expect(ran.filter((kind) => kind === "account.export")).toHaveLength(1);
  const first = await copyOf(me);
  expect((await askCopy(me)).status).toBe("ready");
  origin.clock.nowMs += EXPORT_AGAIN_AFTER_MS;
  expect((await askCopy(me)).status).toBe("waiting");
  await runJobs(origin);
  expect((await fetch(first.downloadUrl ?? "")).status).toBe(404);
  expect((await fetch((await copyOf(me)).downloadUrl ?? "")).status).toBe(200);
});

test("after three days the file is gone, and so is what was known of it", async () => {
  const me = await signIn(origin, "late");
  expect((await lookFor(me)).status).toBe(404);
  await askCopy(me);
  await runJobs(origin);
  const { downloadUrl } = await copyOf(me);
  origin.clock.nowMs += EXPORT_KEPT_MS - 1;
  await sweepExports(origin.deps);
  expect((await fetch(downloadUrl ?? "")).status).toBe(200);
  origin.clock.nowMs += 1;
  expect((await lookFor(me)).body["code"]).toBe("EXPORT_NOT_FOUND");
  await sweepExports(origin.deps);
  expect((await fetch(downloadUrl ?? "")).status).toBe(404);
});
