// Opens ports: those of clients, each with the certificate in force, and that of metrics. The only file that calls Bun.listen and
// Bun.serve. Ends the process, in one line, when a port cannot be had.

import type { Log } from "../shared/http/log.ts";
import {
  type Certificate,
  CertificateError,
  type CertificateFiles,
  keepCertificate,
  readCertificate,
} from "./certificate.ts";
import { EXIT_CONFIG, type ListeningConfig, type MetricsConfig } from "./config.ts";
import type { OpenPorts, PortPlan } from "./ports.ts";
import type { Endpoint } from "./transport/socket-handlers.ts";

const CERTIFICATE_POLL_INTERVAL_MS = 5_000;
const TLS_1_3 = 0x0304;

/** A certificate and where it is read from. */
type Shown = { readonly files: CertificateFiles; readonly certificate: Certificate };

/** The certificate to begin with; null where there is to be none. Ends the process when it is unusable. */
export async function readCertificateOrExit({
  tlsCertFile: certFile,
  tlsKeyFile: keyFile,
}: ListeningConfig): Promise<Shown | null> {
  if (certFile === null || keyFile === null) return null;
  const files = { certFile, keyFile };
  try {
    return { files, certificate: await readCertificate(files) };
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CONFIG);
  }
}

export type Listeners = {
  readonly ports: OpenPorts;
  /** Lets nobody in any more; who is in stays. */
  stop(): void;
};

/** Listens on all of them. A certificate that is renewed in its files comes into force; SIGHUP looks at once. */
export function listen(
  config: ListeningConfig,
  plans: readonly PortPlan[],
  shown: Shown | null,
  log: Log,
): Listeners {
  const certificate = shown?.certificate ?? null;
  const opened = plans.map((plan) => ({ plan, ...orExit(plan, () => openPort(config, plan, certificate)) }));
  if (shown !== null) {
    const secure = opened.filter(({ plan }) => plan.isSecure);
    const { look } = keepCertificate({
      files: shown.files,
      inForce: shown.certificate,
      log,
      pollIntervalMs: CERTIFICATE_POLL_INTERVAL_MS,
      nowMs: Date.now,
      install: (next) => {
        for (const port of secure) port.renew(next);
      },
    });
    process.on("SIGHUP", () => void look());
  }
  return {
    ports: Object.fromEntries(opened.map(({ plan, port }) => [plan.name, port])),
    stop: () => {
      for (const port of opened) port.stop();
    },
  };
}

/** Answers metrics on their own port, and which that is. */
export function listenForMetrics(
  { metricsPort, metricsBind }: MetricsConfig,
  fetch: (request: Request) => Response | Promise<Response>,
): number {
  const variable = "HIROBA_ROOM_METRICS_PORT";
  const server = orExit({ port: metricsPort, variable, bindVariable: "HIROBA_ROOM_METRICS_BIND" }, () =>
    Bun.serve({ hostname: metricsBind, port: metricsPort, fetch }),
  );
  return server.port ?? metricsPort;
}

/**
 * Listens on a port. `renew` gives it another certificate: Bun cannot change a listener's, so another listener takes the port
 * within the same turn, and connections that are there keep theirs. What cannot be listened with leaves the port as it was.
 */
function openPort(
  { bind }: ListeningConfig,
  { port, isSecure, socket }: PortPlan,
  first: Certificate | null,
) {
  const listen = (onPort: number, certificate: Certificate | null) => {
    // TLS 1.3 alone: nothing to renegotiate, nothing to fall back to. Bun's types do not tell of minVersion.
    const tls =
      isSecure && certificate !== null
        ? { cert: certificate.cert, key: certificate.key, minVersion: TLS_1_3 }
        : null;
    return Bun.listen<Endpoint | null>({
      hostname: bind,
      port: onPort,
      data: null,
      socket,
      ...(tls && { tls }),
    });
  };
  let inForce = first;
  let listener = listen(port, inForce);
  return {
    port: listener.port,
    stop: () => listener.stop(),
    renew: (next: Certificate): void => {
      listener.stop();
      try {
        listener = listen(listener.port, next);
        inForce = next;
      } catch (error) {
        listener = listen(listener.port, inForce);
        throw error;
      }
    },
  };
}

/** Opens a port, or says in one line why not and which variable to change. */
function orExit<T>(
  {
    port,
    variable,
    bindVariable = "HIROBA_BIND",
  }: Pick<PortPlan, "port" | "variable"> & { bindVariable?: string },
  open: () => T,
): T {
  try {
    return open();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE")
      console.error(`port ${port} is taken: free it, or set ${variable} to another (0 takes any free one)`);
    else if (code === "EACCES")
      console.error(`port ${port} may not be used by this user: set ${variable} to one above 1023`);
    else if (code === "EADDRNOTAVAIL")
      console.error(`${bindVariable} is no address of this machine: set it to one, or to 0.0.0.0 for all`);
    else throw error;
    process.exit(EXIT_CONFIG);
  }
}
