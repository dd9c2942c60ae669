import { describe, expect, test } from "bun:test";
import { readStartConfig } from "../../../scripts/start/config.ts";
import { addressesOf, environmentOf, type ProcessName } from "../../../scripts/start/environments.ts";
import type { Secrets } from "../../../scripts/start/secrets.ts";

const key = (kid: string) => ({
  kty: "OKP" as const,
  crv: "Ed25519" as const,
  kid,
  x: "x",
  d: `private-${kid}`,
});
const secrets: Secrets = {
  internalToken: "the-internal-token",
  s3AccessKeyId: "generated-key-id",
  s3SecretAccessKey: "generated-secret",
  accessKey: key("access"),
  ticketKey: key("ticket"),
  cookieKey: "the-cookie-key",
  stripe: { secretKey: "generated-stripe-key", webhookSecret: "generated-webhook-secret" },
  serviceKeys: { edge: key("edge"), room: key("room"), ugc: key("ugc"), admin: key("admin") },
};
const ports = { edge: 1, origin: 2, s3: 3, roomWs: 4, idp: 5, stripe: 9, roomTcp: 6, roomMetrics: 8 };

function environment(name: ProcessName, env: Record<string, string> = {}): Record<string, string> {
  const config = readStartConfig(env);
  const databaseUrl = config.databaseUrl ?? "postgres://hiroba@127.0.0.1:7/hiroba";
  const known = { config, secrets, ports, dataDir: "/data", webDir: "/data/web", databaseUrl };
  return environmentOf(name, env, known);
}

describe("what a process is told", () => {
  test("is what it declares and nothing else of the caller's environment", () => {
    const told = environment("room", { PATH: "/bin", SECRET_OF_MINE: "1", HIROBA_ROOM_REGION: "tokyo" });
    expect(told).toMatchObject({ PATH: "/bin", HIROBA_ROOM_REGION: "tokyo", HIROBA_ROOM_TCP_PORT: "6" });
    expect(told).toMatchObject({ HIROBA_ROOM_METRICS_PORT: "8" });
    expect(told).not.toHaveProperty("SECRET_OF_MINE");
  });

  test("holds a secret only where it is needed", () => {
    const holders = (secret: string): ProcessName[] =>
      (["s3", "idp", "stripe", "origin", "ugc", "room", "edge"] as const).filter((name) =>
        JSON.stringify(environment(name)).includes(secret),
      );
    expect(holders("private-ticket")).toEqual(["edge"]);
    expect(holders("private-access")).toEqual(["edge"]);
    expect(holders("the-cookie-key")).toEqual(["edge"]);
    expect(holders("postgres://")).toEqual(["origin"]);
    expect(holders("generated-secret")).toEqual(["s3", "origin", "ugc", "edge"]);
    expect(holders("generated-stripe-key")).toEqual(["stripe", "origin"]);
    expect(holders("generated-webhook-secret")).toEqual(["stripe", "origin"]);
    expect(holders("the-internal-token")).not.toContain("idp");
    expect(holders("the-internal-token")).not.toContain("stripe");
  });

  test("keeps the origin on loopback, whatever the others listen on", () => {
    const env = { HIROBA_BIND: "0.0.0.0", HIROBA_PUBLIC_HOST: "square.example" };
    expect(environment("origin", env)["HIROBA_BIND"]).toBe("127.0.0.1");
    expect(environment("room", env)).toMatchObject({
      HIROBA_BIND: "0.0.0.0",
      HIROBA_ROOM_ADDRESS: "square.example",
      HIROBA_TICKET_JWKS_URL: "http://127.0.0.1:1/.well-known/ticket-jwks.json",
    });
    expect(addressesOf(readStartConfig(env), ports, env)).toMatchObject({
      edge: "http://square.example:1",
      s3: "http://square.example:3",
      origin: "http://127.0.0.1:2",
      roomMetrics: "http://127.0.0.1:8",
    });
  });

  test("tells the addresses that clients will be told of the room host", () => {
    const env = { HIROBA_ROOM_ADDRESS: "room.example", HIROBA_ROOM_WS_URL: "wss://room.example/mqtt" };
    expect(addressesOf(readStartConfig(env), ports, env)).toMatchObject({
      roomWs: "wss://room.example/mqtt",
      roomTcp: "mqtt://room.example:6",
    });
  });

  test("is of the Stripe double, unless the operator has a key of Stripe's", () => {
    expect(environment("stripe", { HIROBA_PUBLIC_HOST: "square.example" })).toMatchObject({
      HIROBA_STRIPE_PORT: "9",
      HIROBA_STRIPE_URL: "http://square.example:9",
      HIROBA_STRIPE_WEBHOOK_URL: "http://127.0.0.1:1/v1/stripe/webhook",
    });
    expect(environment("origin")["STRIPE_API_BASE"]).toBe("http://127.0.0.1:9");
    const env = { STRIPE_SECRET_KEY: "sk_test_mine", STRIPE_WEBHOOK_SECRET: "whsec_mine" };
    expect(environment("origin", env)).toMatchObject(env);
    expect(environment("origin", env)).not.toHaveProperty("STRIPE_API_BASE");
  });

  test("is the operator's own store, provider and database where they are named", () => {
    const env = {
      DATABASE_URL: "postgres://db.example/square",
      S3_ENDPOINT: "https://store.example",
      S3_ACCESS_KEY_ID: "mine",
      S3_SECRET_ACCESS_KEY: "my-secret",
      OIDC_ISSUER: "https://id.example",
      OIDC_CLIENT_ID: "my-client",
    };
    expect(environment("origin", env)["DATABASE_URL"]).toBe("postgres://db.example/square");
    expect(environment("edge", env)).toMatchObject({
      S3_ENDPOINT: "https://store.example",
      S3_ACCESS_KEY_ID: "mine",
      S3_SECRET_ACCESS_KEY: "my-secret",
      OIDC_ISSUER: "https://id.example",
      OIDC_CLIENT_ID: "my-client",
    });
  });
});
