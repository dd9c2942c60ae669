// What the edge says to a body it cannot take: everything that is wrong with it, at once.

import { describe, expect, test } from "bun:test";
import { type Body, type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

const GUEST = "/v1/sign-in/guest";
const BODY_MAX_BYTES = 64 * 1024;
const JSON_TYPE = { "content-type": "application/json" };

export function bodyContract(edge: EdgeUnderTest): void {
  const send = (body: Body, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
    edge.ask(GUEST, { body, headers });

  describe("a body", () => {
    test("with many faults is told all of them, unknown fields among them", async () => {
      const answer = await edge.ask(GUEST, {
        json: { displayName: "", locale: "fr", session: 1, nick: "x", role: "staff" },
      });
      const problem = await problemOf(answer);
      expect([problem.status, problem.code]).toEqual([422, "VALIDATION_FAILED"]);
      expect(problem.errors?.map(({ name }) => name).toSorted()).toEqual([
        "body",
        "displayName",
        "locale",
        "session",
      ]);
      const unknown = problem.errors?.find(({ name }) => name === "body")?.message;
      expect(unknown).toContain("nick");
      expect(unknown).toContain("role");
    });

    test("is told its faults together with those of the header fields beside it", async () => {
      const { accessToken } = await edge.guest();
      const headers = { "idempotency-key": "two words" };
      const answer = await edge.ask("/v1/worlds", { json: { name: "" }, headers, as: accessToken });
      const problem = await problemOf(answer);
      expect(problem.code).toBe("VALIDATION_FAILED");
      expect(problem.errors?.map(({ name }) => name)).toEqual(["idempotency-key", "name"]);
    });

    test("may not carry fields nobody knows, on any route that takes one", async () => {
      const { accessToken } = await edge.guest();
      const cases = [
        ["PUT", "/v1/me/avatar", { avatarId: null }],
        ["POST", "/v1/worlds", { name: "x" }],
        ["POST", "/v1/session/refresh", { refreshToken: "x" }],
        ["POST", "/v1/upload/avatar/policies", { contentType: "model/vrm", fileName: "a", fileSize: 1 }],
      ] as const;
      for (const [method, path, body] of cases) {
        const answer = await edge.ask(path, { method, json: { ...body, extra: 1 }, as: accessToken });
        const problem = await problemOf(answer);
        expect([path, problem.code, problem.errors?.[0]?.message]).toEqual([
          path,
          "VALIDATION_FAILED",
          'Unrecognized key: "extra"',
        ]);
      }
    });

    test("may not carry characters that no database keeps", async () => {
      const { accessToken } = await edge.guest();
      const cases = [
        ["/v1/worlds", { name: "a\u0000b" }],
        ["/v1/worlds", { name: "x", description: "a\u0000b" }],
        ["/v1/upload/avatar/policies", { contentType: "model/vrm", fileName: "a\u0000", fileSize: 1 }],
        ["/v1/sign-in/guest", { displayName: "a\u0000b" }],
      ] as const;
      for (const [path, json] of cases)
        expect([path, (await problemOf(await edge.ask(path, { json, as: accessToken }))).status]).toEqual([
          path,
          422,
        ]);
    });

    test("must be said to be JSON, so that no form of another site can send it", async () => {
      const body = JSON.stringify({ displayName: "Aoi" });
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
        const answer = await send(new TextEncoder().encode(body), { "content-type": type });
        expect([type, answer.headers.get("accept")]).toEqual([type, "application/json"]);
        expect(await refusalOf(answer)).toBe("415 CONTENT_TYPE_UNSUPPORTED");
      }
      expect((await send(body, { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(201);
    });

    test("that is not JSON, not UTF-8, or not there is malformed", async () => {
      const notUtf8 = Uint8Array.of(0x22, 0xff, 0xfe, 0x22);
      for (const body of ["{nope", '{"displayName":"a"', "", notUtf8, "\u0000", "NaN"])
        expect(await refusalOf(await send(body))).toBe("400 JSON_MALFORMED");
    });

    test("that is JSON of another kind is refused by the schema", async () => {
      for (const body of ["null", "[]", '"x"', "7", "[".repeat(20_000) + "]".repeat(20_000)])
        expect(await refusalOf(await send(body))).toBe("422 VALIDATION_FAILED");
    });

    test("above 64 KiB is refused, whether its length is told or not", async () => {
      const padded = (sizeBytes: number) => `{"displayName":"Aoi"}${" ".repeat(sizeBytes - 21)}`;
      expect((await send(padded(BODY_MAX_BYTES))).status).toBe(201);
      const tooLarge = padded(BODY_MAX_BYTES + 1);
      expect(await refusalOf(await send(tooLarge))).toBe("413 BODY_TOO_LARGE");
      const chunked = await send(new Blob([tooLarge]).stream());
      const problem = await problemOf(chunked);
      expect([problem.code, problem.errors?.[0]?.limit]).toEqual(["BODY_TOO_LARGE", BODY_MAX_BYTES]);
      expect(await refusalOf(await edge.ask("/v1/session/refresh", { body: tooLarge }))).toBe(
        "413 BODY_TOO_LARGE",
      );
    });
  });
}
