// Following an upload at the real edge in front of the real origin, and at edges that cannot stream.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createEdgeClient } from "../../../shared/client/edge-client.ts";
import { type FollowOptions, followUpload } from "../../../shared/client/follow-upload.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { published, uploadWalk } from "../../origin/assets/upload-walk.ts";
import { startOriginWithStore } from "../../origin/origin-with-store.ts";
import { asFetch, EDGE_URL, startEdge } from "./edge-in-process.ts";

let edge: Awaited<ReturnType<typeof startEdge>>;
let walk: ReturnType<typeof uploadWalk>;
beforeAll(async () => {
  edge = await startEdge(() => startOriginWithStore({}, { told: false }));
  walk = uploadWalk(edge.origin);
});
afterAll(() => edge.stop());

const FILE = { contentType: "model/vrm", fileName: "me.vrm", fileSize: 1_000 };

/** An upload that has begun, and how to follow it; what its follower heard so far. */
async function begin(change: Partial<FollowOptions> = {}) {
  const { fetch, asked } = edge.caller();
  const client = createEdgeClient({
    edgeUrl: EDGE_URL,
    session: "bearer",
    fetch,
    nowMs: edge.origin.deps.nowMs,
  });
  await client.signInAsGuest("Uploader", "ja");
  const policy = await client.uploadPolicy("avatar", FILE);
  const heard: UploadStatus[] = [];
  const follow = () =>
    followUpload({
      statusApiUrl: policy.statusApiUrl,
      fetch,
      nowMs: Date.now,
      poll: client.uploadStatus,
      onStatus: (status) => heard.push(status),
      signal: new AbortController().signal,
      giveUpAfterMs: 20_000,
      ...change,
    });
  asked.length = 0;
  return { objectKey: policy.form["key"] ?? "", heard, asked, follow };
}
async function process(objectKey: string): Promise<void> {
  await walk.tell(objectKey);
  const job = await walk.claimed();
  await walk.progress(job, "scan", 0);
  await walk.done(job, published());
}

describe("whoever follows an upload", () => {
  test("hears each change by one stream, and asks for the verdict once", async () => {
    const { objectKey, heard, asked, follow } = await begin();
    const following = follow();
    await Bun.sleep(50);
    await process(objectKey);
    expect(await following).toMatchObject({ status: "COMPLETED", asset: { kind: "avatar" } });
    expect(heard.map(({ status, progress }) => [status, progress?.step ?? null])).toContainEqual([
      "VALIDATING",
      null,
    ]);
    expect(heard.at(-1)?.status).toBe("COMPLETED");
    expect(asked).toHaveLength(2);
  });

  test("asks again and again where streams do not come through", async () => {
    const { objectKey, heard, asked, follow } = await begin({
      fetch: asFetch(async () => new Response("<html>", { status: 502 })),
    });
    const following = follow();
    await process(objectKey);
    expect((await following)?.status).toBe("COMPLETED");
    expect(heard.length).toBeGreaterThanOrEqual(1);
    expect(new Set(asked).size).toBe(1);
  });

  test("takes a page that answers instead of a stream for none", async () => {
    const { objectKey, follow } = await begin({
      fetch: asFetch(async () => new Response("data: {}\n\nevent: status\ndata: {}\n\n")),
    });
    await process(objectKey);
    expect((await follow())?.status).toBe("COMPLETED");
  });

  test("stops when told to, and after its time", async () => {
    const stop = new AbortController();
    const { follow } = await begin({ signal: stop.signal });
    const following = follow();
    stop.abort(new Error("enough"));
    await expect(following).rejects.toThrow("enough");
    const patient = await begin({ giveUpAfterMs: 100 });
    expect(await patient.follow()).toBeNull();
  });

  test("is told of a status that cannot be read at all", async () => {
    const { follow } = await begin({
      fetch: asFetch(async () => new Response(null, { status: 404 })),
      poll: () => Promise.reject(new Error("gone")),
    });
    await expect(follow()).rejects.toThrow("gone");
  });
});
