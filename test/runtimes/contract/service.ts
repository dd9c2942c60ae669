// Health, request ids, and what an unknown path or method is told.

import { describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

export function serviceContract(edge: EdgeUnderTest): void {
  describe("as a service", () => {
    test("is alive, and ready because its origin answers", async () => {
      const alive = await edge.ask("/healthz");
      expect([alive.status, await alive.json()]).toEqual([
        200,
        { status: "ok", build: expect.stringMatching(/^(source|0\.)/) },
      ]);
      const ready = await edge.ask("/readyz");
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: "ready", checks: [{ name: "origin", ok: true }] },
      ]);
    });

    test("echoes a request id, hands it on to the origin, and makes one when there is none", async () => {
      const requestId = `edge-${crypto.randomUUID()}`;
      const { accessToken } = await edge.guest();
      const answer = await edge.ask("/v1/me", { as: accessToken, headers: { "x-request-id": requestId } });
      expect([answer.status, answer.headers.get("x-request-id")]).toEqual([200, requestId]);
      await eventually("the origin's log of that request", () =>
        edge
          .surroundings()
          .origin.output()
          .split("\n")
          .some((line) => line.includes(requestId) && line.includes('"event":"http.request"')),
      );
      expect((await edge.ask("/healthz")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    });

    test("does not take over a request id that is no id", async () => {
      for (const given of ["a b", `x"}`, "x".repeat(65)]) {
        const answer = await edge.ask("/v1/unknown", { headers: { "x-request-id": given } });
        expect((await problemOf(answer)).requestId).toMatch(/^[0-9a-f-]{36}$/);
      }
    });

    test("answers an unknown path of the API with a problem, whatever the method", async () => {
      for (const method of ["GET", "POST", "DELETE"])
        for (const path of ["/v1/unknown", "/v1/worlds/wld_x/unknown", "/v1", "/.well-known/unknown"])
          expect(await refusalOf(await edge.ask(path, { method }))).toBe("404 ROUTE_NOT_FOUND");
    });

    test("answers a known path's unknown method with 405 and what it allows", async () => {
      const cases = [
        ["PATCH", "/v1/worlds", "GET, HEAD, POST"],
        ["GET", "/v1/sign-in/guest", "POST"],
        ["POST", "/v1/me/avatar", "PUT"],
        ["DELETE", "/v1/worlds/wld_hiroba-plaza", "GET, HEAD, PATCH"],
        ["PUT", "/.well-known/ticket-jwks.json", "GET, HEAD"],
      ] as const;
      for (const [method, path, allow] of cases) {
        const answer = await edge.ask(path, { method });
        expect([method, answer.headers.get("allow")]).toEqual([method, allow]);
        expect(await refusalOf(answer)).toBe("405 METHOD_NOT_ALLOWED");
      }
    });

    test("answers HEAD as GET, without the body and with its length", async () => {
      for (const path of ["/v1/worlds/wld_hiroba-plaza", "/docs", "/", "/healthz", "/v1/me"]) {
        const whole = await edge.ask(path, { headers: { "accept-encoding": "identity" } });
        const head = await edge.ask(path, { method: "HEAD", headers: { "accept-encoding": "identity" } });
        const bytes = String((await whole.arrayBuffer()).byteLength);
        const { status, headers } = head;
        expect([path, status, headers.get("content-type"), headers.get("content-length")]).toEqual([
          path,
          whole.status,
          whole.headers.get("content-type"),
          bytes,
        ]);
        expect(await head.text()).toBe("");
      }
    });
  });
}
