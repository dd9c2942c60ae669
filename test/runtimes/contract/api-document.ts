// What the API says of itself, and that it says it for this edge.

import { describe, expect, test } from "bun:test";
import type { ApiDocument } from "../../../shared/contract/openapi/document.ts";
import { contract } from "../../../shared/contract/registry.ts";
import type { EdgeUnderTest } from "../edge-under-test.ts";

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
