// What scripts/deploy/ tells processes is what they read, what it looks at is what they tell, and what it names is there. Tools that
// know a format look at it too, where they are installed.

import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { edgeSettings } from "../../../edge/config.ts";
import { originSettings } from "../../../origin/config.ts";
import { poolFamilies } from "../../../origin/metrics/families.ts";
import { createHostDriver } from "../../../origin/rooms/host-driver.ts";
import { ugcSettings } from "../../../origin/ugc/config.ts";
import { JOB_MEMORY_MAX_MB } from "../../../origin/ugc/job.ts";
import { INVOCATION_MIN_MS } from "../../../origin/ugc/lambda/answer-invocation.ts";
import { withRoleKeys } from "../../../origin/ugc/lambda/role-env.ts";
import { roomSettings } from "../../../room/config.ts";
import { executableNames } from "../../../scripts/build/executables.ts";
import { makeKey, makeServiceKeys, publicServiceKeys } from "../../../scripts/keys/make-key.ts";
import { readEnv, type SettingsOf, type SettingsTable } from "../../../shared/env.ts";

const DEPLOY = join(import.meta.dir, "../../../scripts/deploy");
const TABLES = {
  origin: originSettings,
  worker: ugcSettings,
  edge: edgeSettings,
  room: roomSettings,
} as const satisfies Readonly<Record<string, SettingsTable>>;
type ProcessName = keyof typeof TABLES;
const PROCESSES = Object.keys(TABLES) as ProcessName[];
const namesOf = (process: ProcessName): string[] => Object.values(TABLES[process]).map(({ name }) => name);

type Env = Record<string, string>;
const read = (path: string): Promise<string> => Bun.file(join(DEPLOY, path)).text();
const files = (glob: string): string[] => [...new Bun.Glob(glob).scanSync({ cwd: DEPLOY })].toSorted();

/** What an operator fills in. */
let filled: Env = {};
beforeAll(async () => {
  const keys = await makeServiceKeys();
  filled = {
    DATABASE_URL: "postgres://hiroba@127.0.0.1/hiroba",
    HIROBA_INTERNAL_TOKEN: "a token of an operator, long enough for anybody",
    HIROBA_ACCESS_KEY: JSON.stringify(await makeKey("access")),
    HIROBA_TICKET_KEY: JSON.stringify(await makeKey("ticket")),
    HIROBA_COOKIE_KEY: "A".repeat(43),
    HIROBA_SERVICE_KEY: JSON.stringify(keys.edge),
    HIROBA_SERVICE_KEYS: publicServiceKeys(keys),
    S3_ACCESS_KEY_ID: "an-access-key-id",
    S3_SECRET_ACCESS_KEY: "a-secret-access-key",
  };
});

/** Reads it as the process would; what is empty is filled in, and must be something an operator is told to fill in. */
function readAs<P extends ProcessName>(process: P, env: Env): SettingsOf<(typeof TABLES)[P]> {
  const whole = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value === "" ? (filled[name] ?? "") : value]),
  );
  return readEnv(whole, TABLES[process]);
}

/** Lines NAME=value of an environment file. */
function parseEnvFile(text: string): Env {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(lines.map((line) => [line.split("=", 1)[0] ?? "", line.replace(/^[^=]*=/, "")]));
}

/** A unit's values by key, in order, its drop-in's behind its own, as number `instance`. */
async function readUnit(file: string, instance: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = await Promise.all([`systemd/${file}`, ...files(`systemd/${file}.d/*.conf`)].map(read));
  const values = new Map<string, string[]>();
  for (const line of texts.join("\n").split("\n")) {
    const [, key = "", value = ""] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    if (key !== "") values.set(key, [...(values.get(key) ?? []), value.replaceAll("%i", instance)]);
  }
  return values;
}

const UNITS: Readonly<Record<ProcessName, string>> = {
  origin: "hiroba-origin.service",
  worker: "hiroba-worker.service",
  edge: "hiroba-edge@.service",
  room: "hiroba-room@.service",
};

/** What systemd tells a process: the unit's own, and its file's over it. */
async function unitEnv(process: ProcessName, instance = "01"): Promise<Env> {
  const unit = await readUnit(UNITS[process], instance);
  const own = (unit.get("Environment") ?? []).flatMap((line) => line.split(" "));
  const [file = ""] = unit.get("EnvironmentFile") ?? [];
  expect(file).toBe(`/etc/hiroba/${process}.env`);
  return { ...parseEnvFile(own.join("\n")), ...parseEnvFile(await read(`etc-hiroba/${process}.env`)) };
}

describe("systemd", () => {
  test.each(PROCESSES)("tells the %s all that it needs and nothing it does not read", async (process) => {
    const env = await unitEnv(process);
    expect(Object.keys(env).filter((name) => !namesOf(process).includes(name))).toEqual([]);
    readAs(process, env);
    const [command = ""] = (await readUnit(UNITS[process], "01")).get("ExecStart") ?? [];
    expect(executableNames as readonly string[]).toContain(basename(command));
  });

  test("starts nothing again whose configuration cannot be followed", async () => {
    for (const file of Object.values(UNITS))
      expect((await readUnit(file, "01")).get("RestartPreventExitStatus")).toEqual(["78"]);
  });

  test("gives each host and edge of a machine ports of its own, which the proxy and Prometheus know", async () => {
    const [first, second] = await Promise.all(["01", "02"].map((n) => unitEnv("room", n)));
    const edges = await Promise.all(["01", "02"].map((n) => unitEnv("edge", n)));
    const ports = [first, second]
      .map((env) => readAs("room", env ?? {}))
      .flatMap((room) => [room.tcpPort, room.wsPort, room.metricsPort]);
    const edgePorts = edges.map((env) => readAs("edge", env).port);
    const origin = readAs("origin", await unitEnv("origin"));
    expect(new Set([...ports, ...edgePorts]).size).toBe(8);
    const caddyfile = await read("Caddyfile");
    for (const port of edgePorts) expect(caddyfile).toContain(`127.0.0.1:${port}`);
    for (const n of ["01", "02"]) {
      const room = readAs("room", await unitEnv("room", n));
      expect(caddyfile).toContain(`handle_path /rooms/${n}/* {\n\t\treverse_proxy 127.0.0.1:${room.wsPort} `);
      expect(room.wsUrl).toBe(`wss://${room.address}/rooms/${n}/mqtt`);
      expect(await read("scaling/prometheus.yaml")).toContain(`127.0.0.1:${room.metricsPort}`);
    }
    expect(await read("scaling/prometheus.yaml")).toContain(`127.0.0.1:${origin.metricsPort}`);
    expect(origin.edgePurgeUrls).toEqual(edgePorts.map((port) => `http://127.0.0.1:${port}`));
  });
});

// ── Kubernetes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Labels = Readonly<Record<string, string>>;
type Probe = { readonly httpGet: { readonly path: string; readonly port: string } };
type Container = {
  readonly name: ProcessName;
  readonly command: readonly string[];
  readonly envFrom: readonly Readonly<
    Record<"configMapRef" | "secretRef", { readonly name: string } | undefined>
  >[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
};
/** As far as these tests look. */
type Manifest = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Env;
  readonly stringData?: Env;
  readonly spec: {
    readonly selector: Labels & { readonly matchLabels?: Labels };
    readonly ports?: readonly { readonly targetPort: string }[];
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly metrics?: readonly { readonly external: { readonly metric: { readonly name: string } } }[];
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: { readonly containers: readonly Container[] };
    };
  };
};

const parseYaml = (text: string): unknown[] => [Bun.YAML.parse(text)].flat();
async function manifests(): Promise<Manifest[]> {
  const paths = [...files("kubernetes/*.yaml"), "scaling/horizontal-pod-autoscaler.yaml"];
  return (await Promise.all(paths.map(read))).flatMap(parseYaml) as Manifest[];
}
const workloads = (all: readonly Manifest[]) =>
  all.filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet");

describe("Kubernetes", () => {
  test("tells each container all that it needs, in the processes' own words", async () => {
    const all = await manifests();
    const known = new Set(PROCESSES.flatMap(namesOf));
    const containers = workloads(all).flatMap(({ spec }) => spec.template.spec.containers);
    expect(containers.map(({ name }) => name).toSorted()).toEqual(PROCESSES.toSorted());
    for (const container of containers) {
      const given = container.envFrom.map(({ configMapRef, secretRef }) => {
        const kind = configMapRef === undefined ? "Secret" : "ConfigMap";
        const name = (configMapRef ?? secretRef)?.name;
        const found = all.find((one) => one.kind === kind && one.metadata.name === name);
        if (found === undefined)
          throw new Error(`${container.name} asks for ${kind} ${name}, which is not there`);
        return found.data ?? found.stringData ?? {};
      });
      const own = (container.env ?? []).map(({ name, value }) => [name, value ?? "192.0.2.1"] as const);
      const env: Env = Object.assign({}, ...given, Object.fromEntries(own));
      expect(Object.keys(env).filter((name) => !known.has(name))).toEqual([]);
      for (const [name] of own) expect(namesOf(container.name)).toContain(name);
      readAs(container.name, env);
      expect(executableNames as readonly string[]).toContain(basename(container.command[0] ?? ""));
      // What it listens on is what is declared.
      const declared = (container.ports ?? []).map(({ containerPort }) => String(containerPort));
      const listened = Object.entries(env).filter(([name]) => name.endsWith("_PORT"));
      expect(declared.toSorted()).toEqual(listened.map(([, port]) => port).toSorted());
      for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe])
        if (probe !== undefined) {
          expect(["/healthz", "/readyz"]).toContain(probe.httpGet.path);
          expect((container.ports ?? []).map(({ name }) => name)).toContain(probe.httpGet.port);
        }
    }
  });

  test("selects pods that there are, by ports that they have", async () => {
    const all = await manifests();
    const pods = workloads(all).map(({ spec }) => spec.template);
    const selecting = all.filter(({ kind }) =>
      ["Deployment", "StatefulSet", "Service", "PodDisruptionBudget"].includes(kind),
    );
    expect(selecting.length).toBeGreaterThanOrEqual(10);
    for (const { kind, metadata, spec } of selecting) {
      const wanted = spec.selector.matchLabels ?? spec.selector;
      const chosen = pods.filter((pod) =>
        Object.entries(wanted).every(([name, value]) => pod.metadata.labels[name] === value),
      );
      expect(`${kind} ${metadata.name}: ${chosen.length}`).toBe(`${kind} ${metadata.name}: 1`);
      const ports = chosen.flatMap((pod) => pod.spec.containers.flatMap((c) => c.ports ?? []));
      if (kind === "Service")
        for (const { targetPort } of spec.ports ?? [])
          expect(ports.map(({ name }) => name)).toContain(targetPort);
    }
  });

  test("scales what there is, by metrics that the adapter makes of what is recorded", async () => {
    const all = await manifests();
    const adapter = all.find(({ metadata }) => metadata.name === "prometheus-adapter")?.data?.["config.yaml"];
    const rules = (
      Bun.YAML.parse(adapter ?? "") as { externalRules: { seriesQuery: string; name: { as: string } }[] }
    ).externalRules;
    const scalers = all.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
    expect(scalers.length).toBe(2);
    for (const { spec } of scalers) {
      const { kind, name } = spec.scaleTargetRef ?? {};
      expect(workloads(all).some((one) => one.kind === kind && one.metadata.name === name)).toBe(true);
      for (const { external } of spec.metrics ?? [])
        expect(rules.map((rule) => rule.name.as)).toContain(external.metric.name);
    }
    const text = await read("scaling/rules.yaml");
    for (const { seriesQuery } of rules) expect(text).toContain(`record: ${seriesQuery}\n`);
  });
});

test("Agones' hosts are told all that they need and their own name, and the origin may do what it does there", async () => {
  const [fleet, , , role] = parseYaml(await read("scaling/agones.yaml")) as {
    spec: { template: { spec: { template: { spec: { containers: Container[] } } } } };
    rules: { resources: string[]; verbs: string[] }[];
  }[];
  const [container] = fleet?.spec.template.spec.template.spec.containers ?? [];
  const own = Object.fromEntries(
    (container?.env ?? []).map(({ name, value }) => [name, value ?? "192.0.2.1"]),
  );
  const shared = (await manifests()).find(({ kind }) => kind === "ConfigMap")?.data ?? {};
  const room = readAs("room", { ...shared, HIROBA_INTERNAL_TOKEN: "", HIROBA_SERVICE_KEY: "", ...own });
  expect(room.engineId).not.toBeNull();
  expect(role?.rules.map(({ resources, verbs }) => [resources, verbs])).toEqual([
    [
      ["gameservers", "fleets"],
      ["get", "patch"],
    ],
    [["gameserverallocations"], ["create"]],
  ]);
  const [, told = ""] = /HIROBA_HOST_ENGINES='(.*)'/.exec(await read("scaling/agones.yaml")) ?? [];
  const origin = readAs("origin", {
    ...parseEnvFile(await read("etc-hiroba/origin.env")),
    HIROBA_HOST_ENGINES: told,
    HIROBA_HOST_DRIVER: "agones",
  });
  createHostDriver(origin)?.close();
});

test("scalers and alarms look at metrics that an origin tells", async () => {
  const none = {
    hosts: [],
    roomsWithoutHostCount: 0,
    waiting: [],
    changesLagMs: {},
    jobs: [],
    deadJobCount: 0,
    ugcJobs: [],
  };
  const told = poolFamilies(none, "test").map(({ name }) => name);
  const texts = await Promise.all(["scaling/rules.yaml", "scaling/asg-target-tracking.json"].map(read));
  const named = [...texts.join("\n").matchAll(/\bhiroba_[a-z_]+/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !told.includes(name))).toEqual([]);
  expect(JSON.parse(texts[1] ?? "")).toMatchObject({ PolicyType: "TargetTrackingScaling" });
});

test("no file names a variable that no process reads", async () => {
  const known = new Set(PROCESSES.flatMap(namesOf));
  const found: string[] = [];
  // The pages for operators speak of `bun run start`, too; test/readme.test.ts holds them to what there is.
  for (const path of files("**/*").filter((one) => !one.endsWith(".md")))
    for (const [name] of (await read(path)).matchAll(/\b(HIROBA|S3|OIDC|STRIPE|DATABASE)_[A-Z0-9_]+\b/g))
      if (!known.has(name)) found.push(`${path}: ${name}`);
  expect(found).toEqual([]);
});

// ── AWS Lambda ────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
type Template = {
  readonly Parameters: Readonly<Record<string, object>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: object;
};

describe("the template of the Lambda", () => {
  const template = async () => Bun.YAML.parse(await read("lambda/template.yaml")) as Template;
  const propertiesOf = ({ Resources }: Template, name: string) => Resources[name]?.Properties ?? {};

  test("tells the function all that the worker needs, beside what AWS tells it", async () => {
    const { Variables } = propertiesOf(await template(), "Function")["Environment"] as {
      Variables: Record<string, unknown>;
    };
    expect(Object.keys(Variables).filter((name) => !namesOf("worker").includes(name))).toEqual([]);
    // What a parameter gives is filled in by whoever deploys.
    const told = Object.entries(Variables).map(([name]) => [
      name,
      { HIROBA_ORIGIN_URL: "http://10.0.0.1:8081", S3_ENDPOINT: "https://s3.eu-west-1.amazonaws.com" }[
        name
      ] ??
        filled[name] ??
        "hiroba-delivery",
    ]);
    const role = {
      AWS_ACCESS_KEY_ID: "ASIA",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "token",
      AWS_REGION: "eu-west-1",
    };
    const worker = readEnv(withRoleKeys({ ...role, ...Object.fromEntries(told) }), ugcSettings);
    expect(worker).toMatchObject({ s3AccessKeyId: "ASIA", s3SessionToken: "token", s3Region: "eu-west-1" });
  });

  test("gives the function the time and memory it takes, and the queue's messages back that it names", async () => {
    const made = await template();
    const timeoutS = Number(propertiesOf(made, "Function")["Timeout"]);
    expect(timeoutS * 1000).toBeGreaterThanOrEqual(INVOCATION_MIN_MS);
    expect(propertiesOf(made, "Function")["MemorySize"]).toBeGreaterThan(JOB_MEMORY_MAX_MB * 1.5);
    expect(propertiesOf(made, "Queue")["VisibilityTimeout"]).toBeGreaterThan(timeoutS);
    expect(propertiesOf(made, "Invocations")["FunctionResponseTypes"]).toEqual(["ReportBatchItemFailures"]);
  });

  test("names nothing that is not in it", async () => {
    const { Parameters, Resources, Outputs } = await template();
    const known = new Set([...Object.keys(Parameters), ...Object.keys(Resources)]);
    const named: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, below] of Object.entries(value)) {
        if (key === "Ref") named.push(String(below));
        else if (key === "Fn::GetAtt") named.push(String([below].flat()[0]));
        else if (key === "Fn::Sub")
          named.push(...[...String(below).matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name));
        else walk(below);
      }
    };
    walk([Resources, Outputs]);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name) && !name.startsWith("AWS::"))).toEqual([]);
  });
});

// ── tools that know the formats ───────────────────────────────────────────────────────────────────────────────────────────

async function run(...command: string[]): Promise<string> {
  const child = Bun.spawn(command, { cwd: DEPLOY, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [out, errors, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return code === 0 ? "" : `${out}\n${errors}`;
}

test.skipIf(Bun.which("systemd-analyze") === null)("systemd finds nothing wrong with the units", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-units-"));
  try {
    const units = Object.values(UNITS);
    for (const file of [...units, ...units.flatMap((unit) => files(`systemd/${unit}.d/*.conf`))]) {
      const text = await read(file.startsWith("systemd/") ? file : `systemd/${file}`);
      // It looks whether the program is there, and on this machine it is not.
      const here = text.replace(/^ExecStart=.*$/m, `ExecStart=${process.execPath}`);
      await Bun.write(join(folder, file.replace("systemd/", "")), here);
    }
    const instances = units.map((unit) => join(folder, unit.replace("@.", "@01.")));
    for (const [index, unit] of units.entries())
      if (unit.includes("@")) await Bun.write(instances[index] ?? "", Bun.file(join(folder, unit)));
    expect(await run("systemd-analyze", "verify", "--man=no", ...instances)).toBe("");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.skipIf(Bun.which("caddy") === null)("caddy takes the Caddyfile", async () => {
  expect(await run("caddy", "adapt", "--config", "Caddyfile", "--validate")).toBe("");
});

test.skipIf(Bun.which("promtool") === null)("Prometheus takes its configuration and its rules", async () => {
  expect(await run("promtool", "check", "config", "scaling/prometheus.yaml")).toBe("");
});
