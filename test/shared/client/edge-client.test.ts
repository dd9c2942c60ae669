import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createEdgeClient } from "../../../shared/client/edge-client.ts";
import { refusalOf } from "../../../shared/client/refusal.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { worldIdSchema } from "../../../shared/schema/ids.ts";
import { createAuthenticator } from "../../support/authenticator.ts";
import { asFetch, EDGE_URL, startEdge } from "./edge-in-process.ts";

let edge: Awaited<ReturnType<typeof startEdge>>;
beforeAll(async () => {
  edge = await startEdge();
}, 60_000);
afterAll(() => edge.stop());

const minutes = (count: number) => count * 60_000;
const nowMs = () => edge.origin.clock.nowMs;

function bearer(options: { nowMs?: () => number; onEnded?: (problem: Problem) => void } = {}) {
  const { fetch, asked } = edge.caller();
  return {
    client: createEdgeClient({ edgeUrl: EDGE_URL, session: "bearer", fetch, nowMs, ...options }),
    asked,
  };
}

/** What a call was refused with. */
async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw new Error(`not a Problem: ${String(error)}`);
}

describe("somebody who signed in", () => {
  test("is told who they are, by the answer and ever after", async () => {
    const { client } = bearer();
    expect(client.user()).toBeNull();
    const user = await client.signInAsGuest("  Aoi ", "en");
    expect(user).toMatchObject({ displayName: "Aoi", isGuest: true, locale: "en" });
    expect(client.user()).toEqual(user);
    expect(await client.me()).toEqual(user);
    expect(await client.wearAvatar(null)).toEqual(user);
  });

  test("asks any endpoint by its id, and is told a refusal by its code", async () => {
    const { client, asked } = bearer();
    expect((await client.ask("signIn.ways", {})).ways).toContain("guest");
    const user = await client.signInAsGuest("Aoi", "ja");
    expect(await client.ask("me.get", {})).toEqual(user);
    const refused = await problemOf(client.ask("worlds.get", { params: { worldId: "wld_no-such" } }));
    expect(refusalOf("worlds.get", refused)?.code).toBe("WORLD_NOT_FOUND");
    expect(asked.slice(-2)).toEqual(["GET /v1/me", "GET /v1/worlds/wld_no-such"]);
  });

  test("comes back by passkey from whatever asks the authenticator, and not where its owner declines", async () => {
    const authenticator = createAuthenticator(EDGE_URL);
    const [first, second] = [bearer().client, bearer().client];
    const user = await first.signUpWithPasskey({ displayName: "Mio", locale: "en" }, (options) =>
      authenticator.create(options),
    );
    expect(user).toMatchObject({ displayName: "Mio", isGuest: false });
    expect(await second.signInWithPasskey((options) => authenticator.get(options))).toEqual(user);
    expect(second.user()).toEqual(user);

    const declined = new Error("declined");
    const third = bearer().client;
    await expect(third.signInWithPasskey(() => Promise.reject(declined))).rejects.toBe(declined);
    expect(third.user()).toBeNull();

    first.forget();
    expect(first.user()).toBeNull();
    expect((await problemOf(first.me())).code).toBe("SESSION_REQUIRED");
    expect(await second.me()).toEqual(user);
  });

  test("reads the catalog by pages, and one world of it", async () => {
    const { client } = bearer();
    const first = await client.worlds({ limit: 1 });
    expect(first.items).toHaveLength(1);
    const second = await client.worlds({ limit: 1, cursor: first.nextCursor ?? "" });
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
    const [world] = first.items;
    if (world === undefined) throw new Error("no world was seeded");
    expect(await client.world(world.id)).toMatchObject({ id: world.id, name: world.name });
    expect((await client.avatars()).items).toBeArray();
    expect((await client.events({ limit: 5 })).items).toBeArray();
  });

  test("makes a world, enters it, and is told where its room is", async () => {
    const { client } = bearer();
    const user = await client.signInAsGuest("Builder", "ja");
    const world = await client.createWorld({ name: "Terrace", capacity: 8 });
    expect(world).toMatchObject({ name: "Terrace", capacity: 8, owner: { id: user.id } });
    const away = await problemOf(client.enter({ kind: "world", id: world.id }));
    expect(away.status).toBe(503);
    const host = await edge.registerHost();
    const entry = await client.enter({ kind: "world", id: world.id });
    expect(entry).toMatchObject({ host, world: { id: world.id } });
    expect(entry.ticket.split(".")).toHaveLength(3);
  });

  test("asks for an upload's policy and follows it by the URL that came with it", async () => {
    const { client } = bearer();
    await client.signInAsGuest("Uploader", "ja");
    const policy = await client.uploadPolicy("avatar", {
      contentType: "model/gltf-binary",
      fileName: "a.vrm",
      fileSize: 1_000,
    });
    expect(await client.uploadStatus(policy.statusApiUrl)).toMatchObject({
      uploadId: policy.uploadId,
      progress: null,
    });
  });

  test("is told by a Problem what the edge refused, with every offence", async () => {
    const { client } = bearer();
    const unknown = await problemOf(client.world(worldIdSchema.parse("wld_nowhere")));
    expect(unknown).toMatchObject({ status: 404 });
    const invalid = await problemOf(client.worlds({ limit: 0 }));
    expect(invalid).toMatchObject({ status: 422, code: "VALIDATION_FAILED" });
    expect(invalid.errors?.map((e) => e.name)).toEqual(["limit"]);
  });
});

describe("an access token", () => {
  test("is exchanged before it expires, once for all calls that want it", async () => {
    const { client, asked } = bearer();
    await client.signInAsGuest("Patient", "ja");
    edge.origin.clock.nowMs += minutes(9);
    await client.me();
    expect(asked).not.toContain("POST /v1/session/refresh");
    edge.origin.clock.nowMs += minutes(0.6);
    await Promise.all([client.me(), client.me(), client.wearAvatar(null)]);
    expect(asked.filter((path) => path === "POST /v1/session/refresh")).toHaveLength(1);
  });

  test("that the edge no longer takes is exchanged and the call repeated, though our clock says it is young", async () => {
    const stoppedAtMs = nowMs();
    const { client, asked } = bearer({ nowMs: () => stoppedAtMs });
    await client.signInAsGuest("Slow clock", "ja");
    edge.origin.clock.nowMs += minutes(12);
    const [, world] = await Promise.all([client.me(), client.createWorld({ name: "Twice?" })]);
    expect(asked.filter((path) => path === "POST /v1/session/refresh")).toHaveLength(1);
    expect(asked.filter((path) => path === "POST /v1/worlds")).toHaveLength(2);
    const { items } = await bearer().client.worlds({ limit: 100 });
    expect(items.filter(({ name }) => name === "Twice?").map(({ id }) => id)).toEqual([world.id]);
  });

  test("is used for a minute whatever our clock says", async () => {
    const { client, asked } = bearer({ nowMs: () => nowMs() + minutes(1_000) });
    await client.signInAsGuest("Fast clock", "ja");
    await client.me();
    await client.me();
    expect(asked).toEqual(["POST /v1/sign-in/guest", "GET /v1/me", "GET /v1/me"]);
  });

  test("is not to be had when nobody is signed in, or the session is over", async () => {
    const { client, asked } = bearer();
    expect(await problemOf(client.me())).toMatchObject({ status: 401, code: "SESSION_REQUIRED" });
    expect(await client.resume()).toBeNull();
    expect(asked).toEqual([]);
    await client.signInAsGuest("Forgetful", "ja");
    edge.origin.clock.nowMs += minutes(60 * 24 * 31);
    expect(await problemOf(client.me())).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
    expect(client.user()).toBeNull();
    expect(await client.resume()).toBeNull();
  });

  test("that cannot be had any more is told once, whichever calls want it, and not to who signed out", async () => {
    const told: string[] = [];
    const { client } = bearer({ onEnded: ({ code }) => told.push(code) });
    const worldId = worldIdSchema.parse("wld_nowhere");
    expect(await client.resume()).toBeNull();
    await problemOf(client.enter({ kind: "world", id: worldId }));
    await client.signInAsGuest("Leaver", "ja");
    await client.signOut();
    await problemOf(client.enter({ kind: "world", id: worldId }));
    expect(told).toEqual([]);
    await client.signInAsGuest("Forgetful", "ja");
    edge.origin.clock.nowMs += minutes(60 * 24 * 31);
    const file = { contentType: "model/gltf-binary", fileName: "a.vrm", fileSize: 1_000 } as const;
    const refused = [
      client.enter({ kind: "world", id: worldId }),
      client.uploadPolicy("avatar", file),
      client.wearAvatar(null),
    ];
    for (const call of refused.map(problemOf)) expect((await call).code).toBe("SESSION_EXPIRED");
    await problemOf(client.enter({ kind: "world", id: worldId }));
    expect(told).toEqual(["SESSION_EXPIRED"]);
  });

  test("that the edge refuses however fresh ends the session", async () => {
    const told: string[] = [];
    const real = edge.caller().fetch;
    const client = createEdgeClient({
      edgeUrl: EDGE_URL,
      session: "bearer",
      fetch: asFetch(async (input, init) => {
        const headers = new Headers(init?.headers);
        if (headers.has("authorization")) headers.set("authorization", "Bearer spoilt.on.theway");
        return real(String(input), { ...init, headers });
      }),
      nowMs,
      onEnded: ({ code }) => told.push(code),
    });
    await client.signInAsGuest("Spoilt", "ja");
    expect(await problemOf(client.me())).toMatchObject({ status: 401, code: "ACCESS_TOKEN_INVALID" });
    expect(client.user()).toBeNull();
    expect(told).toEqual(["ACCESS_TOKEN_INVALID"]);
  });

  test("is given up by signing out, and so is what it could be exchanged for", async () => {
    const { client } = bearer();
    await client.signInAsGuest("Leaver", "ja");
    await client.signOut();
    expect(client.user()).toBeNull();
    expect(await client.resume()).toBeNull();
    await client.signOut();
  });

  test("that is being exchanged while its owner signs out does not bring them back", async () => {
    const { client } = bearer();
    await client.signInAsGuest("Hasty", "ja");
    await Promise.all([client.resume(), client.signOut()]);
    expect(client.user()).toBeNull();
    expect(await client.resume()).toBeNull();
  });
});

describe("a browser", () => {
  const tab = (fetch: typeof globalThis.fetch) =>
    createEdgeClient({ edgeUrl: EDGE_URL, session: "cookie", fetch, nowMs });

  test("is still signed in after the page was loaded anew, until it signs out", async () => {
    const fetch = edge.browser();
    expect(await tab(fetch).resume()).toBeNull();
    const user = await tab(fetch).signInAsGuest("Reloader", "ja");
    const reloaded = tab(fetch);
    expect(await reloaded.resume()).toEqual(user);
    expect(await tab(fetch).me()).toEqual(user);
    await reloaded.signOut();
    expect(await tab(fetch).resume()).toBeNull();
  });

  test("may load two tabs at the same moment: whoever comes second waits for the first one's cookie", async () => {
    const fetch = edge.browser();
    const user = await tab(fetch).signInAsGuest("Two tabs", "ja");
    const users = await Promise.all([tab(fetch).resume(), tab(fetch).resume()]);
    expect(users).toEqual([user, user]);
  });
});

describe("what is no answer of the edge", () => {
  const against = (fetch: typeof globalThis.fetch, edgeUrl = EDGE_URL) =>
    createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
    against(asFetch(async () => new Response(body, { status, headers })));

  test("is EDGE_AWAY when nothing answers, or a proxy says so", async () => {
    const nothing = await problemOf(against(fetch, "http://127.0.0.1:1").worlds());
    expect(nothing).toMatchObject({ status: 503, code: "EDGE_AWAY" });
    for (const status of [502, 503, 504])
      expect(await problemOf(answering(status, "<h1>Bad Gateway</h1>").worlds())).toMatchObject({
        status: 503,
        code: "EDGE_AWAY",
      });
  });

  test("is EDGE_ANSWER_UNREADABLE when something else answers", async () => {
    for (const [status, body] of [
      [200, "<!doctype html>"],
      [200, '{"items":1}'],
      [404, "not here"],
    ] as const)
      expect(await problemOf(answering(status, body).worlds())).toMatchObject({
        status: 502,
        code: "EDGE_ANSWER_UNREADABLE",
      });
  });

  test("keeps Retry-After beside the problem it belongs to", async () => {
    const body = JSON.stringify({ type: "x", title: "Too many", status: 429, code: "RATE_LIMITED" });
    const problem = await problemOf(answering(429, body, { "retry-after": "7" }).signInAsGuest("a", "ja"));
    expect(problem).toMatchObject({ status: 429, code: "RATE_LIMITED", headers: { "retry-after": "7" } });
  });

  test("comes from a fetch that is called as a browser's wants to be: as nobody's method", async () => {
    const seen: unknown[] = [];
    async function strict(this: unknown): Promise<Response> {
      seen.push(this);
      return new Response('{"items":[],"nextCursor":null}');
    }
    await against(asFetch(strict)).worlds();
    expect(seen).toEqual([undefined]);
  });
});
