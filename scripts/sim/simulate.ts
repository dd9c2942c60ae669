// One run of one seed, from the first client to the last look at the room. Two runs of a seed write identical bytes.

import type { LoopDeps } from "../../room/loop.ts";
import { Chance } from "../fuzz/chance.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";
import { checkAgreement } from "./agreement.ts";
import type { Client } from "./client.ts";
import { drawSteps, type Step, wideSeed } from "./plan.ts";
import type { Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { Violation } from "./violation.ts";
import { World } from "./world.ts";

/** Whoever was there first settles in before anybody does anything. */
const SETTLE_MS = 40;
/** Longer than any client takes to come back, the host to give up a silent line, and voice to fade. */
const CALM_MS = 2_500;
/** Until whoever comes last has seen everything, and everybody's last question is answered. */
const LAST_LOOK_MS = 700;

export type Run = {
  readonly seed: bigint;
  readonly scenario: Scenario;
  readonly steps: readonly Step[];
  readonly violation: Violation | null;
  /** Of everything the host wrote and said; empty unless wanted. */
  readonly digest: string;
  readonly virtualMs: number;
  readonly trace: readonly string[];
};

export type SimulateOptions = {
  readonly seed: bigint;
  /** Unless given, the seed draws one. */
  readonly scenario?: Scenario;
  /** Which of its steps are taken; all unless given. */
  readonly steps?: readonly Step[];
  /** Clients, by their number, who never come. */
  readonly absent?: ReadonlySet<number>;
  readonly isTraced?: boolean;
  /** Whether a digest is wanted, to hold this run against another. */
  readonly isDigested?: boolean;
  /** What of the world around the host is broken, as a canary has it. */
  readonly deps?: (time: VirtualTime) => Partial<LoopDeps>;
};

export async function simulate(options: SimulateOptions): Promise<Run> {
  const { seed, isTraced = false, isDigested = false } = options;
  const chance = new Chance(seed);
  const drawn = SCENARIOS[chance.below(SCENARIOS.length)] ?? SCENARIOS[0];
  const scenario = options.scenario ?? drawn;
  const personas = scenario.personas(chance);
  const world = new World({
    kind: scenario.host,
    hasRoom: scenario.hasRoom,
    chance: new Chance(wideSeed(chance)),
    spec: scenario.spec,
    isTraced,
    isDigested,
    ...(options.deps === undefined ? {} : { deps: options.deps }),
  });
  const lineSeeds = wideSeed(chance);
  for (const [index, persona] of personas.entries())
    world.add(persona, new Chance(lineSeeds + BigInt(index)));
  // Drawn in any case: whoever leaves some out changes nothing of what is drawn after them.
  const all = drawSteps(scenario, chance, personas.length);
  const steps = options.steps ?? all;
  world.watchQueues();
  const beganMs = world.time.nowMs;
  for (const [index, client] of world.clients.entries()) {
    client.isAbsent = options.absent?.has(index) === true;
    world.time.after(chance.below(SETTLE_MS), () => client.wake());
  }
  for (const step of steps) world.time.after(SETTLE_MS + step.atMs, () => take(world, scenario, step));
  await world.run(beganMs + SETTLE_MS + (steps.at(-1)?.atMs ?? 0) + 1);
  await calm(world);
  const latecomers = await lastLook(world, scenario);
  if (world.violation === null) check(world, scenario, latecomers);
  const { violation } = world;
  world.stop();
  return {
    seed,
    scenario,
    steps,
    violation,
    digest: world.digest(),
    virtualMs: world.time.nowMs - beganMs,
    trace: world.trace.lines,
  };
}

function take(world: World, scenario: Scenario, { client: index, action, seed }: Step): void {
  const client = world.clients[index];
  const [, act] = scenario.actions[action] ?? [];
  if (client === undefined || act === undefined || world.violation !== null) return;
  const did = act(world, client, new Chance(seed));
  if (did !== null) world.trace.note(`${client.persona.name} ${did}`);
}

/** The network heals, nobody begins anything new, and whoever is away comes back. */
async function calm(world: World): Promise<void> {
  world.isQuiet = true;
  world.trace.note("all is quiet from now on");
  for (const client of world.clients) {
    client.conversation?.line.heal();
    client.settle();
  }
  await world.run(world.time.nowMs + CALM_MS);
}

async function lastLook(world: World, scenario: Scenario): Promise<readonly Client[]> {
  if (world.violation !== null) return [];
  const personas = scenario.latecomers(world.clients.map(({ persona }) => persona));
  const latecomers = personas.map((persona, index) => world.add(persona, new Chance(BigInt(index))));
  for (const client of latecomers) client.wake();
  await world.run(world.time.nowMs + LAST_LOOK_MS / 2);
  world.isLooking = true;
  for (const client of world.clients) client.ping();
  await world.run(world.time.nowMs + LAST_LOOK_MS / 2);
  return latecomers;
}

function check(world: World, scenario: Scenario, latecomers: readonly Client[]): void {
  for (const { persona, conversation } of world.clients)
    if (conversation?.state === "open" && conversation.answers.due !== null) {
      const { due } = conversation.answers;
      world.broken("answers", `${persona.name} never got ${due?.type} ${due?.id}`);
    }
  world.model.checkDelivered();
  if (scenario.hasRoom) checkAgreement(world, latecomers);
}
