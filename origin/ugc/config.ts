// What the UGC worker reads from its environment, declared once. It has no database: jobs come from the origin.

import { choice, type SettingsOf, type SettingsTable, text, url } from "../../shared/env.ts";
import { serviceKey } from "../../shared/service-keys.ts";

const HTTP = ["http", "https"] as const;

export const ugcSettings = {
  originUrl: url({
    name: "HIROBA_ORIGIN_URL",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8081",
    describe: "where the origin's internal API is",
  }),
  internalToken: text({
    name: "HIROBA_INTERNAL_TOKEN",
    secret: true,
    describe: "what our processes show each other",
  }),
  serviceKey,
  s3Endpoint: url({
    name: "S3_ENDPOINT",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8082",
    describe: "object store; any S3 will do",
  }),
  s3Region: text({ name: "S3_REGION", fallback: "us-east-1", describe: "region that signatures name" }),
  s3AccessKeyId: text({
    name: "S3_ACCESS_KEY_ID",
    describe: "key that may read the upload bucket and write the delivery bucket",
  }),
  s3SecretAccessKey: text({ name: "S3_SECRET_ACCESS_KEY", secret: true, describe: "its secret" }),
  s3SessionToken: text({
    name: "S3_SESSION_TOKEN",
    secret: true,
    fallback: null,
    describe: "what belongs to keys that are good for a while, as a role's are; a Lambda has its own",
  }),
  s3DeliveryBucket: text({
    name: "S3_DELIVERY_BUCKET",
    fallback: "hiroba-delivery",
    describe: "public bucket that delivers what passed",
  }),
  browserPath: text({
    name: "HIROBA_UGC_BROWSER",
    fallback: null,
    describe:
      "Chromium that draws pictures of avatars; left out: one that is found where systems put it, or none",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "log format",
  }),
} as const satisfies SettingsTable;

export type UgcConfig = SettingsOf<typeof ugcSettings>;
