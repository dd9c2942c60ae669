import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as z from "zod";
import { createInternalClient } from "../../../shared/http/internal-client.ts";
import { Problem, problemResponse } from "../../../shared/http/problem.ts";

let server: ReturnType<typeof Bun.serve>;
beforeAll(() => {
  server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const url = new URL(request.url);
      if (url.pathname === "/full")
        return problemResponse(
          new Problem({
            status: 503,
            code: "NO_ROOM_HOST",
            title: "No host",
            headers: { "retry-after": "2" },
          }),
        );
      if (url.pathname === "/html") return new Response("<h1>Bad gateway</h1>", { status: 502 });
      return Response.json({
        auth: request.headers.get("authorization"),
        q: url.search,
        id: request.headers.get("x-request-id"),
      });
    },
  });
});
afterAll(() => server.stop(true));

const answer = z.object({ auth: z.string(), q: z.string(), id: z.string() });
const client = () =>
  createInternalClient({ originUrl: `http://127.0.0.1:${server.port}`, credential: "tok", fetch });
const failure = (path: string, origin = client()) =>
  origin({ method: "GET", path }).then(
    () => null,
    (e: unknown) =>
      e instanceof Problem ? { code: e.code, status: e.status, retry: e.headers["retry-after"] } : e,
  );

describe("the internal client", () => {
  test("sends its token, the query and the request id", async () => {
    const { body } = await client()({
      method: "GET",
      path: "/x",
      query: { a: 1, b: undefined },
      requestId: "r1",
      answer,
    });
    expect(body).toEqual({ auth: "Bearer tok", q: "?a=1", id: "r1" });
  });

  test("an answer of another shape is told as such, with the call that got it", async () => {
    const asked = client()({ method: "GET", path: "/x", answer: z.object({ other: z.string() }) });
    const error = await asked.catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code: "ORIGIN_ANSWER_UNREADABLE", status: 502 });
    expect(String(error)).toContain("GET /x");
  });

  test("throws the very problem the origin answered", async () => {
    expect(await failure("/full")).toEqual({ code: "NO_ROOM_HOST", status: 503, retry: "2" });
  });

  test("an answer that is no problem of ours, or no answer, is ORIGIN_AWAY", async () => {
    const away = { code: "ORIGIN_AWAY", status: 503, retry: "1" };
    expect(await failure("/html")).toEqual(away);
    const nobody = createInternalClient({ originUrl: "http://127.0.0.1:1", credential: "tok", fetch });
    expect(await failure("/x", nobody)).toEqual(away);
  });

  test("an origin that goes away in the middle of its answer is ORIGIN_AWAY", async () => {
    const dying = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        data: (socket) => {
          socket.write(
            'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"auth":',
          );
          socket.end();
        },
      },
    });
    const origin = createInternalClient({
      originUrl: `http://127.0.0.1:${dying.port}`,
      credential: "tok",
      fetch,
    });
    const failed = await origin({ method: "GET", path: "/x", answer }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "ORIGIN_AWAY", status: 503 });
    dying.stop(true);
  });

  test("one that is silent is given up after the call's own patience", async () => {
    const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
    const origin = createInternalClient({
      originUrl: `http://127.0.0.1:${silent.port}`,
      credential: "tok",
      fetch,
    });
    const failed = await origin({ method: "GET", path: "/x", timeoutMs: 50 }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: "ORIGIN_AWAY", status: 503 });
    silent.stop(true);
  });
});
