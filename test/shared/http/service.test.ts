import { describe, expect, test } from "bun:test";
import * as z from "zod";
import { createLog } from "../../../shared/http/log.ts";
import { Problem, parseOrProblem, problemSchema } from "../../../shared/http/problem.ts";
import { createService, readJson } from "../../../shared/http/service.ts";

function serviceWith(checks: Record<string, () => Promise<void>> = {}) {
  const lines: string[] = [];
  const log = createLog({
    process: "test",
    format: "json",
    nowMs: () => 0,
    write: (line) => lines.push(line),
  });
  const app = createService({ log, nowMs: () => 0, checks });
  app.get("/teapot", () => {
    throw new Problem({ status: 418, code: "TEAPOT", title: "A teapot", headers: { "retry-after": "3" } });
  });
  app.get("/bug", () => {
    throw new Error("the secret is 42");
  });
  app.post("/echo", async (c) =>
    c.json(
      parseOrProblem(
        z.strictObject({ name: z.string(), age: z.number() }),
        await readJson(c.req.raw, 32),
        "body",
      ),
    ),
  );
  return { app, lines };
}

describe("a service", () => {
  test("carries a caller's request id through answer and log, and refuses one that could forge a log line", async () => {
    const { app, lines } = serviceWith();
    const kept = await app.request("/teapot", { headers: { "x-request-id": "abc-1" } });
    expect(kept.headers.get("x-request-id")).toBe("abc-1");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      event: "http.request",
      requestId: "abc-1",
      status: 418,
    });
    const forged = await app.request("/teapot", { headers: { "x-request-id": 'x"} {"level":"error' } });
    expect(forged.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("renders a problem with its code, type, status and headers", async () => {
    const response = await serviceWith().app.request("/teapot");
    expect(response.status).toBe(418);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("retry-after")).toBe("3");
    expect(problemSchema.parse(await response.json())).toMatchObject({
      code: "TEAPOT",
      type: "urn:hiroba:problem:teapot",
    });
  });

  test("tells the log what failed, and the caller only the request id", async () => {
    const { app, lines } = serviceWith();
    const response = await app.request("/bug");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(lines.join("\n")).toContain("the secret is 42");
  });

  test("an unknown route is a problem too", async () => {
    const response = await serviceWith().app.request("/nowhere");
    expect(await response.json()).toMatchObject({ code: "ROUTE_NOT_FOUND", status: 404 });
  });

  test("a body is refused with every offence, malformed, or too large, before it is read whole", async () => {
    const { app } = serviceWith();
    const post = async (body: string) => (await app.request("/echo", { method: "POST", body })).json();
    expect(await post('{"name":7,"nick":1}')).toMatchObject({
      code: "VALIDATION_FAILED",
      errors: [{ name: "name" }, { name: "age" }, { name: "body" }],
    });
    expect(await post("{nope")).toMatchObject({ code: "JSON_MALFORMED", status: 400 });
    expect(await post("x".repeat(33))).toMatchObject({
      code: "BODY_TOO_LARGE",
      status: 413,
      errors: [{ limit: 32 }],
    });
  });

  test("a body whose length nobody said is counted as it comes, and read no further than its limit", async () => {
    const { app } = serviceWith();
    let asked = 0;
    const endless = new ReadableStream({
      pull(stream) {
        asked += 1;
        stream.enqueue(new TextEncoder().encode("x".repeat(16)));
      },
    });
    const answer = await app.request("/echo", { method: "POST", body: endless });
    expect(await answer.json()).toMatchObject({ code: "BODY_TOO_LARGE", status: 413 });
    expect(asked).toBeLessThan(10);
  });

  test.each([
    { of: "a length that fits", length: "24" },
    { of: "no length", length: null },
    { of: "a length that is no number", length: "many" },
  ])("a body with $of is read whole", async ({ length }) => {
    const body = new Blob(['{"name":"Aoi","age":7}  ']).stream();
    const headers = length === null ? {} : { "content-length": length };
    const answer = await serviceWith().app.request("/echo", { method: "POST", body, headers });
    expect(await answer.json()).toEqual({ name: "Aoi", age: 7 });
  });

  test("is alive without its needs, ready only with them, and says which is missing", async () => {
    const { app } = serviceWith({
      postgres: async () => {},
      store: () => Promise.reject(new Error("connection refused")),
    });
    expect((await app.request("/healthz")).status).toBe(200);
    const ready = await app.request("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      checks: [
        { name: "postgres", ok: true },
        { name: "store", ok: false, message: "connection refused" },
      ],
    });
  });
});
