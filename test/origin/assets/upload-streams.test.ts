// The status as server-sent events: each change once, the end at the verdict, and bounds on how many may listen.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { STREAMS_PER_UPLOAD_MAX } from "../../../origin/assets/stream-upload-status.ts";
import { createBell } from "../../../origin/bell.ts";
import { readEvents, type ServerEvent } from "../../../shared/client/event-stream.ts";
import { fillPath, internalPath } from "../../../shared/schema/internal-api.ts";
import { type UploadStatus, uploadStatusSchema } from "../../../shared/schema/public-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { startOriginWithStore } from "../origin-with-store.ts";
import { type Begun, published, uploadWalk } from "./upload-walk.ts";

let origin: OriginUnderTest;
let walk: ReturnType<typeof uploadWalk>;
let upload: Begun;
beforeEach(async () => {
  origin = await startOriginWithStore({}, { told: false });
  walk = uploadWalk(origin);
  upload = await walk.begin((await origin.createGuest()).userId);
});
afterEach(() => origin.stop());

const open = (
  headers: Readonly<Record<string, string>> = {},
  uploadId = upload.uploadId,
  signal?: AbortSignal,
) =>
  Promise.resolve(
    origin.app.request(fillPath(internalPath.uploadEvents, { uploadId }), {
      headers: { authorization: "Bearer test-token", ...headers },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
async function listen(headers: Readonly<Record<string, string>> = {}) {
  const answer = await open(headers);
  if (answer.body === null) throw new Error(`no stream: ${answer.status}`);
  return readEvents(answer.body);
}
const statusOf = (event: IteratorResult<ServerEvent>): UploadStatus =>
  uploadStatusSchema.parse(JSON.parse(event.value.data));

describe("a stream", () => {
  test("tells each change in the moment it commits, the same as asking does", async () => {
    const events = await listen();
    const first = await events.next();
    expect(first.value).toMatchObject({ id: "0", name: "status" });
    expect(statusOf(first)).toEqual(await walk.status(upload.uploadId));

    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    await walk.progress(job, "validate-vrm", 1);
    const second = await events.next();
    expect([second.value?.id, statusOf(second).progress]).toEqual([
      "1",
      { step: "validate-vrm", stepsDone: 1, stepsTotal: 4 },
    ]);
    await walk.done(job, published());
    const last = await events.next();
    expect(statusOf(last)).toEqual(await walk.status(upload.uploadId));
    expect(statusOf(last)).toMatchObject({ status: "COMPLETED", progress: { stepsDone: 4, stepsTotal: 4 } });
    await events.return(undefined);
  });

  test("goes on after the verdict on an avatar, until its lighter variants are made", async () => {
    await walk.tell(upload.objectKey);
    await walk.done(await walk.claimed(), published());
    const events = await listen();
    expect(statusOf(await events.next()).variants).toMatchObject({ status: "UNDER_WAY", progress: [] });
    const job = await walk.claimAny();
    if (job?.task !== "refine") throw new Error("no refinement is waiting");
    const row = {
      profile: "web",
      level: "lod2",
      status: "UNDER_WAY",
      texturesDone: 1,
      texturesTotal: 2,
    } as const;
    await walk.refines(job, [row]);
    expect(statusOf(await events.next()).variants?.progress).toEqual([row]);
    // Nothing new is no event: a worker says the same again to keep its lease.
    await walk.refines(job, [row]);
    await walk.done(job, { kind: "refined" });
    const last = await events.next();
    expect(statusOf(last).variants).toEqual({ status: "READY", finding: null, progress: [row] });
    expect((await events.next()).done).toBe(true);
  });

  test("says nothing of the variant that nobody waits for", async () => {
    await walk.tell(upload.objectKey);
    await walk.done(await walk.claimed(), published());
    const job = await walk.claimAny(["supercompress"]);
    if (job === null) throw new Error("no textures are waiting");
    const events = await listen();
    const before = await events.next();
    const row = {
      profile: "ktx2",
      level: "lod1",
      status: "READY",
      texturesDone: 1,
      texturesTotal: 1,
    } as const;
    expect((await walk.refines(job, [row])).status).toBe(204);
    expect((await walk.done(job, { kind: "refined" })).status).toBe(204);
    const refinement = await walk.claimAny();
    if (refinement === null) throw new Error("no refinement is waiting");
    await walk.done(refinement, { kind: "refined" });
    const last = await events.next();
    expect(statusOf(last).variants).toEqual({ status: "READY", finding: null, progress: [] });
    expect(Number(last.value?.id)).toBe(Number(before.value?.id) + 1);
  });

  test("ends at the verdict where nothing comes after it", async () => {
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    const events = await listen();
    await events.next();
    await walk.done(job, { kind: "refused", reason: "no", findings: [] });
    expect(statusOf(await events.next()).status).toBe("ERROR");
    expect((await events.next()).done).toBe(true);
  });

  test("hears what another origin process changed", async () => {
    // A bell of its own: only the database connects the two.
    const other = await startOrigin({ db: origin.deps.db, uploadBell: createBell() });
    const events = await listen();
    await events.next();
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    await uploadWalk(other).progress(job, "scan", 0);
    expect(statusOf(await events.next()).progress?.step).toBe("scan");
    await events.return(undefined);
    await other.stop();
  });

  test("taken up again goes on after what was heard, and is no more when that was the verdict", async () => {
    await walk.tell(upload.objectKey);
    const job = await walk.claimed();
    await walk.progress(job, "scan", 0);
    const events = await listen({ "last-event-id": "1" });
    await walk.done(job, { kind: "refused", reason: "no", findings: [] });
    expect((await events.next()).value?.id).toBe("2");
    expect((await events.next()).done).toBe(true);
    expect((await open({ "last-event-id": "2" })).status).toBe(204);
    // Whoever says something else has heard nothing.
    for (const id of ["-1", "x", "99999999999999"])
      expect((await (await listen({ "last-event-id": id })).next()).value?.id).toBe("2");
  });

  test("of an upload that never was is a problem", async () => {
    const answer = await open({}, "upl_never");
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: "UPLOAD_NOT_FOUND" }]);
  });

  test("is one of a few for the same upload; one that is let go makes room", async () => {
    const answers = await Promise.all(Array.from({ length: STREAMS_PER_UPLOAD_MAX }, () => open()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const refused = await open();
    expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toMatchObject([
      503,
      "5",
      { code: "UPLOAD_STREAMS_FULL", errors: [{ limit: STREAMS_PER_UPLOAD_MAX }] },
    ]);
    await answers[0]?.body?.cancel();
    expect((await open()).status).toBe(200);
    expect((await open()).status).toBe(503);
  });

  test("ends when its caller hangs up, and when the origin is to stop", async () => {
    const hungUp = new AbortController();
    const answer = await open({}, upload.uploadId, hungUp.signal);
    const events = readEvents(answer.body as ReadableStream<Uint8Array>);
    await events.next();
    hungUp.abort();
    expect((await events.next()).done).toBe(true);
  });
});
