// Hosts, two origins and one Postgres on a bad network, in virtual time: the rules of leases (room/lease/, origin/rooms/succession.ts)
// with nothing real around them. Watches that no two hosts ever serve one room.

import {
  afterPass,
  afterSilence,
  heirsOf,
  isSilent,
  isSucceeded,
  mayTake,
  type Suspect,
  type Watch,
  without,
} from "../../../origin/rooms/succession.ts";
import { type BeatHead, LEASE_MS, Lease } from "../../../room/lease/lease.ts";
import { Promises } from "../../../room/lease/promises.ts";
import { type HostId, hostIdSchema, type RoomId, roomIdSchema } from "../../../shared/schema/ids.ts";
import type { Chance } from "../../fuzz/chance.ts";

/** Bugs that can be planted. */
export type LeaseBug =
  | "no-wait"
  | "any-heir"
  | "no-stall-guard"
  | "origins-own-clock"
  | "no-watch"
  | "anybody-inherits"
  | "long-youth";

export const LEASE_BUGS: Readonly<Record<LeaseBug, string>> = {
  "no-wait": "an heir opens a room at once, whatever it promised",
  "any-heir": "one heir's promise is enough to go on",
  "no-stall-guard": "a host that was frozen looks at its leases only with its next beat",
  "origins-own-clock": "what was heard of a host is dated by the origin that heard it",
  "no-watch": "hosts count as silent however long nobody listened",
  "anybody-inherits": "the rooms of a silent host go to any other",
  "long-youth": "a host is taken to be young for much longer than it says",
};

const BEAT_MS = 1_000;
/** Of the planted bug. */
const LONG_YOUTH_BEATS = 30;
const CALL_MAX_MS = 1_000;
const ACT_MS = 100;
const WATCH_MS = 500;
const PACE_ERROR = 0.02;
const ORIGIN_CLOCK_ERROR_MS = 20_000;
/** Of what befalls the world, unless the run is one of outages alone. */
const FAULTS_MS = 60_000;
/** Everything is well again: within so long every room that is wanted is served. */
export const HEALED_MAX_MS = 20_000;
const SETTLE_MS = 6_000;
const DELAY_MAX_MS = 40;
const LATE_MAX_MS = 4_000;

type RoomOfId = readonly [RoomId, Room];
type Room = { hostId: HostId | null; epoch: number; suspects: readonly Suspect[] };
/** What a host opens a room with; hosts in `from` may still serve it. */
type Spec = { readonly epoch: number; readonly from: readonly HostId[] };
type HostRow = {
  id: HostId;
  address: string;
  tcpPort: number;
  lastSeenAtMs: number;
  heirs: readonly HostId[];
  isYoung: boolean;
  seq: number;
  state: "speaking" | "lost" | "gone";
  startedAtMs: number;
};
type Node = { readonly name: string; pausedUntilMs: number; state: "up" | "down" };
type Host = Node & {
  readonly id: HostId;
  readonly address: string;
  /** By the clock of its machine, which those that come after it there have too. */
  readonly startedAtMs: number;
  readonly lease: Lease;
  readonly promises: Promises;
  /** With the epoch each was opened under. */
  readonly open: Map<RoomId, number>;
  readonly opening: Set<RoomId>;
  readonly pace: number;
  readonly offsetMs: number;
};

export class LeaseViolation extends Error {}

export class LeaseWorld {
  nowMs = 0;
  readonly trace: string[] = [];
  readonly #chance: Chance;
  readonly #bug: LeaseBug | null;
  /** Nothing goes wrong but Postgres and origins: nobody may be thrown out. */
  readonly #isOutageOnly: boolean;
  #events: { readonly atMs: number; readonly order: number; readonly run: () => void }[] = [];
  #order = 0;
  #lastHost = 0;
  readonly #hosts: Host[] = [];
  readonly #origins: readonly (Node & { readonly offsetMs: number })[];
  readonly #postgres: Node = { name: "postgres", pausedUntilMs: 0, state: "up" };
  readonly #postgresPace: number;
  readonly #cuts = new Set<string>();
  readonly #rooms = new Map<RoomId, Room>();
  readonly #rows = new Map<HostId, HostRow>();
  readonly #acceptedEpoch = new Map<RoomId, number>();
  #watch: Watch | null = null;
  #isHealed = false;

  constructor(chance: Chance, bug: LeaseBug | null) {
    this.#chance = chance;
    this.#bug = bug;
    this.#isOutageOnly = chance.percent(25);
    this.#origins = ["origin-1", "origin-2"].map((name) => ({
      name,
      pausedUntilMs: 0,
      state: "up",
      offsetMs: chance.between(-ORIGIN_CLOCK_ERROR_MS, ORIGIN_CLOCK_ERROR_MS),
    }));
    this.#postgresPace = this.#paceOf();
    for (let index = 1; index <= chance.between(2, 5); index++) this.#start(`machine-${index}`);
    for (let index = 1; index <= 4; index++)
      this.#rooms.set(roomIdSchema.parse(`rm_${index}`), { hostId: null, epoch: 0, suspects: [] });
    for (const origin of this.#origins) this.#every(origin, WATCH_MS, () => this.#lookOver(origin));
  }

  /** Plays to the end. Throws LeaseViolation. */
  play(): void {
    for (let atMs = 300; atMs < FAULTS_MS; atMs += 300) this.#at(atMs, () => this.#want(this.#anyRoom()));
    for (let atMs = FAULTS_MS; atMs < FAULTS_MS + HEALED_MAX_MS; atMs += 1_000)
      this.#at(atMs, () => {
        for (const room of this.#rooms) this.#want(room);
      });
    for (let atMs = SETTLE_MS; atMs < FAULTS_MS; atMs += this.#chance.between(200, 6_000))
      this.#at(atMs, () => this.#befall());
    this.#at(FAULTS_MS, () => this.#heal());
    while (true) {
      const next = this.#next();
      if (next === undefined || next.atMs > FAULTS_MS + HEALED_MAX_MS) break;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
    for (const [id] of this.#rooms)
      if (!this.#hosts.some((host) => this.#mayAct(host, id)))
        throw new LeaseViolation(`${id} is served by nobody ${HEALED_MAX_MS} ms after all was well`);
  }

  // ── time and network ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #at(atMs: number, run: () => void): void {
    const event = { atMs, order: ++this.#order, run };
    let index = this.#events.length;
    while (index > 0 && (this.#events[index - 1]?.atMs ?? 0) <= atMs) index--;
    this.#events.splice(index, 0, event);
  }

  /** The earliest; of several at once the first that was asked for. */
  #next() {
    return this.#events.pop();
  }

  /** On a node, as soon as it runs; never when it is down by then. */
  #on(node: Node, atMs: number, run: () => void): void {
    this.#at(atMs, () => {
      if (node.state === "down") return;
      if (node.pausedUntilMs > this.nowMs) return this.#on(node, node.pausedUntilMs, run);
      if ("lease" in node && this.#bug !== "no-stall-guard") this.#fence(node as Host);
      run();
    });
  }

  #every(node: Node, ms: number, run: () => void): void {
    const again = (): void => {
      run();
      this.#on(node, this.nowMs + ms, again);
    };
    this.#on(node, this.nowMs + this.#chance.below(ms), again);
  }

  /** A message that may come late, twice or never. */
  #send(from: Node, to: Node, run: () => void): void {
    const isBad = !this.#isHealed && !this.#isOutageOnly;
    if (this.#cuts.has(`${from.name} ${to.name}`) || (isBad && this.#chance.percent(3))) return;
    const delayMs = (): number =>
      isBad && this.#chance.percent(5)
        ? this.#chance.between(0, LATE_MAX_MS)
        : this.#chance.between(1, DELAY_MAX_MS);
    this.#on(to, this.nowMs + delayMs(), run);
    if (isBad && this.#chance.percent(3)) this.#on(to, this.nowMs + delayMs(), run);
  }

  /** A host asks an origin, whose answer is what Postgres has at one moment. */
  #ask<T>(host: Host, ask: (originNowMs: number) => T, then: (answer: T) => void): void {
    const origin = this.#chance.one([this.#origins[0], this.#origins[1]] as [
      Node & { offsetMs: number },
      Node & { offsetMs: number },
    ]);
    this.#send(host, origin, () =>
      this.#send(origin, this.#postgres, () => {
        const answer = ask(
          this.#bug === "origins-own-clock" ? this.nowMs + origin.offsetMs : this.#postgresMs(),
        );
        this.#send(this.#postgres, origin, () => this.#send(origin, host, () => then(answer)));
      }),
    );
  }

  #paceOf(): number {
    return 1 + ((this.#chance.below(2001) - 1000) / 1000) * PACE_ERROR;
  }

  #postgresMs(): number {
    return this.nowMs * this.#postgresPace;
  }

  #clock(host: Host): number {
    return host.offsetMs + this.nowMs * host.pace;
  }

  // ── hosts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #start(address: string): void {
    const name = `host-${++this.#lastHost}`;
    const host: Host = {
      id: hostIdSchema.parse(`hst_${this.#lastHost}`),
      name,
      address,
      startedAtMs: this.nowMs,
      pausedUntilMs: 0,
      state: "up",
      lease: new Lease(),
      promises: new Promises(),
      open: new Map(),
      opening: new Set(),
      pace: this.#paceOf(),
      offsetMs: this.#chance.below(1_000_000),
    };
    this.#hosts.push(host);
    this.#every(host, BEAT_MS / host.pace, () => this.#beat(host));
    this.#every(host, ACT_MS / host.pace, () => this.#act(host));
    this.#every(host, 500 / host.pace, () => this.#askHeirs(host));
  }

  #beat(host: Host): void {
    this.#fence(host);
    const rooms = [...host.open.keys(), ...host.opening];
    const head = host.lease.beat(rooms, this.#clock(host));
    const spoken = rooms.map((room) => ({ room, epoch: host.open.get(room) ?? 0 }));
    this.#ask(
      host,
      (nowMs) => this.#takeBeat(host, head, spoken, nowMs),
      (answer) => {
        if (answer === null) return;
        host.lease.answered(head.seq, answer);
        for (const room of answer.close) this.#close(host, room, "told");
      },
    );
  }

  #act(host: Host): void {
    for (const [room, epoch] of host.open) {
      this.#serve(host, room);
      this.#ask(
        host,
        () => this.#takeReport(host, room, epoch),
        () => {},
      );
    }
  }

  /** Says something in the room: nobody else may be able to just now. */
  #serve(host: Host, room: RoomId): void {
    for (const other of this.#hosts)
      if (other !== host && this.#mayAct(other, room))
        throw new LeaseViolation(`${host.name} and ${other.name} both serve ${room}`);
  }

  #mayAct(host: Host, room: RoomId): boolean {
    return host.state === "up" && host.open.has(room) && host.lease.untilMs(room) > this.#clock(host);
  }

  #askHeirs(host: Host): void {
    const askedAtMs = this.#clock(host);
    for (const heir of host.lease.toAsk(askedAtMs)) {
      const peer = this.#atItsAddress(heir);
      if (peer === undefined) continue;
      this.#send(host, peer, () => {
        const taken = peer.id === heir ? peer.promises.ask(host.id, this.#clock(peer)) : null;
        this.#send(peer, host, () => {
          if (this.#clock(host) - askedAtMs > CALL_MAX_MS) return;
          if (peer.id !== heir) host.lease.gone(heir);
          if (taken === null) return;
          const heirs = this.#bug === "any-heir" ? this.#hosts.map(({ id }) => id) : [heir];
          for (const id of heirs) host.lease.promised(id, taken, askedAtMs);
        });
      });
    }
  }

  /** Who answers where that host was: itself, or the process that came after it. */
  #atItsAddress(id: HostId): Host | undefined {
    const host = this.#hosts.find((other) => other.id === id);
    return this.#hosts.find(({ state, address }) => state === "up" && address === host?.address);
  }

  /** Somebody stands at the door of a room that the origin gave to this host. */
  #open(host: Host, room: RoomId): void {
    if (host.open.has(room) || host.opening.has(room)) return;
    host.opening.add(room);
    this.#askSpec(host, room);
    this.#on(host, this.nowMs + 12_000, () => this.#giveUpOpening(host, room));
  }

  #giveUpOpening(host: Host, room: RoomId): void {
    if (host.opening.delete(room) && !host.open.has(room)) host.promises.release(room);
  }

  #askSpec(host: Host, room: RoomId): void {
    const askedAtMs = this.#clock(host);
    const { lastSeq } = host.lease;
    this.#ask(
      host,
      (nowMs) => this.#takeSpec(host, room, lastSeq, nowMs),
      (spec) => {
        if (!host.opening.has(room) || host.open.has(room)) return;
        if (spec === null || this.#clock(host) >= askedAtMs + LEASE_MS)
          return this.#giveUpOpening(host, room);
        const { epoch, from } = spec;
        const waitMs = this.#bug === "no-wait" ? 0 : host.promises.take(room, from, this.#clock(host));
        if (waitMs > 0)
          return this.#on(host, this.nowMs + waitMs / host.pace + 1, () => this.#askSpec(host, room));
        host.opening.delete(room);
        host.open.set(room, epoch);
        host.lease.open(room, askedAtMs);
        this.#say(`${host.name} opens ${room} under ${epoch}`);
        this.#serve(host, room);
      },
    );
  }

  #fence(host: Host): void {
    for (const room of host.lease.over(this.#clock(host))) {
      if (this.#isOutageOnly)
        throw new LeaseViolation(`${host.name} threw people out of ${room} in an outage`);
      this.#close(host, room, "its lease is over");
    }
  }

  #close(host: Host, room: RoomId, why: string): void {
    host.opening.delete(room);
    host.lease.forget(room);
    host.promises.release(room);
    if (!host.open.delete(room)) return;
    if (this.#isOutageOnly) throw new LeaseViolation(`${host.name} threw people out of ${room} in an outage`);
    this.#say(`${host.name} closes ${room}: ${why}`);
  }

  // ── the origin and Postgres ───────────────────────────────────────────────────────────────────────────────────────────────

  #takeBeat(
    host: Host,
    { seq, heirs, isYoung }: BeatHead,
    spoken: readonly { readonly room: RoomId; readonly epoch: number }[],
    nowMs: number,
  ): { heirs: readonly HostId[]; close: RoomId[] } | null {
    const row = this.#rows.get(host.id) ?? this.#register(host, nowMs);
    if (seq <= row.seq || row.state === "gone") return null;
    this.#rows.set(host.id, { ...row, seq, heirs, isYoung, lastSeenAtMs: nowMs, state: "speaking" });
    const close: RoomId[] = [];
    const has = new Set(spoken.map(({ room }) => room));
    for (const [id, room] of this.#rooms) if (!has.has(id)) room.suspects = without(room.suspects, host.id);
    for (const { room: id, epoch } of spoken) {
      const room = this.#rooms.get(id);
      if (room === undefined) continue;
      const isOpening = epoch === 0 && room.hostId === host.id;
      if (isOpening) continue;
      if (room.epoch === epoch && (room.hostId === host.id || room.hostId === null)) {
        room.hostId = host.id;
        room.suspects = [];
      } else close.push(id);
    }
    const others = [...this.#rows.values()].filter(({ state }) => state === "speaking");
    const candidate = { id: host.id, region: "", address: host.address };
    return {
      heirs: heirsOf(
        candidate,
        others.map((other) => ({ ...other, region: "" })),
      ).map(({ id }) => id),
      close,
    };
  }

  #register({ id, address, startedAtMs }: Host, nowMs: number): HostRow {
    return {
      id,
      address,
      tcpPort: 1883,
      startedAtMs,
      lastSeenAtMs: nowMs,
      heirs: [],
      isYoung: false,
      seq: 0,
      state: "speaking",
    };
  }

  #takeSpec(host: Host, id: RoomId, seq: number, nowMs: number): Spec | null {
    const row = this.#rows.get(host.id);
    const room = this.#rooms.get(id);
    if (row === undefined || row.state === "gone" || room?.hostId !== host.id) return null;
    this.#rows.set(host.id, { ...row, seq: Math.max(row.seq, seq), lastSeenAtMs: nowMs });
    return { epoch: room.epoch, from: room.suspects.map((suspect) => suspect.id) };
  }

  #takeReport(host: Host, id: RoomId, epoch: number): void {
    const room = this.#rooms.get(id);
    if (room === undefined || room.epoch !== epoch) return;
    if (room.hostId !== null && room.hostId !== host.id) return;
    if (epoch < (this.#acceptedEpoch.get(id) ?? 0))
      throw new LeaseViolation(`${id}: what was written under ${epoch} was taken after a later epoch's`);
    this.#acceptedEpoch.set(id, epoch);
  }

  #lookOver(origin: Node & { readonly offsetMs: number }): void {
    this.#send(origin, this.#postgres, () => {
      const nowMs = this.#bug === "origins-own-clock" ? this.nowMs + origin.offsetMs : this.#postgresMs();
      this.#watch = afterPass(this.#watch, nowMs);
      const watch =
        this.#bug === "no-watch" ? { upSinceMs: Number.NEGATIVE_INFINITY, lastPassAtMs: nowMs } : this.#watch;
      for (const row of this.#rows.values()) {
        if (row.state === "gone") continue;
        if (isSucceeded(row, [...this.#rows.values()], nowMs)) this.#lose(row, "gone");
        else if (row.state === "speaking" && isSilent(row, watch, nowMs)) this.#lose(row, "silent");
      }
    });
  }

  #lose(row: HostRow, how: "silent" | "gone"): void {
    this.#say(`${row.id} is ${how}`);
    for (const room of this.#rooms.values()) {
      if (how === "gone") room.suspects = without(room.suspects, row.id);
      if (room.hostId !== row.id) continue;
      room.hostId = null;
      if (how === "silent" && this.#bug !== "anybody-inherits")
        room.suspects = afterSilence(room.suspects, this.#bug === "long-youth" ? stillYoung(row) : row);
    }
    this.#rows.set(row.id, { ...row, state: how === "gone" ? "gone" : "lost" });
  }

  /** Somebody wants into a room: an origin says where it is, or gives it to a host. */
  #anyRoom(): RoomOfId {
    return this.#chance.one([...this.#rooms] as [[RoomId, Room], ...[RoomId, Room][]]);
  }

  #want([id, room]: RoomOfId): void {
    const origin = this.#origins[this.#chance.below(2)];
    if (origin === undefined) return;
    this.#send(origin, this.#postgres, () => {
      if (room.hostId === null) {
        const able = [...this.#rows.values()].filter(
          (row) => row.state === "speaking" && mayTake(room.suspects, row.id, this.#postgresMs()),
        );
        const chosen = able[this.#chance.below(able.length)];
        if (chosen === undefined) return;
        room.hostId = chosen.id;
        room.epoch++;
        this.#say(`${chosen.id} is given ${id} under ${room.epoch}`);
      }
      const host = this.#hosts.find((other) => other.id === room.hostId);
      if (host !== undefined)
        this.#on(host, this.nowMs + this.#chance.between(1, 300), () => this.#open(host, id));
    });
  }

  // ── what befalls ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  #befall(): void {
    if (this.#isHealed) return;
    const outageMs = this.#chance.between(500, 20_000);
    const what = this.#isOutageOnly ? this.#chance.below(2) : this.#chance.below(8);
    const host = this.#chance.one(this.#hosts as [Host, ...Host[]]);
    const others: readonly Node[] = [...this.#hosts, ...this.#origins];
    if (what === 0) this.#pause(this.#postgres, outageMs);
    else if (what === 1) for (const origin of this.#origins) this.#pause(origin, outageMs);
    else if (what === 2) this.#crash(host);
    else if (what <= 4) this.#pause(host, this.#chance.between(200, 15_000));
    else {
      const isAlone = this.#chance.percent(40);
      const away = isAlone
        ? others
        : this.#chance.percent(60)
          ? this.#origins
          : [this.#chance.one(others as [Node, ...Node[]])];
      const both = this.#chance.percent(70);
      for (const other of away) this.#cut(host, other, both, outageMs);
    }
  }

  #pause(node: Node, ms: number): void {
    this.#say(`${node.name} stands still for ${ms} ms`);
    node.pausedUntilMs = Math.max(node.pausedUntilMs, this.nowMs + ms);
  }

  #crash(host: Host): void {
    if (host.state === "down") return;
    this.#say(`${host.name} is killed`);
    host.state = "down";
    const { address } = host;
    this.#at(this.nowMs + this.#chance.between(300, 8_000), () => this.#start(address));
  }

  #cut(one: Node, other: Node, both: boolean, ms: number): void {
    if (one === other) return;
    const ways = [`${one.name} ${other.name}`, ...(both ? [`${other.name} ${one.name}`] : [])];
    this.#say(`cut for ${ms} ms: ${ways.join(", ")}`);
    for (const way of ways) this.#cuts.add(way);
    this.#at(this.nowMs + ms, () => {
      for (const way of ways) this.#cuts.delete(way);
    });
  }

  #heal(): void {
    this.#say("all is well");
    this.#isHealed = true;
    this.#cuts.clear();
    for (const node of [...this.#hosts, ...this.#origins, this.#postgres])
      if (node.pausedUntilMs > this.nowMs) node.pausedUntilMs = this.nowMs;
  }

  #say(line: string): void {
    this.trace.push(`${(this.nowMs / 1000).toFixed(3).padStart(8)}  ${line}`);
  }
}

function stillYoung(row: HostRow): HostRow {
  return { ...row, isYoung: row.seq <= LONG_YOUTH_BEATS };
}
