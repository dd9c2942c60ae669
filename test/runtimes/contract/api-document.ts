// What the API says of itself, and that it says it for this edge.

import { describe, expect, test } from "bun:test";
import type { ApiDocument, Operation } from "../../../shared/contract/openapi/document.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

/** What a request is refused with that nobody could have meant to send. */
const NOT_MEANT = /VALIDATION_FAILED|UPLOAD_NOT_LARGE|JSON_|BODY_|CONTENT_TYPE_|ACCESS_TOKEN_| NOT_FOUND/;
/** They are signed by machines. */
const UNSIGNED: readonly string[] = ["cache.purge", "stripe.webhook"];

/** The request an operation's examples make. */
function requestOf(method: string, path: string, { parameters, requestBody }: Operation) {
  const exampleOf = (name: string) => String(parameters.find((p) => p.name === name)?.example);
  const query = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name }): [string, string] => [name, exampleOf(name)]);
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => exampleOf(name));
  const json = requestBody?.content["application/json"]?.example;
  return {
    url: query.length === 0 ? url : `${url}?${new URLSearchParams(query)}`,
    method: method.toUpperCase(),
    ...(json === undefined ? {} : { json }),
  };
}

export function apiDocumentContract(edge: EdgeUnderTest): void {
  describe("about its API", () => {
    test("answers the OpenAPI document of every endpoint, which caches and other sites may have", async () => {
      const answer = await edge.ask("/openapi.json");
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      const document = (await answer.json()) as ApiDocument;
      expect(document.servers).toEqual([{ url: edge.surroundings().edgeUrl }]);
      const ids = Object.values(document.paths).flatMap((path) =>
        Object.values(path).map(({ operationId }) => operationId),
      );
      expect(ids.sort()).toEqual(Object.keys(contract).sort());
      const etag = answer.headers.get("etag") ?? "none";
      const again = await edge.ask("/openapi.json", { headers: { "if-none-match": etag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    });

    test("gives examples that it takes, and answers them with the fields it says", async () => {
      const document = (await (await edge.ask("/openapi.json")).json()) as ApiDocument;
      const refused: string[] = [];
      const unsaid: string[] = [];
      const { accessToken } = await edge.guest("Reader");
      for (const [path, operations] of Object.entries(document.paths))
        for (const [method, operation] of Object.entries(operations)) {
          if (UNSIGNED.includes(operation.operationId)) continue;
          const { url, ...request } = requestOf(method, path, operation);
          const isOurs = operation.security.length > 0;
          const answer = await edge.ask(url, { ...request, ...(isOurs ? { as: accessToken } : {}) });
          const fields = Object.keys(operation.responses[answer.status]?.headers ?? {});
          // Keys and ways to sign in change with the configuration alone: they may be kept, and have no version.
          for (const name of fields.filter((field) => field !== "ETag"))
            if (!answer.headers.has(name)) unsaid.push(`${operation.operationId} ${answer.status}: ${name}`);
          const refusal = answer.status < 400 ? "" : await refusalOf(answer);
          if (NOT_MEANT.test(refusal)) refused.push(`${operation.operationId}: ${refusal}`);
        }
      expect({ refused, unsaid }).toEqual({ refused: [], unsaid: [] });
    });

    test("answers the page of every endpoint, allowed nothing but what is in it", async () => {
      const answer = await edge.ask("/docs");
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      expect(answer.headers.get("content-security-policy")).toStartWith("default-src 'none';");
      const text = await answer.text();
      for (const id of Object.keys(contract)) expect(text).toContain(`id="${id}"`);
      expect(text).toContain(edge.surroundings().edgeUrl);
    });
  });
}
