// The page: built files, the page for every path a person may open, and nothing from outside their folder.

import { describe, expect, test } from "bun:test";
import { request } from "node:http";
import { SCRIPT_PATH, SECRET_OUTSIDE } from "../edge-surroundings.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const HTML = { accept: "text/html,application/xhtml+xml" };
const PAGE = "<!doctype html><title>Hiroba</title>";

export function pageContract(edge: EdgeUnderTest): void {
  /** Sends the path as it is: fetch would tidy it up first. */
  function askRaw(path: string): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(edge.surroundings().edgeUrl);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path, headers: HTML }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      asked.on("error", reject);
      asked.end();
    });
  }

  describe("the page", () => {
    test("is what a person gets at every path of it, and is asked for anew each time", async () => {
      for (const path of ["/", "/worlds", "/worlds/wld_x?tab=1", "/version-2.0"]) {
        const answer = await edge.ask(path, { headers: HTML });
        expect([path, answer.status, await answer.text()]).toEqual([path, 200, PAGE]);
        expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
        expect(answer.headers.get("cache-control")).toBe("no-cache");
      }
    });

    test("has files that may be kept for ever under their hashed names", async () => {
      const answer = await edge.ask(SCRIPT_PATH);
      expect([answer.status, await answer.text()]).toEqual([200, "console.log('hiroba')"]);
      expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect((await edge.ask("/index.html")).headers.get("cache-control")).toBe("no-cache");
    });

    test("may load from itself, the rooms and the store, and be framed by nobody", async () => {
      const { storeUrl } = edge.surroundings();
      const answer = await edge.ask("/", { headers: HTML });
      const policy = new Map(
        answer.headers
          .get("content-security-policy")
          ?.split("; ")
          .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]),
      );
      expect(policy.get("default-src")).toBe("'self'");
      expect(policy.get("script-src")).toBe("'self' 'wasm-unsafe-eval'");
      expect(policy.get("connect-src")).toBe(`'self' ws: wss: blob: data: ${storeUrl}`);
      expect(policy.get("img-src")).toBe(`'self' data: blob: ${storeUrl}`);
      for (const [directive, sources] of [
        ["object-src", "'none'"],
        ["base-uri", "'none'"],
        ["frame-ancestors", "'none'"],
        ["form-action", "'self'"],
      ] as const)
        expect([directive, policy.get(directive)]).toEqual([directive, sources]);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(answer.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
      // Plain http here: a browser must not be told to insist on TLS.
      expect(answer.headers.get("strict-transport-security")).toBeNull();
    });

    test("is not what a missing script or an unknown route of the API gets", async () => {
      for (const path of [
        "/assets/gone-1a2b3c4d.js",
        "/favicon.ico",
        "/index.html/x.js",
        `/${"a".repeat(300)}.js`,
      ])
        expect([path, await refusalOf(await edge.ask(path))]).toEqual([path, "404 ROUTE_NOT_FOUND"]);
      for (const path of ["/v1/unknown", "/.well-known/unknown.json"])
        expect(await refusalOf(await edge.ask(path, { headers: HTML }))).toBe("404 ROUTE_NOT_FOUND");
    });

    test("has no way out of its folder, and shows no folder's contents", async () => {
      const ways = [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/....//secret.txt",
        "/secret.txt%00.js",
        "/%c0%ae%c0%ae/secret.txt",
        "//secret.txt",
      ];
      for (const way of ways) {
        const { status, text } = await askRaw(way);
        expect([way, text.includes(SECRET_OUTSIDE)]).toEqual([way, false]);
        // What is left is a path inside the folder: a page for a person, or nothing there.
        expect([way, status === 404 || text === PAGE]).toEqual([way, true]);
      }
      for (const path of ["/assets", "/assets/"])
        expect(await (await edge.ask(path, { headers: HTML })).text()).toBe(PAGE);
    });
  });
}
