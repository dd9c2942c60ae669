// Doors open: everybody comes within two seconds and moves as soon as they are in. When does the last one see all others?

import type { ByteReader } from "../../../shared/protocol/bytes.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { DOWN } from "../../../shared/protocol/ext/registry.ts";
import type { Plan, Report } from "../plan.ts";
import type { Client } from "./client.ts";
import { Crowd } from "./crowd.ts";
import { ExtendedTraffic } from "./extended-traffic.ts";
import { Schedule } from "./schedule.ts";

const HZ = 20;

/** What the last one to come has seen, and when it was all. */
class LastOne extends ExtendedTraffic {
  readonly #index: number;
  readonly #everybody: number;
  readonly #members = new Set<number>();
  readonly #posed = new Set<number>();
  allMembersAtMs: number | null = null;
  allPosesAtMs: number | null = null;

  constructor(clients: number) {
    super({ avatars: clients, hz: HZ, mode: 0, capabilities: Capability.type0, keepsFramed: clients - 1 });
    this.#index = clients - 1;
    this.#everybody = clients;
  }

  override heardOther(client: Client, kind: number, section: ByteReader, nowMs: number): void {
    if (client.index !== this.#index || kind !== DOWN.presence.id) return;
    const presence = DOWN.presence.decode(section);
    if (presence.op !== "leave") for (const { sid } of presence.members) this.#members.add(sid);
    if (this.#members.size === this.#everybody) this.allMembersAtMs ??= nowMs;
  }

  override heardSid(client: Client, sid: number, nowMs: number): void {
    if (client.index !== this.#index) return;
    this.#posed.add(sid);
    if (this.#posed.size === this.#everybody) this.allPosesAtMs ??= nowMs;
  }
}

export function runJoining(plan: Extract<Plan, { kind: "joining" }>, report: (line: Report) => void): void {
  const { target, clients, withinMs, waitMaxMs } = plan;
  const traffic = new LastOne(clients);
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  const startMs = performance.now();
  const load = new Schedule({ senders: clients, hz: HZ, startMs });
  for (let index = 0; index < clients; index++) {
    crowd.drive(startMs + (index / clients) * withinMs, load);
    crowd.enter(index);
  }
  const cameAtMs = performance.now();
  const untilMs = cameAtMs + waitMaxMs;
  const hasSeenAll = () => traffic.allMembersAtMs !== null && traffic.allPosesAtMs !== null;
  while (performance.now() < untilMs && !hasSeenAll()) crowd.drive(performance.now() + 1, load);
  const since = (atMs: number | null) => (atMs === null ? null : atMs - cameAtMs);
  report({
    type: "joined",
    clients: crowd.clients.filter((client) => client.stage === "ready").length,
    cameWithinMs: cameAtMs - startMs,
    welcomeMs: since(crowd.clients.at(-1)?.readyAtMs ?? null),
    allMembersMs: since(traffic.allMembersAtMs),
    allPosesMs: since(traffic.allPosesAtMs),
  });
  crowd.close();
}
