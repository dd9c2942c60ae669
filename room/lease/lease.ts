// How long a host may go on serving its rooms, by its own steady clock. A room is leased for LEASE_MS from the sending of the newest
// beat, or question for its spec, that the origin answered about it. Beyond that it goes on only while every heir of the host has
// promised, a moment ago, not to open it: those alone to whom the origin may give the room without proof that this host is gone.
// So rooms outlive an origin that is away, and no two hosts ever serve one. A young host, of which few beats were answered, goes on
// beyond its lease in no case: hosts that come together do not know one another yet, and one that died then would leave its rooms to
// nobody. Pure; what heirs promise is in promises.ts, the rules of
// the origin's side are its succession.ts. `bun run sim -- lease` plays both against each other.
//
// Clocks may differ by 2 % in pace: every wait on one side is longer by more than that than what it waits for on the other.

import type { HostId, RoomId } from "../../shared/schema/ids.ts";

/** Less than what the origin waits from the receipt of a beat (HOST_SILENT_MS, 4 s). */
export const LEASE_MS = 3_000;
/** From the asking; less than an heir keeps its promise from the answering (PROMISE_MS, 3 s). */
export const PERMIT_MS = 2_500;
/** At most so long without the origin: a minute less than it keeps a room for heirs (HEIRLESS_MS, 15 min). */
export const ALONE_MAX_MS = 14 * 60_000;
/** Heirs are asked from here on. */
const ASK_AFTER_MS = LEASE_MS / 2;

/** Beats of a host that is young. */
const YOUNG_BEATS = 3;

/** What a beat says of leases. */
export type BeatHead = {
  /** Counts up; the origin takes none that is older than one it took. */
  readonly seq: number;
  /** The heirs this host knows: those the origin may go by from then on. */
  readonly heirs: readonly HostId[];
  /** It serves nothing beyond a lease: should it fall silent, its rooms may go to anybody. */
  readonly isYoung: boolean;
};

type Sent = BeatHead & { readonly atMs: number; readonly rooms: readonly RoomId[] };
/** An heir promised, asked then, to open no room of this host's for a while, but for those it had taken. */
type Promised = { readonly askedAtMs: number; readonly taken: ReadonlySet<RoomId> };

/** Beats that may be answered yet; an answer to an older one says nothing. */
const UNANSWERED_BEATS_MAX = 64;

export class Lease {
  #lastSeq = 0;
  #answeredSeq = 0;
  #known: readonly HostId[] = [];
  /** Heirs the origin may go by: those said in the newest answered beat, and since. */
  #heirs: ReadonlySet<HostId> = new Set();
  #sent: Sent[] = [];
  readonly #baseMs = new Map<RoomId, number>();
  /** The newest of each heir. */
  readonly #promised = new Map<HostId, Promised>();
  /** Heirs that are no more: they take nothing. */
  readonly #gone = new Set<HostId>();

  /** Of the newest beat that was sent: a question for a spec says it, so that no beat from before it counts afterwards. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** A beat is sent now that tells of these rooms. */
  beat(rooms: readonly RoomId[], nowMs: number): BeatHead {
    const seq = ++this.#lastSeq;
    const head: BeatHead = { seq, heirs: this.#known, isYoung: seq <= YOUNG_BEATS };
    this.#sent = [...this.#sent, { ...head, atMs: nowMs, rooms }].slice(-UNANSWERED_BEATS_MAX);
    this.#heirs = new Set([...this.#heirs, ...head.heirs]);
    return head;
  }

  /**
   * The origin answered that beat: `close` are rooms of it that are not this host's, `heirs` whom it would choose now. Answers whether
   * those are others than the beat said.
   */
  answered(
    seq: number,
    { heirs, close }: { readonly heirs: readonly HostId[]; readonly close: readonly RoomId[] },
  ): boolean {
    const beat = this.#sent.find((sent) => sent.seq === seq);
    if (beat === undefined) return false;
    const closed = new Set(close);
    for (const room of beat.rooms) if (!closed.has(room)) this.#affirm(room, beat.atMs);
    for (const room of close) this.forget(room);
    if (seq < this.#answeredSeq) return false;
    this.#answeredSeq = seq;
    this.#known = heirs;
    this.#sent = this.#sent.filter((sent) => sent.seq >= seq);
    this.#heirs = new Set(this.#sent.flatMap((sent) => sent.heirs));
    for (const heir of this.#gone) if (!this.#heirs.has(heir)) this.#gone.delete(heir);
    for (const heir of this.#promised.keys()) if (!this.#heirs.has(heir)) this.#promised.delete(heir);
    return heirs.length !== beat.heirs.length || heirs.some((heir) => !beat.heirs.includes(heir));
  }

  /** The room is opened with a spec that was asked for then. */
  open(room: RoomId, askedAtMs: number): void {
    this.#baseMs.set(room, askedAtMs);
  }

  /** The room is served no more. */
  forget(room: RoomId): void {
    this.#baseMs.delete(room);
  }

  /** An heir promised, asked then, to open none of this host's rooms for a while, but for those in `taken`. */
  promised(heir: HostId, taken: readonly RoomId[], askedAtMs: number): void {
    if (
      !this.#heirs.has(heir) ||
      askedAtMs <= (this.#promised.get(heir)?.askedAtMs ?? Number.NEGATIVE_INFINITY)
    )
      return;
    this.#promised.set(heir, { askedAtMs, taken: new Set(taken) });
  }

  /** That heir's process is proven to be no more: under its id nothing is opened any more. */
  gone(heir: HostId): void {
    if (this.#heirs.has(heir)) this.#gone.add(heir);
  }

  /** Whom to ask for a promise now. */
  toAsk(nowMs: number): HostId[] {
    const isDoubted = [...this.#baseMs.values()].some((baseMs) => nowMs - baseMs >= ASK_AFTER_MS);
    return isDoubted ? [...this.#heirs].filter((heir) => !this.#gone.has(heir)) : [];
  }

  /** Rooms that are not to be served any more: nothing of them may be said from now on. */
  over(nowMs: number): RoomId[] {
    return [...this.#baseMs.keys()].filter((room) => nowMs >= this.untilMs(room));
  }

  /** When to look at `over` at the latest, unless something is heard until then; Infinity without rooms. */
  dueAtMs(): number {
    return [...this.#baseMs.keys()].reduce(
      (due, room) => Math.min(due, this.untilMs(room)),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Until when this room may be served as things are; the past for a room that is not open. */
  untilMs(room: RoomId): number {
    const baseMs = this.#baseMs.get(room);
    if (baseMs === undefined) return Number.NEGATIVE_INFINITY;
    // The origin may not know yet that it is young no more.
    if (this.#answeredSeq <= YOUNG_BEATS) return baseMs + LEASE_MS;
    let permittedMs = baseMs + ALONE_MAX_MS;
    for (const heir of this.#heirs) {
      if (this.#gone.has(heir)) continue;
      const promised = this.#promised.get(heir);
      if (promised === undefined || promised.taken.has(room)) return baseMs + LEASE_MS;
      permittedMs = Math.min(permittedMs, promised.askedAtMs + PERMIT_MS);
    }
    return Math.max(baseMs + LEASE_MS, permittedMs);
  }

  #affirm(room: RoomId, atMs: number): void {
    const baseMs = this.#baseMs.get(room);
    if (baseMs !== undefined && atMs > baseMs) this.#baseMs.set(room, atMs);
  }
}
