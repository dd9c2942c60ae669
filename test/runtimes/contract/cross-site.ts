// What another site can make a browser do that has our cookie: nothing. Every endpoint of the contract is asked as such a
// site would have it asked, so that a new one is asked too.

import { describe, expect, test } from "bun:test";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { openApiDocument } from "../../../shared/contract/openapi/document.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { type EdgeUnderTest, problemOf } from "../edge-under-test.ts";

const COOKIE = "hiroba-session";
/** They give a challenge to whoever asks, keep nothing and know nobody; what a browser signs for another site is not taken. */
const ANSWERS_ANYBODY: ReadonlySet<string> = new Set(["signIn.passkeyStart", "signUp.passkeyStart"]);
const document = openApiDocument(contract, "http://not-asked.test");
const endpoints = Object.entries<Endpoint>(contract);

/** A path and a body that would do, were it our own page; with `session: "cookie"` wherever that is a choice. */
function honestRequest(endpoint: Endpoint) {
  const templated = endpoint.path.replace(/:(\w+)/g, "{$1}");
  const operation = document.paths[templated]?.[endpoint.method.toLowerCase()];
  if (operation === undefined) throw new Error(`no operation ${endpoint.method} ${templated}`);
  const values = new Map(operation.parameters.map(({ name, example }) => [name, String(example)]));
  const path = templated.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ""),
  );
  const example = operation.requestBody?.content["application/json"]?.example;
  // A body that may be left out holds the token of a bearer session, which a cookie has no need of.
  const body = endpoint.bodyIs === "optional" ? undefined : (example as object | undefined);
  return { path, body: body !== undefined && "session" in body ? { ...body, session: "cookie" } : body };
}

/** What a browser asks before it lets a page of another site ask for this endpoint, with every field that it knows. */
function preflightOf(endpoint: Endpoint) {
  const own = Object.keys(endpoint.headers?.shape ?? {});
  return {
    origin: "https://game.example",
    "access-control-request-method": endpoint.method,
    "access-control-request-headers": ["authorization", "content-type", ...own].toSorted().join(","),
  };
}

export function crossSiteContract(edge: EdgeUnderTest): void {
  const page = () => edge.surroundings().edgeUrl;
  async function sessionCookie(): Promise<string> {
    const answer = await edge.ask("/v1/sign-in/guest", {
      json: { displayName: "Victim", session: "cookie" },
      headers: { origin: page() },
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toStartWith(`${COOKIE}=`);
    return cookie.slice(0, cookie.indexOf(";"));
  }
  const refresh = (cookie: string) =>
    edge.ask("/v1/session/refresh", { method: "POST", headers: { cookie, origin: page() } });

  describe("another site, in a browser that has our cookie,", () => {
    test("changes nothing, whichever endpoint it asks, with JSON or as a form would", async () => {
      const cookie = await sessionCookie();
      const foreign: readonly Readonly<Record<string, string>>[] = [
        { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        { origin: "null" },
        { "sec-fetch-site": "same-site" },
      ];
      const refusals = new Map<string, string>();
      for (const [id, endpoint] of endpoints.filter(([, { method }]) => method !== "GET")) {
        const { path, body } = honestRequest(endpoint);
        for (const from of foreign)
          for (const type of ["application/json", "text/plain"]) {
            const answer = await edge.ask(path, {
              method: endpoint.method,
              headers: { ...from, cookie, ...(body === undefined ? {} : { "content-type": type }) },
              ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
            expect({ id, setsCookies: answer.headers.getSetCookie() }).toEqual({ id, setsCookies: [] });
            if (answer.ok && ANSWERS_ANYBODY.has(id)) await answer.body?.cancel();
            else refusals.set(id, (await problemOf(answer)).code);
          }
      }
      for (const id of [
        "session.refresh",
        "session.end",
        "signIn.guest",
        "signIn.firebase",
        "signIn.passkey",
      ])
        expect(`${id} ${refusals.get(id)}`).toMatch(/ (CROSS_ORIGIN_REFUSED|CONTENT_TYPE_UNSUPPORTED)$/);
      // The session is as it was: this very token is still good, once.
      expect((await refresh(cookie)).status).toBe(200);
    });

    test("gets no session into or out of the browser by any GET", async () => {
      const cookie = await sessionCookie();
      for (const [id, endpoint] of endpoints.filter(([, { method }]) => method === "GET")) {
        const answer = await edge.ask(honestRequest(endpoint).path, {
          headers: { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
        });
        await answer.body?.cancel();
        const touched = answer.headers.getSetCookie().filter((line) => line.startsWith(COOKIE));
        expect({ id, touched }).toEqual({ id, touched: [] });
        if (endpoint.auth === "session") expect({ id, status: answer.status }).toEqual({ id, status: 401 });
      }
      expect((await refresh(cookie)).status).toBe(200);
    });

    test("is shown nothing that the cookie came along with, and may not send it with a question it has to ask first", async () => {
      const cookie = await sessionCookie();
      const from = { origin: "https://evil.example", cookie };
      for (const [id, endpoint] of endpoints) {
        const { path } = honestRequest(endpoint);
        const asked = [
          await edge.ask(path, { method: "OPTIONS", headers: preflightOf(endpoint) }),
          await edge.ask(path, { method: endpoint.method, headers: from }),
        ];
        for (const answer of asked) {
          await answer.body?.cancel();
          const fields = ["origin", "credentials"].map((name) =>
            answer.headers.get(`access-control-allow-${name}`),
          );
          // The page to read is no part of the API: scripts have the document.
          expect({ id, fields }).toEqual({ id, fields: [id === "api.page" ? null : "*", null] });
        }
      }
      expect((await refresh(cookie)).status).toBe(200);
    });

    test("finds that a cookie is nobody's access token, on our own page neither", async () => {
      const headers = { cookie: await sessionCookie(), origin: page(), "sec-fetch-site": "same-origin" };
      for (const [id, endpoint] of endpoints.filter(([, { auth }]) => auth === "session")) {
        const { path, body } = honestRequest(endpoint);
        const answer = await edge.ask(path, {
          method: endpoint.method,
          headers,
          ...(body === undefined ? {} : { json: body }),
        });
        expect({ id, code: (await problemOf(answer)).code }).toEqual({ id, code: "ACCESS_TOKEN_REQUIRED" });
      }
    });
  });

  describe("a page of another site, with an access token of its own,", () => {
    test("may ask every endpoint by its method and with the fields it knows", async () => {
      for (const [id, endpoint] of endpoints) {
        const preflight = preflightOf(endpoint);
        const { path } = honestRequest(endpoint);
        const answer = await edge.ask(path, { method: "OPTIONS", headers: preflight });
        const listed = (name: string) => (answer.headers.get(name) ?? "").split(", ");
        expect({ id, status: answer.status }).toEqual({ id, status: 204 });
        expect(listed("access-control-allow-methods")).toContain(endpoint.method);
        expect(listed("allow")).toContain(endpoint.method);
        expect(listed("access-control-allow-headers")).toEqual(
          expect.arrayContaining(preflight["access-control-request-headers"].split(",")),
        );
      }
    });

    test("reads answers, warm ones and refusals too, with what they say of limits and versions", async () => {
      const headers = { origin: "https://game.example" };
      const { accessToken: as } = await edge.guest("Visitor");
      const answers = [
        await edge.ask("/v1/worlds", { headers }),
        await edge.ask("/v1/worlds", { headers }),
        await edge.ask("/v1/me", { as, headers }),
        await edge.ask("/v1/me", { headers }),
        await edge.ask("/v1/unknown", { headers }),
      ];
      for (const answer of answers) {
        await answer.body?.cancel();
        expect(answer.headers.get("access-control-allow-origin")).toBe("*");
        const readable = answer.headers.get("access-control-expose-headers")?.split(", ");
        expect(readable).toEqual(
          expect.arrayContaining(["etag", "ratelimit", "retry-after", "x-request-id"]),
        );
      }
      const etag = answers[0]?.headers.get("etag") ?? "none";
      const again = await edge.ask("/v1/worlds", { headers: { ...headers, "if-none-match": etag } });
      expect([again.status, again.headers.get("access-control-allow-origin")]).toEqual([304, "*"]);
    });
  });
}
