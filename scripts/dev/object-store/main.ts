// The development object store as a process: enough of the S3 protocol over a folder for the square to run on one machine.
// For development and tests. In production set S3_ENDPOINT to a real one: AWS, MinIO, R2.

import { join } from "node:path";
import { EnvError, readEnv } from "../../../shared/env.ts";
import { createLog } from "../../../shared/http/log.ts";
import { objectStoreSettings } from "./config.ts";
import { serveObjectStore } from "./serve.ts";

const EXIT_CONFIG = 78; // EX_CONFIG

function refuse(message: string): never {
  console.error(`object store: ${message}`);
  process.exit(EXIT_CONFIG);
}

function readConfig() {
  try {
    return readEnv(process.env, objectStoreSettings);
  } catch (error) {
    if (error instanceof EnvError) refuse(error.message);
    throw error;
  }
}

const config = readConfig();
const log = createLog({
  process: "s3",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
const store = await serveObjectStore(config, {
  folder: join(config.dataDir, "object-store"),
  log,
  nowMs: Date.now,
}).catch((error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    refuse(`port ${config.port} of ${config.bind} is taken; set HIROBA_S3_PORT to another`);
  throw error;
});

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("s3.stopping", { signal });
  await Promise.race([store.stop(), Bun.sleep(1_000)]);
  process.exit(0);
}
process.on("SIGTERM", () => void leave("SIGTERM"));
process.on("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("s3.listening", { port: store.port, bind: config.bind });
