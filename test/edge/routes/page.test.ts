import { expect, test } from "bun:test";
import { edgeSettings } from "../../../edge/config.ts";
import { pageSecurityHeaders } from "../../../edge/routes/page.ts";
import { readEnv } from "../../../shared/env.ts";

const KEY_BYTES = Buffer.alloc(32, 7).toString("base64url");
const jwk = JSON.stringify({ kty: "OKP", crv: "Ed25519", kid: "k", x: KEY_BYTES, d: KEY_BYTES });
const headersWith = (env: Readonly<Record<string, string>>, publicUrl: string) =>
  pageSecurityHeaders({
    publicUrl,
    config: readEnv(
      {
        HIROBA_INTERNAL_TOKEN: "t",
        HIROBA_ACCESS_KEY: jwk,
        HIROBA_TICKET_KEY: jwk,
        HIROBA_COOKIE_KEY: KEY_BYTES,
        S3_ACCESS_KEY_ID: "id",
        S3_SECRET_ACCESS_KEY: "secret",
        ...env,
      },
      edgeSettings,
    ),
  });
const sourcesOf = (headers: Readonly<Record<string, string>>, directive: string) =>
  headers["content-security-policy"]
    ?.split("; ")
    .find((line) => line.startsWith(`${directive} `))
    ?.slice(directive.length + 1);

test("a page under TLS insists on TLS, one without does not", () => {
  expect(headersWith({}, "https://square.example")["strict-transport-security"]).toBe("max-age=31536000");
  expect(headersWith({}, "http://localhost:8080")).not.toHaveProperty("strict-transport-security");
});

test("a page may load from both stores by their origins, and names one place once", () => {
  const apart = headersWith(
    { S3_ENDPOINT: "https://s3.example", S3_DELIVERY_URL: "https://cdn.example/hiroba/delivery" },
    "https://square.example",
  );
  expect(sourcesOf(apart, "img-src")).toBe("'self' data: blob: https://s3.example https://cdn.example");
  const together = headersWith(
    { S3_ENDPOINT: "https://s3.example", S3_DELIVERY_URL: "https://s3.example/delivery" },
    "https://square.example",
  );
  expect(sourcesOf(together, "media-src")).toBe("'self' blob: https://s3.example");
});
