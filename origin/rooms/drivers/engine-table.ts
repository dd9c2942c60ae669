// Where the engine of each region is, as HIROBA_HOST_ENGINES says it. Which of the two kinds it has to be is the driver's to say.

import * as z from "zod";
import { EnvError } from "../../../shared/env.ts";

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
/** As Kubernetes names things. */
const k8sName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

const agonesSchema = z.strictObject({
  namespace: k8sName,
  /** What one host more is asked of; null: a FleetAutoscaler or you alone see to it. */
  fleet: k8sName.nullable().default(null),
  /** No more hosts than this are asked for. */
  hostsMax: z.int().min(1).max(10_000).default(50),
  api: httpUrl.default("https://kubernetes.default.svc"),
  tokenFile: z.string().min(1).default(`${SERVICE_ACCOUNT}/token`),
});
const asgSchema = z.strictObject({
  awsRegion: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** Name of the auto-scaling group; its own maximum holds. */
  group: z.string().min(1).max(255),
  /** Of another endpoint than AWS's own. */
  api: httpUrl.optional(),
});

export type AgonesEngine = z.infer<typeof agonesSchema>;
export type AsgEngine = z.infer<typeof asgSchema>;

export const engineTableSchema = z.record(z.string().min(1).max(64), z.union([agonesSchema, asgSchema]));
export type EngineTable = z.infer<typeof engineTableSchema>;

/** By region, all of Agones. Throws EnvError. */
export const agonesOnly = (table: EngineTable): ReadonlyMap<string, AgonesEngine> =>
  only(table, "agones", (engine) => ("namespace" in engine ? engine : null));

/** By region, all of AWS. Throws EnvError. */
export const asgOnly = (table: EngineTable): ReadonlyMap<string, AsgEngine> =>
  only(table, "asg", (engine) => ("group" in engine ? engine : null));

function only<E>(
  table: EngineTable,
  driver: string,
  pick: (engine: EngineTable[string]) => E | null,
): ReadonlyMap<string, E> {
  const problem = (message: string) => new EnvError([{ name: "HIROBA_HOST_ENGINES", message }]);
  const engines = Object.entries(table).map(([region, engine]) => {
    const picked = pick(engine);
    if (picked === null) throw problem(`${region} is not what HIROBA_HOST_DRIVER=${driver} can be told`);
    return [region, picked] as const;
  });
  if (engines.length === 0) throw problem(`names no region, and HIROBA_HOST_DRIVER is ${driver}`);
  return new Map(engines);
}
