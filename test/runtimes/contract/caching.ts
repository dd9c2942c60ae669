// What any cache between us and a caller may keep, for every endpoint of the contract: what is for everybody is the same for
// everybody, and what is for one is for no cache.

import { describe, expect, test } from "bun:test";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { type ApiDocument, openApiDocument } from "../../../shared/contract/openapi/document.ts";
import { exampleOf } from "../../../shared/contract/openapi/example.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { eventPageSchema, uploadPolicySchema } from "../../../shared/schema/public-api.ts";
import { worldSchema } from "../../../shared/schema/world.ts";
import type { Ask, BearerGrant, EdgeUnderTest } from "../edge-under-test.ts";

const NAME = "Nobody else's business";
/** Fields by which an answer could ask some cache or other to keep it. */
const CACHE_FIELDS = ["expires", "surrogate-control", "cdn-cache-control", "cloudflare-cdn-cache-control"];
/** What differs between two answers that are the same. */
const OF_THE_MOMENT = new Set(["date", "age", "cache-status", "x-request-id", "connection", "keep-alive"]);

type Answered = { readonly status: number; readonly headers: Headers; readonly text: string };

export function cachingContract(edge: EdgeUnderTest): void {
  const document: ApiDocument = openApiDocument(contract, "https://square.example");

  /** Somebody with an avatar on its way and a world of their own, by the names of the path's parameters. */
  async function somebody() {
    const grant = await edge.guest(NAME);
    const world = await edge.ask("/v1/worlds", {
      json: { name: `World of ${grant.user.id.slice(-8)}` },
      as: grant.accessToken,
    });
    const policy = await edge.ask("/v1/upload/avatar/policies", {
      json: { contentType: "model/gltf-binary", fileName: "me.vrm", fileSize: 100 },
      as: grant.accessToken,
    });
    const events = eventPageSchema.parse(await (await edge.ask("/v1/events")).json());
    const params: Readonly<Record<string, string>> = {
      eventId: events.items[0]?.id ?? "none",
      kind: "avatar",
      userId: grant.user.id,
      worldId: worldSchema.parse(await world.json()).id,
      uploadId: uploadPolicySchema.parse(await policy.json()).uploadId,
    };
    return { grant, params };
  }

  /** The request of the documentation's own example, about things that are there. */
  function requestOf(id: string, endpoint: Endpoint, params: Readonly<Record<string, string>>) {
    const operation =
      document.paths[endpoint.path.replace(/:(\w+)/g, "{$1}")]?.[endpoint.method.toLowerCase()];
    if (operation === undefined) throw new Error(`${id} is not in the document`);
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
      const example = operation.parameters.find((one) => one.in === "path" && one.name === name)?.example;
      return encodeURIComponent(params[name] ?? String(example));
    });
    const needed = operation.parameters.filter((one) => one.in === "query" && one.required);
    const query = new URLSearchParams(
      Object.fromEntries(
        needed.map(({ name, schema }) => [
          name,
          String(exampleOf(schema, document.components.schemas, name)),
        ]),
      ),
    );
    const json = operation.requestBody?.content["application/json"]?.example;
    const ask: Ask = { method: endpoint.method, ...(json === undefined ? {} : { json }) };
    return { path: query.size === 0 ? path : `${path}?${query}`, ask };
  }

  async function answered(path: string, ask: Ask): Promise<Answered> {
    const answer = await edge.ask(path, ask);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  const asGrant = ({ accessToken, refreshToken }: BearerGrant): Ask => ({
    as: accessToken,
    headers: { cookie: `__Host-hiroba-session=${refreshToken}; hiroba-session=${refreshToken}` },
  });

  describe("between us and a caller", () => {
    for (const [id, endpoint] of Object.entries<Endpoint>(contract)) {
      if (endpoint.caching === "private")
        test(`no cache keeps an answer of ${id}, whoever asks`, async () => {
          const { grant, params } = await somebody();
          const { path, ask } = requestOf(id, endpoint, params);
          for (const who of [{}, asGrant(grant), { as: "no token" }])
            expectUncacheable(await answered(path, { ...ask, ...who }));
        });
      else
        test(`an answer of ${id} is the same for everybody, and says nothing of who asked`, async () => {
          const { grant, params } = await somebody();
          const { path, ask } = requestOf(id, endpoint, params);
          const anonymous = await answered(path, ask);
          // Nobody has published a file in this suite, or is more than a guest.
          if (/:(assetId|avatarId|itemId|userId|handle)/.test(endpoint.path) && id !== "users.calendar") {
            expect([id, anonymous.status]).toEqual([id, 404]);
            return expectUncacheable(anonymous);
          }
          expect([id, anonymous.status]).toEqual([id, 200]);
          expect(anonymous.headers.get("cache-control")).toStartWith("public");
          expect(anonymous.headers.get("set-cookie")).toBeNull();
          // Nothing of the caller's chooses between answers, so that no cache need tell callers apart.
          expect(anonymous.headers.get("vary") ?? "").not.toMatch(/authorization|cookie|\*/i);
          for (const who of [asGrant(grant), { as: "no token" }])
            expect(lasting(await answered(path, { ...ask, ...who }))).toEqual(lasting(anonymous));
          // An answer about somebody says who they are; not what they are known by.
          for (const secret of [grant.accessToken, grant.refreshToken])
            expect(anonymous.text).not.toContain(secret);
        });
    }

    test("no cache keeps a refusal, even of what is for everybody", async () => {
      for (const path of ["/v1/worlds?limit=0", "/v1/worlds/wld_nowhere", "/v1/nothing", "/v1/me"])
        expectUncacheable(await answered(path, {}));
      expectUncacheable(await answered("/v1/worlds", { method: "DELETE" }));
    });

    test("who is signed in is told so, and no cache is", async () => {
      const grant = await edge.guest(NAME);
      const me = await answered("/v1/me", asGrant(grant));
      expect([me.status, me.text.includes(NAME)]).toEqual([200, true]);
      expectUncacheable(me);
    });
  });
}

/** Says no-store, and nothing to the contrary in any dialect. */
function expectUncacheable({ headers }: Answered): void {
  const directives = (headers.get("cache-control") ?? "").split(/\s*,\s*/);
  expect(directives).toContain("no-store");
  for (const directive of directives) expect(directive).not.toMatch(/^(public|s-maxage|stale-)/);
  expect(CACHE_FIELDS.filter((field) => headers.has(field))).toEqual([]);
  expect(headers.get("cache-tag")).toBeNull();
}

function lasting({ status, headers, text }: Answered) {
  return { status, headers: [...headers].filter(([name]) => !OF_THE_MOMENT.has(name)), text };
}
