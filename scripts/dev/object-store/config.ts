// What the development object store reads from its environment.

import {
  address,
  choice,
  port,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
} from "../../../shared/env.ts";

export const objectStoreSettings = {
  port: port({ name: "HIROBA_S3_PORT", fallback: 8082, describe: "port of the development object store" }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  dataDir: text({
    name: "HIROBA_DATA_DIR",
    fallback: ".hiroba",
    describe: "folder of everything that is kept; objects are in object-store/ under it",
  }),
  region: text({ name: "S3_REGION", fallback: "us-east-1", describe: "region that signatures name" }),
  accessKeyId: text({ name: "S3_ACCESS_KEY_ID", describe: "the one key that is known here" }),
  secretAccessKey: text({ name: "S3_SECRET_ACCESS_KEY", secret: true, describe: "its secret" }),
  uploadBucket: text({
    name: "S3_UPLOAD_BUCKET",
    fallback: "hiroba-upload",
    describe: "private bucket; what arrives in it is told",
  }),
  deliveryBucket: text({
    name: "S3_DELIVERY_BUCKET",
    fallback: "hiroba-delivery",
    describe: "bucket anyone may read",
  }),
  eventUrl: url({
    name: "HIROBA_S3_EVENT_URL",
    schemes: ["http", "https"],
    fallback: null,
    describe: "where events of the upload bucket are posted; unset: nobody is told",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export type ObjectStoreConfig = SettingsOf<typeof objectStoreSettings>;
