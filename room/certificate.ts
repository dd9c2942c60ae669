// The certificate this host shows: read from its files, looked at again while the host runs, so that a renewed one comes into
// force without a restart and a broken one does no harm. Knows files, not sockets: putting it to use is the caller's.

import { readFile } from "node:fs/promises";
import type { Log } from "../shared/http/log.ts";

export type CertificateFiles = { readonly certFile: string; readonly keyFile: string };

/** PEM texts that belong together. */
export type Certificate = { readonly cert: string; readonly key: string; readonly validTo: string };

/** A certificate that cannot be used. The message names the file. */
export class CertificateError extends Error {}

/** Reads both files. Throws CertificateError when one cannot be read, is not PEM, or they do not belong together. */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  // Here, as it takes two megabytes: most hosts stand behind somebody who shows the certificate.
  const { createPrivateKey, X509Certificate } = await import("node:crypto");
  const [cert, key] = await Promise.all([textOf(files.certFile), textOf(files.keyFile)]);
  const x509 = parsed(files.certFile, "certificate", () => new X509Certificate(cert));
  const privateKey = parsed(files.keyFile, "private key", () => createPrivateKey(key));
  if (!x509.checkPrivateKey(privateKey))
    throw new CertificateError(`${files.keyFile} is not the key of the certificate in ${files.certFile}`);
  return { cert, key, validTo: x509.validToDate.toISOString() };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new CertificateError(`${file} cannot be read`, { cause });
  }
}

function parsed<T>(file: string, what: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new CertificateError(`${file} holds no ${what} in PEM`, { cause });
  }
}

type KeeperOptions = {
  readonly files: CertificateFiles;
  readonly inForce: Certificate;
  readonly log: Log;
  /** How often the files are looked at. */
  readonly pollIntervalMs: number;
  nowMs(): number;
  /** Puts a certificate to use. What it throws keeps the one before in force. */
  install(certificate: Certificate): void;
};

/** Installs what the files hold whenever that is new and good. Answers how to look at once, as for a SIGHUP. */
export function keepCertificate(options: KeeperOptions): { look(): Promise<void> } {
  const { files, log, install, nowMs } = options;
  let { inForce } = options;
  /** Why the files were refused when they were last looked at, so that it is said once. */
  let refusal: string | null = null;
  const look = async (): Promise<void> => {
    try {
      const found = await readCertificate(files);
      if (found.cert !== inForce.cert || found.key !== inForce.key) {
        if (Date.parse(found.validTo) <= nowMs())
          throw new CertificateError(`the certificate in ${files.certFile} ended on ${found.validTo}`);
        install(found);
        inForce = found;
        log.info("room.tls.renewed", { validTo: found.validTo });
      }
      refusal = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== refusal) log.warn("room.tls.refused", { ...files, reason });
      refusal = reason;
    }
  };
  setInterval(() => void look(), options.pollIntervalMs).unref();
  return { look };
}
