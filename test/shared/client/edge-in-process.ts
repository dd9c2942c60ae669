// The real edge in front of the real origin, in this process, on a database of its own and by a clock that is moved by hand;
// and a fetch to it that counts, and keeps cookies as a browser would.

import { exportJWK, generateKeyPair } from "jose";
import { bootEdge } from "../../../edge/boot.ts";
import { edgeSettings } from "../../../edge/config.ts";
import { readEnv } from "../../../shared/env.ts";
import { createLog } from "../../../shared/http/log.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../../origin/origin-under-test.ts";

export const EDGE_URL = "http://localhost:8080";

/** What our clients call with. */
type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

/** A function as the type of the global one, whose extras nobody uses. */
export function asFetch(fetch: Fetch): typeof globalThis.fetch {
  return fetch as typeof globalThis.fetch;
}

async function privateJwk(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  return JSON.stringify({ kty, crv, x, d, kid });
}

/** Starts both; the origin by `start`, where it has to have more. `stop` drops the database. */
export async function startEdge(start: () => Promise<OriginUnderTest> = startOrigin) {
  const origin = await start();
  const nowMs = () => origin.clock.nowMs;
  const config = readEnv(
    {
      HIROBA_ORIGIN_URL: "http://origin.test",
      HIROBA_INTERNAL_TOKEN: origin.deps.internalToken,
      HIROBA_ACCESS_KEY: await privateJwk("access"),
      HIROBA_TICKET_KEY: await privateJwk("ticket"),
      HIROBA_COOKIE_KEY: Buffer.from(new Uint8Array(32)).toString("base64url"),
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
    },
    edgeSettings,
  );
  const app = await bootEdge(config, EDGE_URL, {
    fetch: asFetch(async (input, init) => origin.app.fetch(new Request(String(input), init))),
    nowMs,
    log: createLog({ process: "edge", format: "json", nowMs, write: () => {} }),
    assets: async () => null,
  });
  const bindings = { remoteAddress: "127.0.0.1", waitUntil: () => {} };
  const answer = async (request: Request): Promise<Response> => app.fetch(request, bindings);
  return {
    origin,
    answer,
    /** A fetch to it, and what it was asked so far: method and path. */
    caller: () => {
      const asked: string[] = [];
      const fetch = asFetch(async (input, init) => {
        const request = new Request(String(input), init);
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return answer(request);
      });
      return { fetch, asked };
    },
    /** A browser: all tabs of it share the cookies. */
    browser: () => {
      const jar = new Map<string, string>();
      return asFetch(async (input, init) => {
        const request = new Request(String(input), init);
        request.headers.set("origin", EDGE_URL);
        const cookies = [...jar].map(([name, value]) => `${name}=${value}`);
        if (cookies.length > 0) request.headers.set("cookie", cookies.join("; "));
        const response = await answer(request);
        for (const line of response.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (value === "") jar.delete(name);
          else jar.set(name, value);
        }
        return response;
      });
    },
    registerHost: async () => {
      const host = { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1:8083/mqtt" };
      const hostId = newId("host");
      await origin.ask(internalPath.registerHost, {
        json: { hostId, region: "test", host, participantsMax: 100, roomsMax: 10, build: "test" },
      });
      return host;
    },
    stop: origin.stop,
  };
}
