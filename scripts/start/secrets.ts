// Keys our processes need and nobody should have to invent: made once, kept in the data folder, readable by its owner alone.

import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { makeKey, makeServiceKeys, privateJwkSchema, randomText } from "../keys/make-key.ts";

const secretsSchema = z.object({
  internalToken: z.string().min(32),
  s3AccessKeyId: z.string().min(16),
  s3SecretAccessKey: z.string().min(32),
  accessKey: privateJwkSchema,
  ticketKey: privateJwkSchema,
  cookieKey: z.string().length(43),
  serviceKeys: z.object({
    edge: privateJwkSchema,
    room: privateJwkSchema,
    ugc: privateJwkSchema,
    admin: privateJwkSchema,
  }),
  /** Of the Stripe double: what the origin shows it, and what it signs events with. */
  stripe: z.object({ secretKey: z.string().min(32), webhookSecret: z.string().min(32) }),
});
export type Secrets = z.infer<typeof secretsSchema>;
/** A data folder of before lacks some: they are made for it. */
const oldSecretsSchema = secretsSchema.partial({ serviceKeys: true, stripe: true });

/** Reads the data folder's secrets, or makes them. Throws when the file is there and damaged: replacing keys signs people out. */
export async function readOrCreateSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, "secrets.json");
  const known = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (known !== null) {
    const parsed = oldSecretsSchema.safeParse(parseJson(known));
    if (parsed.success) {
      const { serviceKeys = await makeServiceKeys(), stripe = makeStripeSecrets(), ...rest } = parsed.data;
      const secrets = { ...rest, serviceKeys, stripe };
      if (Object.keys(secrets).length > Object.keys(parsed.data).length) await write(path, secrets);
      return secrets;
    }
    throw new Error(
      `${path} is damaged; remove it to have new keys made (people will have to sign in again), or start with --fresh`,
    );
  }
  const secrets: Secrets = {
    internalToken: randomText(32),
    s3AccessKeyId: `HIROBA${randomText(10)
      .replace(/[^A-Za-z0-9]/g, "0")
      .toUpperCase()}`,
    s3SecretAccessKey: randomText(32),
    accessKey: await makeKey("access"),
    ticketKey: await makeKey("ticket"),
    cookieKey: randomText(32),
    serviceKeys: await makeServiceKeys(),
    stripe: makeStripeSecrets(),
  };
  await write(path, secrets);
  return secrets;
}

function makeStripeSecrets(): Secrets["stripe"] {
  return { secretKey: `sk_test_double_${randomText(24)}`, webhookSecret: `whsec_${randomText(32)}` };
}

/** In place only when whole: a start that is killed here leaves no half file. */
async function write(path: string, secrets: Secrets): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
