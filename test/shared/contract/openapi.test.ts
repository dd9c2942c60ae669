// The OpenAPI document is what its name says, and every example in it is one.

import { describe, expect, test } from "bun:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { databaseBusy, problemOfDatabase } from "../../../origin/db/database-problem.ts";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { contractSchemas } from "../../../shared/contract/openapi/components.ts";
import { type Operation, openApiDocument } from "../../../shared/contract/openapi/document.ts";
import { exampleOf } from "../../../shared/contract/openapi/example.ts";
import { problemCodesOf, problemKind } from "../../../shared/contract/problems.ts";
import { contract } from "../../../shared/contract/registry.ts";

const document = openApiDocument(contract, "https://hiroba.example.com");
const endpoints = Object.entries<Endpoint>(contract);

function operationOf(endpoint: Endpoint): Operation {
  const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
  const operation = document.paths[path]?.[endpoint.method.toLowerCase()];
  if (operation === undefined) throw new Error(`no operation ${endpoint.method} ${path}`);
  return operation;
}

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    expect(validator.resolveRefs()).toBeObject();
  });

  test("names its schemas after what they describe", () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["World", "WorldPage", "User", "RoomEntry", "Problem", "WorldId"]),
    );
  });

  test("tells what a caller may leave out from what an answer always has", () => {
    expect(document.components.schemas["GuestSignIn"]?.required).toEqual(["displayName"]);
    expect(document.components.schemas["WorldSettings"]?.required).toContain("plainPoseHz");
  });

  test("lets answers gain fields, and bodies not", () => {
    expect(document.components.schemas["GuestSignIn"]?.additionalProperties).toBe(false);
    expect(document.components.schemas["World"]?.additionalProperties).toBeUndefined();
  });

  test("tells which answers also come as events, so that a client need not read it in a sentence", () => {
    const ofUploads = operationOf(contract["uploads.status"]).responses["200"]?.content ?? {};
    expect(Object.keys(ofUploads)).toEqual(["application/json", "text/event-stream"]);
    expect(ofUploads["text/event-stream"]?.example).toStartWith('event: status\ndata: {"uploadId":');
    const ofQueue = operationOf(contract["queue.get"]).responses["200"]?.content ?? {};
    expect(ofQueue["text/event-stream"]?.schema.description).toBe(
      "Server-sent events: entered, queued, gone.",
    );
  });

  test("tells the fields of answers that a client acts on", () => {
    const headersOf = (endpoint: Endpoint, status: string) =>
      Object.keys(operationOf(endpoint).responses[status]?.headers ?? {});
    expect(headersOf(contract["worlds.list"], "200")).toEqual(["ETag", "Cache-Control"]);
    expect(headersOf(contract["worlds.list"], "304")).toEqual(["ETag", "Cache-Control"]);
    expect(headersOf(contract["worlds.list"], "503")).toEqual(["Retry-After"]);
    expect(headersOf(contract["worlds.create"], "201")).toEqual(["RateLimit", "RateLimit-Policy"]);
    expect(headersOf(contract["worlds.create"], "429")).toEqual([
      "Retry-After",
      "RateLimit",
      "RateLimit-Policy",
    ]);
    expect(headersOf(contract["stripe.webhook"], "200")).toEqual([]);
    const { headers } = document.components;
    expect(headers["RateLimit"]?.description).toContain("requests left");
  });

  test("asks for the access token, and its scope, where the edge does", () => {
    expect(operationOf(contract["worlds.create"]).security).toEqual([{ accessToken: ["publish"] }]);
    expect(operationOf(contract["worlds.list"]).security).toEqual([]);
  });
});

describe.each(endpoints)("%s in the document", (id, endpoint) => {
  const operation = operationOf(endpoint);
  const schemas = contractSchemas(contract);

  test("goes by its id and has every answer", () => {
    expect(operation.operationId).toBe(id);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(Object.keys(endpoint.answers)));
  });

  test("has examples that fit their schemas", () => {
    const body = operation.requestBody?.content["application/json"]?.example;
    if (endpoint.body !== undefined) expect(endpoint.body.safeParse(body).error?.issues).toBeUndefined();
    for (const [status, answer] of Object.entries(endpoint.answers)) {
      if (answer === null) continue;
      const [content] = Object.values(operation.responses[status]?.content ?? {});
      expect(answer.safeParse(content?.example).error?.issues).toBeUndefined();
    }
    for (const { in: place, example } of operation.parameters)
      if (place === "path") expect(example).toBeString();
    const asked = operation.parameters.filter(({ in: place, required }) => place === "query" && required);
    const query = Object.fromEntries(asked.map(({ name, example }) => [name, example]));
    expect(endpoint.query?.safeParse(query).error?.issues).toBeUndefined();
    if (endpoint.params !== undefined)
      expect(
        endpoint.params.safeParse(exampleOf(schemas.sent(endpoint.params), schemas.components)).success,
      ).toBeTrue();
  });

  test("describes every code it may answer with", () => {
    expect(problemCodesOf(endpoint).filter((code) => problemKind(code) === null)).toEqual([]);
  });
});

test("whoever asks the origin may hear of its database", () => {
  const away = Object.assign(new Error("no answer"), { code: "CONNECTION_CLOSED" });
  for (const problem of [problemOfDatabase(away), databaseBusy()]) {
    const code = problem?.code ?? "";
    expect(problemKind(code)?.status).toBe(503);
    const deaf = endpoints.filter(
      ([, endpoint]) => endpoint.problems.includes("ORIGIN_AWAY") !== problemCodesOf(endpoint).includes(code),
    );
    expect(deaf).toEqual([]);
  }
});
