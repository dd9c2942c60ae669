// What the origin reads from its environment, declared once.

import type * as z from "zod";
import {
  address,
  choice,
  port,
  type Setting,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
  urls,
} from "../shared/env.ts";
import { uploadLimitsSchema } from "../shared/schema/upload.ts";
import { serviceKeys } from "../shared/service-keys.ts";
import { engineTableSchema } from "./rooms/drivers/engine-table.ts";
import { placementTableSchema } from "./rooms/placement.ts";

const HTTP = ["http", "https"] as const;

const uploadLimits = json({
  name: "HIROBA_UPLOADS",
  describe:
    "what may be uploaded, where it differs from GET /v1/upload/limits: the same JSON, only with the cells to change",
  schema: uploadLimitsSchema,
  example: '{"kinds":{"avatar":{"sizeMaxBytes":50000000}}}',
});

const placement = json({
  name: "HIROBA_ROOM_PLACEMENT",
  describe:
    "how new rooms are placed: `spread`, `packed` on the fullest host that holds one, or `exclusive`, one room per host; an event's word over its world's, and both over the default",
  schema: placementTableSchema,
  example: '{"default":"packed","worlds":{"wld_…":"exclusive"},"events":{"evt_…":"spread"}}',
});

const hostEngines = json({
  name: "HIROBA_HOST_ENGINES",
  describe: "where that engine is, by HIROBA_ROOM_REGION of hosts; the operators' page has an example",
  schema: engineTableSchema,
  example: '{"tokyo":{"awsRegion":"ap-northeast-1","group":"hiroba-rooms"}}',
});

/** JSON of which every part may be left out. */
function json<S extends z.ZodType>({
  name,
  describe,
  schema,
  example,
}: {
  readonly name: string;
  readonly describe: string;
  readonly schema: S;
  readonly example: string;
}): Setting<z.output<S>> {
  return {
    name,
    describe,
    secret: false,
    defaultText: "{}",
    parse: (raw = "{}") => {
      const result = schema.safeParse(parseJson(raw));
      if (result.success) return result.data;
      const wrong = result.error.issues.map(
        ({ path, message }) => `${path.join(".") || "the whole"}: ${message}`,
      );
      throw new Error(`is not JSON such as ${example} (${wrong.join("; ")})`);
    },
  };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

export const originSettings = {
  port: port({
    name: "HIROBA_ORIGIN_PORT",
    fallback: 8081,
    describe: "port of the internal API and the hooks",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  metricsPort: port({
    name: "HIROBA_ORIGIN_METRICS_PORT",
    fallback: null,
    describe:
      "port for Prometheus (`/metrics`): what the pool of hosts has free, who waits, queues; unset: none",
  }),
  metricsBind: address({
    name: "HIROBA_ORIGIN_METRICS_BIND",
    fallback: "127.0.0.1",
    describe: "address that port listens on; nobody who reaches it is asked who they are",
  }),
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
  serviceKeys,
  internalAuth: choice({
    name: "HIROBA_INTERNAL_AUTH",
    choices: ["keys-or-secret", "keys"],
    fallback: "keys-or-secret",
    describe:
      "what opens the internal API: `keys` is for when every edge, room host and worker has its HIROBA_SERVICE_KEY",
  }),
  s3Endpoint: url({
    name: "S3_ENDPOINT",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8082",
    describe: "object store, as browsers reach it",
  }),
  s3Region: text({ name: "S3_REGION", fallback: "us-east-1", describe: "region that signatures name" }),
  s3AccessKeyId: text({
    name: "S3_ACCESS_KEY_ID",
    describe:
      "key that may read, put, begin, complete and remove objects of the upload bucket, and remove those of the delivery bucket",
  }),
  s3SecretAccessKey: text({ name: "S3_SECRET_ACCESS_KEY", secret: true, describe: "its secret" }),
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
  uploadLimits,
  placement,
  hostDriver: choice({
    name: "HIROBA_HOST_DRIVER",
    choices: ["static", "agones", "asg"],
    fallback: "static",
    describe:
      "which engine is told which hosts carry rooms, and asked for one more when all are full; `static`: none, hosts come and go by themselves",
  }),
  hostEngines,
  snsTopicArn: text({
    name: "HIROBA_SNS_TOPIC_ARN",
    fallback: null,
    describe: "topic by which AWS tells of uploads; set: only what AWS signed for it counts",
  }),
  stripeSecretKey: text({
    name: "STRIPE_SECRET_KEY",
    fallback: null,
    describe:
      "secret key of Stripe's API, `sk_test_…` or `sk_live_…`; unset: nothing is sold (`start` embeds a double of Stripe)",
    secret: true,
  }),
  stripeApiBase: url({
    name: "STRIPE_API_BASE",
    schemes: HTTP,
    fallback: null,
    describe: "where Stripe's API is, for a double of it; unset: Stripe itself",
  }),
  stripeTax: choice({
    name: "STRIPE_TAX",
    choices: ["off", "automatic"],
    fallback: "off",
    describe: "whether Stripe Tax reckons the tax that is in what is sold; it has to be set up at Stripe",
  }),
  stripeWebhookSecret: text({
    name: "STRIPE_WEBHOOK_SECRET",
    fallback: null,
    describe:
      "secret of Stripe's webhook, or with a comma of two: the second is for events of connected accounts; unset: payments are off",
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
