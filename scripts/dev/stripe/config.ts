// What the Stripe double reads from its environment.

import {
  address,
  choice,
  port,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
} from "../../../shared/env.ts";

const HTTP = ["http", "https"] as const;

export const stripeDoubleSettings = {
  port: port({
    name: "HIROBA_STRIPE_PORT",
    fallback: 8085,
    describe: "port of the development Stripe double",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  publicUrl: url({
    name: "HIROBA_STRIPE_URL",
    schemes: HTTP,
    fallback: null,
    describe: "the double's pages as browsers reach them; unset: http://127.0.0.1:<HIROBA_STRIPE_PORT>",
  }),
  dataDir: text({
    name: "HIROBA_DATA_DIR",
    fallback: ".hiroba",
    describe: "folder of everything that is kept; the double's books are in stripe/ under it",
  }),
  secretKey: text({
    name: "STRIPE_SECRET_KEY",
    secret: true,
    describe: "the one API key that is known here",
  }),
  webhookSecret: text({
    name: "STRIPE_WEBHOOK_SECRET",
    secret: true,
    describe: "what events are signed with",
  }),
  webhookUrl: url({
    name: "HIROBA_STRIPE_WEBHOOK_URL",
    schemes: HTTP,
    fallback: null,
    describe: "where the double sends events; unset: nobody is told",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export type StripeDoubleConfig = SettingsOf<typeof stripeDoubleSettings>;
