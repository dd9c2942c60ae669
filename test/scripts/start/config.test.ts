import { describe, expect, test } from "bun:test";
import { parseFlags, readStartConfig, UsageError, wantedPorts } from "../../../scripts/start/config.ts";
import { EnvError } from "../../../shared/env.ts";

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    readStartConfig(env);
  } catch (error) {
    if (error instanceof EnvError) return error.problems.map(({ name }) => name);
  }
  return [];
};

describe("the configuration of a start", () => {
  test("is whole without any variable", () => {
    const config = readStartConfig({});
    expect(config).toMatchObject({
      edgePort: 8080,
      roomTcpPort: 1883,
      roomMetricsPort: 9464,
      dataDir: ".hiroba",
      databaseUrl: null,
    });
    expect(wantedPorts(config).map(({ port }) => port)).toEqual([
      8080, 8081, 8082, 8083, 8084, 8085, 1883, 9464,
    ]);
  });

  test("tells everything that is wrong at once", () => {
    expect(
      problemsOf({
        HIROBA_EDGE_PORT: "many",
        DATABASE_URL: "mysql://x",
        S3_ENDPOINT: "http://store.example",
      }),
    ).toEqual(["HIROBA_EDGE_PORT", "DATABASE_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]);
    expect(problemsOf({ STRIPE_SECRET_KEY: "sk_test_mine" })).toEqual(["STRIPE_WEBHOOK_SECRET"]);
  });

  test("takes addresses for addresses and names for names, and says so with all the rest", () => {
    expect(
      problemsOf({
        HIROBA_BIND: "nonsense",
        HIROBA_PUBLIC_HOST: "http://bad/",
        HIROBA_LOG: "loud",
        HIROBA_EDGE_PORT: "-1",
      }),
    ).toEqual(["HIROBA_EDGE_PORT", "HIROBA_BIND", "HIROBA_PUBLIC_HOST", "HIROBA_LOG"]);
    for (const [bind, publicHost] of [
      ["0.0.0.0", "square.example"],
      ["::", "192.168.1.5"],
      ["localhost", "my-host"],
    ] as const)
      expect(problemsOf({ HIROBA_BIND: bind, HIROBA_PUBLIC_HOST: publicHost })).toEqual([]);
  });

  test("gives no port to two processes, unless the system chooses", () => {
    expect(problemsOf({ HIROBA_S3_PORT: "8080" })).toEqual(["HIROBA_S3_PORT"]);
    expect(problemsOf({ HIROBA_S3_PORT: "0", HIROBA_IDP_PORT: "0" })).toEqual([]);
  });

  test("wants no port for what is somebody else's already", () => {
    const config = readStartConfig({
      S3_ENDPOINT: "http://store.example",
      S3_ACCESS_KEY_ID: "key",
      S3_SECRET_ACCESS_KEY: "secret",
      OIDC_ISSUER: "https://id.example",
      STRIPE_SECRET_KEY: "sk_test_mine",
      STRIPE_WEBHOOK_SECRET: "whsec_mine",
      HIROBA_EDGE_PORT: "8082",
    });
    expect(wantedPorts(config).map(({ name }) => name)).toEqual([
      "edge",
      "origin",
      "roomWs",
      "roomTcp",
      "roomMetrics",
    ]);
  });
});

describe("flags", () => {
  test("are the ones usage names, and nothing else", () => {
    expect(parseFlags(["--fresh"])).toEqual({ fresh: true, verbose: false, help: false });
    expect(() => parseFlags(["--fresh", "--frsh"])).toThrow(UsageError);
  });
});
