// What the origin reads from its environment, declared once.

import {
  address,
  choice,
  port,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
  urls,
} from "../shared/env.ts";

const HTTP = ["http", "https"] as const;

export const originSettings = {
  port: port({
    name: "HIROBA_ORIGIN_PORT",
    fallback: 8081,
    describe: "port of the internal API and the hooks",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  databaseUrl: url({
    name: "DATABASE_URL",
    schemes: ["postgres", "postgresql"],
    describe: "Postgres 15 or newer; `start` embeds one when it is unset",
  }),
  internalToken: text({
    name: "HIROBA_INTERNAL_TOKEN",
    describe: "what our processes show each other",
    secret: true,
  }),
  s3Endpoint: url({
    name: "S3_ENDPOINT",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8082",
    describe: "object store, as browsers reach it",
  }),
  uploadBucket: text({
    name: "S3_UPLOAD_BUCKET",
    fallback: "hiroba-upload",
    describe: "quarantine bucket whose events we take",
  }),
  deliveryBucket: text({
    name: "S3_DELIVERY_BUCKET",
    fallback: "hiroba-delivery",
    describe: "bucket that finished files are served from",
  }),
  deliveryUrl: url({
    name: "S3_DELIVERY_URL",
    schemes: HTTP,
    fallback: null,
    describe: "public base URL of the delivery bucket; unset: <S3_ENDPOINT>/<S3_DELIVERY_BUCKET>",
  }),
  stripeWebhookSecret: text({
    name: "STRIPE_WEBHOOK_SECRET",
    fallback: null,
    describe: "secret of Stripe's webhook; unset: payments are off",
    secret: true,
  }),
  edgePurgeUrls: urls({
    name: "HIROBA_EDGE_PURGE_URLS",
    schemes: HTTP,
    max: 100,
    describe: "every edge that is told of changes at once, with commas; others find out within ten seconds",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export type OriginConfig = SettingsOf<typeof originSettings>;
