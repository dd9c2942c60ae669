// The keys of the function's own role, where it is told no others. Pure.

import type { EnvRecord } from "../../../shared/env.ts";

/** `env` with S3_* out of what Lambda sets for the role. Those that are set stand: keys of two owners make no signature. */
export function withRoleKeys(env: EnvRecord): EnvRecord {
  const region = { ...env, S3_REGION: env["S3_REGION"] || env["AWS_REGION"] };
  if (env["S3_ACCESS_KEY_ID"]) return region;
  return {
    ...region,
    S3_ACCESS_KEY_ID: env["AWS_ACCESS_KEY_ID"],
    S3_SECRET_ACCESS_KEY: env["AWS_SECRET_ACCESS_KEY"],
    S3_SESSION_TOKEN: env["AWS_SESSION_TOKEN"],
  };
}
