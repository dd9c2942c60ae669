// Generated requests at every endpoint of the contract, against the real edge and origin: whatever is asked, the answer is one
// the contract promises. A failure prints its seed and the smallest request. For a long look:
//
//   GENERATED_RUNS=5000 GENERATED_SEED=$RANDOM bun test --timeout 3600000 test/runtimes/generated.test.ts

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import Stripe from "stripe";
import { edgeSettings } from "../../edge/config.ts";
import type { Endpoint } from "../../shared/contract/endpoint.ts";
import { openApiDocument } from "../../shared/contract/openapi/document.ts";
import { contract } from "../../shared/contract/registry.ts";
import { SIGNATURE_HEADER, signBody } from "../../shared/http/signed-body.ts";
import {
  eventPageSchema,
  uploadPolicySchema,
  worldDetailSchema,
  worldPageSchema,
} from "../../shared/schema/public-api.ts";
import { ADDRESS_HEADER, STRIPE_SECRET } from "./edge-surroundings.ts";
import { createEdgeUnderTest } from "./edge-under-test.ts";
import { damaged, nastyJson, nastyText } from "./generated/json-arbitrary.ts";
import { expectProblem, expectPromised } from "./generated/promise.ts";
import { type GeneratedRequest, requestTo, type Surrounding } from "./generated/request-arbitrary.ts";
import { spawnListening } from "./spawn-listening.ts";

const RUNS = Number(process.env["GENERATED_RUNS"] ?? 40);
const SEED = Number(process.env["GENERATED_SEED"] ?? 20_261_125);
/** Each may make a few worlds before it has as many as one user may. */
const GUESTS = 8;
const ANSWER_MAX_MS = 10_000;

/** Limits of their own tests' making: here nothing should be hidden behind them. */
const UNLIMITED = Object.fromEntries(
  Object.values(edgeSettings)
    .filter(({ name }) => name.endsWith("_PER_MINUTE"))
    .map(({ name }) => [name, "100000"]),
);

const edge = createEdgeUnderTest({
  badConfig: "exits",
  start: ({ env }) =>
    spawnListening({
      command: [process.execPath, "edge/entry/bun.ts"],
      env: { ...env, ...UNLIMITED },
      event: "edge.listening",
    }),
});
const document = openApiDocument(contract, "https://hiroba.example.com");
let around: Surrounding;
let addresses = 0;

beforeAll(async () => {
  await edge.start();
  await edge.surroundings().registerHost();
  const grants = await Promise.all(
    Array.from({ length: GUESTS }, (_, index) => edge.guest(`Guest ${index}`)),
  );
  const as = grants[0]?.accessToken ?? "";
  const jsonOf = async (path: string, json?: object) =>
    (await edge.ask(path, { as, ...(json && { json }) })).json();
  const worlds = worldPageSchema.parse(await jsonOf("/v1/worlds?limit=1"));
  const events = eventPageSchema.parse(await jsonOf("/v1/events"));
  const own = worldDetailSchema.parse(await jsonOf("/v1/worlds", { name: "Own" }));
  const file = { fileName: "aoi.vrm", contentType: "application/octet-stream", fileSize: 1_000 };
  const upload = uploadPolicySchema.parse(await jsonOf("/v1/upload/avatar/policies", file));
  around = {
    components: document.components.schemas,
    tokens: grants.map(({ accessToken }) => accessToken),
    known: [
      ...[own, ...worlds.items, ...events.items].map(({ id }) => id),
      ...grants.map(({ user }) => user.id),
      upload.uploadId,
    ],
    cursors: [worlds.nextCursor ?? ""],
  };
}, 60_000);
afterAll(() => edge.stop(), 20_000);

function send({ method, target, headers, body }: GeneratedRequest): Promise<Response> {
  return fetch(edge.surroundings().edgeUrl + target, {
    method,
    headers: { ...headers, [ADDRESS_HEADER]: `address-${++addresses}` },
    redirect: "manual",
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
    ...(body === null || method === "GET" ? {} : { body }),
  });
}

describe("whatever is asked of", () => {
  // Whoever has left has nothing more to ask.
  const { "me.leave": leave, ...others } = contract;
  for (const [id, endpoint] of Object.entries<Endpoint>({ ...others, "me.leave": leave })) {
    test(
      `${id}, its answer is one the contract promises`,
      async () => {
        const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
        const operation = document.paths[path]?.[endpoint.method.toLowerCase()];
        if (operation === undefined) throw new Error(`${id} is not in the document`);
        await fc.assert(
          fc.asyncProperty(requestTo(endpoint.method, path, operation, around), async (request) => {
            await expectPromised(endpoint, await send(request));
          }),
          { numRuns: RUNS, seed: SEED },
        );
      },
      Math.max(30_000, RUNS * 200),
    );
  }

  // Signed by who may: what is behind the signature is reached, too.
  const signed: fc.Arbitrary<string> = fc.oneof(
    damaged(fc.constant({ tags: ["worlds"] })).map((json) => JSON.stringify(json)),
    damaged(
      fc.constant({ id: "evt_1", object: "event", type: "ping", created: 1, data: { object: {} } }),
    ).map((json) => JSON.stringify(json)),
    nastyJson.map((json) => JSON.stringify(json)),
    nastyText,
  );
  const sendSigned = (target: string, body: string, header: string, signature: string) =>
    send({
      method: "POST",
      target,
      headers: { "content-type": "application/json", [header]: signature },
      body,
    });

  test("a purge the origin signed, its answer is one the contract promises", async () => {
    const secret = edge.surroundings().env["HIROBA_INTERNAL_TOKEN"] ?? "";
    const property = fc.asyncProperty(signed, async (body) => {
      const signature = await signBody(new TextEncoder().encode(body), secret, Date.now());
      await expectPromised(
        contract["cache.purge"],
        await sendSigned("/v1/cache/purge", body, SIGNATURE_HEADER, signature),
      );
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  test("a webhook Stripe signed, its answer is one the contract promises", async () => {
    const property = fc.asyncProperty(signed, async (payload) => {
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
        payload,
        secret: STRIPE_SECRET,
      });
      await expectPromised(
        contract["stripe.webhook"],
        await sendSigned("/v1/stripe/webhook", payload, "stripe-signature", signature),
      );
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  test("a path or method nobody knows, the answer is a problem", async () => {
    const methods = fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    const segments = fc.constantFrom(
      "v1",
      "worlds",
      "me",
      "%00",
      "%",
      "%zz",
      "%ff",
      "a b",
      "é",
      ";x=1",
      "~",
      "",
    );
    const request = fc.record({
      method: methods,
      target: fc.array(segments, { maxLength: 5 }).map((parts) => `/v1/no-such/${parts.join("/")}`),
      headers: fc.constant({}),
      body: fc.constant(null),
    });
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const answer = await send(asked);
        expect(answer.status).toBeWithin(400, 500);
        const text = await answer.text();
        if (asked.method !== "HEAD") expectProblem(answer, text, ["ROUTE_NOT_FOUND", "METHOD_NOT_ALLOWED"]);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
