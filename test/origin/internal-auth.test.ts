import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createAccessTokens } from "../../edge/auth/access-token.ts";
import { importKeys } from "../../edge/auth/keys.ts";
import { edgeSettings } from "../../edge/config.ts";
import { createApp } from "../../origin/app.ts";
import { originSettings } from "../../origin/config.ts";
import { makeKey, makeServiceKeys, publicServiceKeys } from "../../scripts/keys/make-key.ts";
import { readEnv } from "../../shared/env.ts";
import { createInternalClient, credentialOf } from "../../shared/http/internal-client.ts";
import { createLog } from "../../shared/http/log.ts";
import { newId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { InternalCaller } from "../../shared/schema/internal-callers.ts";
import { serviceKey, serviceKeys } from "../../shared/service-keys.ts";
import { createServiceTokens } from "../../shared/service-token.ts";
import { signTicket } from "../../shared/ticket.ts";
import { type OriginUnderTest, startOrigin } from "./origin-under-test.ts";

const SECRET = "test-token";
const log = createLog({ process: "origin", format: "json", nowMs: Date.now, write: () => {} });

let origin: OriginUnderTest;
let keys: Awaited<ReturnType<typeof makeServiceKeys>>;
/** The origin of a release: before there were keys, while both are taken, and when keys alone are. */
let releases: Readonly<Record<"before" | "both" | "keys", ReturnType<typeof createApp>>>;

beforeAll(async () => {
  origin = await startOrigin();
  keys = await makeServiceKeys();
  const known = serviceKeys.parse(publicServiceKeys(keys));
  if (known === null) throw new Error("keys were given");
  const serviceTokens = createServiceTokens(known);
  releases = {
    before: createApp({ ...origin.deps, log }),
    both: createApp({ ...origin.deps, log, serviceTokens }),
    keys: createApp({ ...origin.deps, log, serviceTokens, takesSecret: false }),
  };
});
afterAll(() => origin.stop());

/** What a process of ours is answered that calls for the regions, with its key or without. */
async function outcome(
  release: keyof typeof releases,
  caller: InternalCaller,
  key: InternalCaller | null,
  path: string = internalPath.regions,
): Promise<number> {
  const config = {
    serviceKey: key === null ? null : serviceKey.parse(JSON.stringify(keys[key])),
    internalToken: SECRET,
  };
  const app = releases[release];
  const call = createInternalClient({
    originUrl: "http://origin.test",
    credential: credentialOf(caller, config, origin.deps.nowMs),
    fetch: ((url: string, init: RequestInit) => app.request(url, init)) as typeof fetch,
  });
  return call({ method: "GET", path }).then(
    ({ status }) => status,
    (error: { status: number }) => error.status,
  );
}

describe("from the shared secret to keys, one release at a time", () => {
  test("an origin that was given the keys takes both, so that callers change one by one", async () => {
    expect(await outcome("before", "edge", null)).toBe(200);
    expect(await outcome("both", "edge", null)).toBe(200);
    expect(await outcome("both", "edge", "edge")).toBe(200);
    expect(await outcome("keys", "edge", "edge")).toBe(200);
    expect(await outcome("keys", "edge", null)).toBe(401);
    // Why the origin comes first.
    expect(await outcome("before", "edge", "edge")).toBe(401);
  });

  test("a process is let in where it has business alone, and by its own key alone", async () => {
    expect(await outcome("keys", "room", "room")).toBe(401);
    expect(await outcome("keys", "edge", "room")).toBe(401);
    const news = `${internalPath.roomNews}`;
    expect(await outcome("keys", "edge", "edge", news)).toBe(401);
    expect(await outcome("keys", "room", "room", news)).toBe(200);
    expect(await outcome("keys", "ugc", "ugc", news)).toBe(401);
  });

  test("an origin that nobody could call does not start", async () => {
    const { bootOrigin } = await import("../../origin/boot.ts");
    const config = readEnv(
      {
        DATABASE_URL: origin.databaseUrl,
        HIROBA_INTERNAL_TOKEN: SECRET,
        HIROBA_INTERNAL_AUTH: "keys",
        S3_ACCESS_KEY_ID: "k",
        S3_SECRET_ACCESS_KEY: "s",
      },
      originSettings,
    );
    await expect(bootOrigin(config, log)).rejects.toThrow("HIROBA_SERVICE_KEYS");
  });
});

describe("what a user has", () => {
  /** Every path, as a user would have to ask for it. */
  const paths = Object.entries(internalPath).filter(([name]) => name !== "s3Events");

  test("opens no path of the internal API, with whichever header field", async () => {
    const { accessKey, ticketKey, revokedKids } = edgeSettings;
    const env = {
      HIROBA_ACCESS_KEY: JSON.stringify(await makeKey("access")),
      HIROBA_TICKET_KEY: JSON.stringify(await makeKey("ticket")),
    };
    const ring = await importKeys(readEnv(env, { accessKey, ticketKey, revokedKids }));
    const userId = newId("user");
    const nowMs = origin.deps.nowMs();
    const access = await createAccessTokens(ring.access, "https://hiroba.example").sign(
      { userId, sessionId: crypto.randomUUID(), roles: ["member", "platform-admin"] },
      nowMs,
    );
    const participant = { user: userId, name: "Aoi", role: "member", avatar: null } as const;
    const ticket = await signTicket(
      { room: newId("room"), host: newId("host"), participant, requestId: "r" },
      ring.ticket.signing,
      nowMs,
    );
    const { refreshToken } = await origin.createGuest();
    const tokens = [access.token, ticket.token, refreshToken, "", "undefined", "null", "test-toke"];
    const opened: string[] = [];
    for (const [name, template] of paths)
      for (const token of tokens) {
        const path = template.replace(/:[a-zA-Z]+/g, "one");
        const headers = { authorization: `Bearer ${token}`, "x-hiroba-user": userId };
        for (const app of [releases.both, releases.keys])
          for (const method of ["GET", "POST"]) {
            const answer = await app.request(path, {
              method,
              headers,
              ...(method === "POST" && { body: "{}" }),
            });
            if (answer.status !== 401) opened.push(`${method} ${name} ${answer.status}`);
          }
      }
    expect([...new Set(opened)]).toEqual([]);
  });

  test("opens none that is written in another way", async () => {
    const path = fillPath(internalPath.user, { userId: newId("user") });
    for (const written of [path.replace("/internal", "//internal"), path.replace("internal", "%69nternal")])
      expect([401, 404]).toContain((await releases.keys.request(written)).status);
  });
});
