// The development identity provider as a process: OpenID Connect with a name and no password.
// For development and tests. In production set OIDC_ISSUER to a real one.

import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { identityProviderSettings } from "./identity-provider/config.ts";

const EXIT_CONFIG = 78; // EX_CONFIG

function refuse(message: string): never {
  console.error(`identity provider: ${message}`);
  process.exit(EXIT_CONFIG);
}

function readConfig() {
  try {
    return readEnv(process.env, identityProviderSettings);
  } catch (error) {
    if (error instanceof EnvError) refuse(error.message);
    throw error;
  }
}

const config = readConfig();
const log = createLog({
  process: "idp",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
// oidc-provider warns by console, when it is imported and later, that nobody should run it like this in production. Here
// everybody knows: a quiet line of our log.
console.warn = (...said: unknown[]) => log.debug("idp.library", { said: said.join(" ") });
const { serveIdentityProvider } = await import("./identity-provider/serve.ts");
const provider = await serveIdentityProvider(config, log).catch((error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    refuse(`port ${config.port} of ${config.bind} is taken; set HIROBA_IDP_PORT to another`);
  throw error;
});

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("idp.stopping", { signal });
  await Promise.race([provider.stop(), Bun.sleep(1_000)]);
  process.exit(0);
}
process.on("SIGTERM", () => void leave("SIGTERM"));
process.on("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("idp.listening", { port: provider.port, bind: config.bind, issuer: provider.issuer });
