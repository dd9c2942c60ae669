import { describe, expect, test } from "bun:test";
import { edgeSettings } from "../../edge/config.ts";
import { EnvError, type EnvRecord, readEnv } from "../../shared/env.ts";

const KEY_BYTES = Buffer.alloc(32, 7).toString("base64url");
const jwk = (kid: string, change: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ kty: "OKP", crv: "Ed25519", kid, x: KEY_BYTES, d: KEY_BYTES, ...change });

/** The least an edge must be told. */
const LEAST = {
  HIROBA_INTERNAL_TOKEN: "token",
  HIROBA_ACCESS_KEY: jwk("a"),
  HIROBA_TICKET_KEY: jwk("t"),
  HIROBA_COOKIE_KEY: KEY_BYTES,
  S3_ACCESS_KEY_ID: "id",
  S3_SECRET_ACCESS_KEY: "secret",
};
const read = (change: EnvRecord = {}) => readEnv({ ...LEAST, ...change }, edgeSettings);
function problemsOf(env: EnvRecord): Readonly<Record<string, string>> {
  try {
    readEnv(env, edgeSettings);
  } catch (error) {
    if (error instanceof EnvError)
      return Object.fromEntries(error.problems.map(({ name, message }) => [name, message]));
    throw error;
  }
  return {};
}

describe("the edge's configuration", () => {
  test("needs keys, a token and the store's credentials; everything else has a default", () => {
    expect(Object.keys(problemsOf({})).toSorted()).toEqual(Object.keys(LEAST).toSorted());
    expect(read()).toMatchObject({
      port: 8080,
      bind: "127.0.0.1",
      publicUrl: null,
      originUrl: "http://127.0.0.1:8081",
      s3Endpoint: "http://127.0.0.1:8082",
      s3DeliveryUrl: null,
      oidcIssuer: null,
      oidcClientSecret: null,
      webDir: null,
      signInPerMinute: 120,
      policiesPerMinute: 60,
      clientAddressHeader: null,
      log: "json",
    });
  });

  test("takes an empty variable for one that is not set", () => {
    expect(read({ OIDC_ISSUER: "", HIROBA_EDGE_PORT: "" })).toEqual(read());
    expect(Object.keys(problemsOf({ ...LEAST, HIROBA_COOKIE_KEY: "" }))).toEqual(["HIROBA_COOKIE_KEY"]);
  });

  test("reads keys into bytes and URLs without their last slash", () => {
    const config = read({ HIROBA_EDGE_URL: "https://square.example/", OIDC_ISSUER: "https://id.example/x/" });
    expect(config.cookieKey).toEqual(new Uint8Array(32).fill(7));
    expect(config.accessKey).toEqual({
      signing: { kty: "OKP", crv: "Ed25519", kid: "a", x: KEY_BYTES, d: KEY_BYTES },
      others: [],
    });
    expect([config.publicUrl, config.oidcIssuer]).toEqual(["https://square.example", "https://id.example/x"]);
  });

  test.each([
    ["no JSON", "{", "the whole"],
    ["of another curve", jwk("a", { crv: "X25519" }), "crv"],
    ["of RSA", jwk("a", { kty: "RSA" }), "kty"],
    ["without a name", jwk(""), "kid"],
    ["public only", jwk("a", { d: undefined }), "d"],
    ["too short", jwk("a", { d: KEY_BYTES.slice(3) }), "d"],
    ["not base64url", jwk("a", { x: `${KEY_BYTES.slice(1)}+` }), "x"],
  ])("refuses a signing key that is %s, and says where without saying what", (_what, key, where) => {
    const message = problemsOf({ ...LEAST, HIROBA_ACCESS_KEY: key })["HIROBA_ACCESS_KEY"];
    expect(message).toContain(`${where}: `);
    expect(message).not.toContain(KEY_BYTES.slice(4, -4));
  });

  test.each([["x"], [KEY_BYTES.slice(1)], [`${KEY_BYTES}AA`], [`${KEY_BYTES.slice(1)}=`]])(
    "refuses the cookie key %j",
    (key) => {
      expect(problemsOf({ ...LEAST, HIROBA_COOKIE_KEY: key })["HIROBA_COOKIE_KEY"]).toContain(
        "32 random bytes",
      );
    },
  );

  test("knows the header of a proxy by its lower-case name, and no header that is none", () => {
    expect(read({ HIROBA_CLIENT_ADDRESS_HEADER: "X-Forwarded-For" }).clientAddressHeader).toBe(
      "x-forwarded-for",
    );
    for (const header of ["x forwarded", "x:y", "ヘッダ"])
      expect(Object.keys(problemsOf({ ...LEAST, HIROBA_CLIENT_ADDRESS_HEADER: header }))).toEqual([
        "HIROBA_CLIENT_ADDRESS_HEADER",
      ]);
  });

  test("keeps every secret marked as one", () => {
    const secrets = Object.values(edgeSettings).filter(({ secret }) => secret);
    expect(secrets.map(({ name }) => name).toSorted()).toEqual([
      "HIROBA_ACCESS_KEY",
      "HIROBA_COOKIE_KEY",
      "HIROBA_INTERNAL_TOKEN",
      "HIROBA_SERVICE_KEY",
      "HIROBA_TICKET_KEY",
      "OIDC_CLIENT_SECRET",
      "OIDC_PROVIDERS",
      "S3_SECRET_ACCESS_KEY",
    ]);
  });
});
