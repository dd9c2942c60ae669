// The Stripe double as a process: Stripe's API, pages one can click and events, and no money anywhere. For development and
// tests; with a STRIPE_SECRET_KEY of Stripe's own in the environment, `bun run start` does without it.

import { join } from "node:path";
import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { stripeDoubleSettings } from "./stripe/config.ts";
import { serveStripeDouble } from "./stripe/serve.ts";

const EXIT_CONFIG = 78; // EX_CONFIG

function refuse(message: string): never {
  console.error(`Stripe double: ${message}`);
  process.exit(EXIT_CONFIG);
}

function readConfig() {
  try {
    return readEnv(process.env, stripeDoubleSettings);
  } catch (error) {
    if (error instanceof EnvError) refuse(error.message);
    throw error;
  }
}

const config = readConfig();
const log = createLog({
  process: "stripe",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
const double = await serveStripeDouble(config, {
  folder: join(config.dataDir, "stripe"),
  log,
  nowMs: Date.now,
  rng: Math.random,
}).catch((error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    refuse(`port ${config.port} of ${config.bind} is taken; set HIROBA_STRIPE_PORT to another`);
  throw error;
});

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("stripe.stopping", { signal });
  await Promise.race([double.stop(), Bun.sleep(1_000)]);
  process.exit(0);
}
process.on("SIGTERM", () => void leave("SIGTERM"));
process.on("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("stripe.listening", { port: double.port, bind: config.bind, url: double.url });
