import { describe, expect, test } from "bun:test";
import { choice, EnvError, integer, port, readEnv, text, url } from "../../shared/env.ts";

const table = {
  port: port({ name: "APP_PORT", describe: "where it listens", fallback: 8080 }),
  origin: url({ name: "APP_ORIGIN", describe: "whom it asks", schemes: ["http", "https"] }),
  token: text({ name: "APP_TOKEN", describe: "shared secret", secret: true }),
  log: choice({ name: "APP_LOG", describe: "log format", choices: ["json", "pretty"], fallback: "json" }),
  workers: integer({ name: "APP_WORKERS", describe: "how many", min: 1, max: 8, fallback: null }),
} as const;

describe("readEnv", () => {
  test("reads what is set and falls back where it may", () => {
    const config = readEnv({ APP_ORIGIN: "http://127.0.0.1:1/", APP_TOKEN: "t", APP_PORT: "0" }, table);
    expect(config).toEqual({
      port: 0,
      origin: "http://127.0.0.1:1",
      token: "t",
      log: "json",
      workers: null as never,
    });
  });

  test("an empty value counts as not set", () => {
    expect(readEnv({ APP_ORIGIN: "http://a", APP_TOKEN: "t", APP_PORT: "" }, table).port).toBe(8080);
  });

  test("tells every problem at once, each by its variable, with what was found and what was wanted", () => {
    let caught: unknown;
    try {
      readEnv({ APP_PORT: "70000", APP_ORIGIN: "ftp://x", APP_LOG: "loud", APP_WORKERS: "2.5" }, table);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(EnvError);
    const { problems, message } = caught as EnvError;
    expect(problems.map((p) => p.name)).toEqual([
      "APP_PORT",
      "APP_ORIGIN",
      "APP_TOKEN",
      "APP_LOG",
      "APP_WORKERS",
    ]);
    for (const part of [
      '"70000"',
      "0 to 65535",
      "http:// or https://",
      "is required",
      "json, pretty",
      '"2.5"',
    ])
      expect(message).toContain(part);
  });

  test("says of each setting what its default is", () => {
    expect(Object.values(table).map((s) => s.defaultText)).toEqual([
      "8080",
      "required",
      "required",
      "json",
      "unset",
    ]);
  });
});
