import { describe, expect, test } from "bun:test";
import { address, choice, EnvError, hostName, integer, port, readEnv, text, url } from "../../shared/env.ts";

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

describe("addresses and names", () => {
  const bind = address({ name: "APP_BIND", describe: "where it listens" });
  const name = hostName({ name: "APP_HOST", describe: "how others reach it" });
  const taken = (setting: { parse(raw: string): unknown }, words: readonly string[]) =>
    words.filter((word) => {
      try {
        return setting.parse(word) === word;
      } catch {
        return false;
      }
    });

  test("an address is an IP address or localhost", () => {
    const good = ["127.0.0.1", "0.0.0.0", "::", "::1", "fe80::1:2", "::ffff:10.0.0.1", "localhost"];
    expect(taken(bind, good)).toEqual(good);
    expect(
      taken(bind, ["nonsense", "256.0.0.1", "1.2.3", "01.2.3.4", ":::", "::1]/x[", "[::1]", "a:b"]),
    ).toEqual([]);
  });

  test("a host name stands in a URL as it is", () => {
    const good = ["square.example", "my-host", "a_b.c", "192.168.1.5", "localhost", "x".repeat(63)];
    expect(taken(name, good)).toEqual(good);
    const bad = [
      "http://bad/",
      "host:80",
      "-a",
      "a-",
      "a..b",
      "1.2.3",
      "256.1.1.1",
      "a b",
      `${"a.".repeat(127)}`,
    ];
    expect(taken(name, bad)).toEqual([]);
  });
});
