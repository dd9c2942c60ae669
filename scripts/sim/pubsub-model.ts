// Publish and subscribe as the standard has it, plain and slow: sessions, subscriptions, retained messages, share groups, wills. It
// is told every packet in the order in which the host serves it, says what each session ought to be delivered, and holds what
// was delivered against that. Knows no room. Source: MQTT5 3.3.4, 4.3 to 4.8

import type { Packet, QoS, SubscribePacket, Subscription } from "../../shared/protocol/packet.ts";
import { parseSharedFilter, topicMatches } from "../../shared/protocol/topic.ts";
import { DelayedWills } from "./delayed-wills.ts";
import {
  type Expectation,
  type Form,
  formText,
  hasForm,
  isOf,
  joinIdentifiers,
  labelOf,
  type Published,
} from "./expectation.ts";
import { Heirs } from "./heirs.ts";
import {
  finish,
  hold,
  keep,
  type ModelLine,
  type ModelSession,
  newSession,
  type Subscribed,
} from "./model-session.ts";
import { type Candidate, Shares, type Which } from "./shares.ts";

/** A delivery by its topic and what stands in front of its payload. */
type Named = Which & { readonly packetId: number; readonly dup: boolean };

/** The host looks after sessions and wills so often. */
const HOUSEKEEPING_MAX_MS = 300;
/** What a packet has around its topic and payload, at most. */
const PACKET_HEAD_MAX_BYTES = 48;

export class PubsubModel {
  readonly sessions = new Map<string, ModelSession>();
  /** By topic, each with the session it came from. */
  readonly #retained = new Map<string, { readonly published: Published; readonly of: ModelSession | null }>();
  readonly #heirs: Heirs;
  readonly #shares: Shares;
  readonly #wills = new DelayedWills();
  readonly #nowMs: () => number;
  readonly #broken: (invariant: string, message: string) => void;
  readonly #labels = new Set<string>();
  /** Topics of which nobody knows what is retained. */
  readonly #doubtful = new Set<string>();
  /** Messages of which nobody knows whether they were published. */
  readonly #unsure = new Set<string>();
  /** Published twice, as their publisher never read that they had come: which of both was delivered, nobody can tell. */
  readonly #repeated = new Set<string>();
  #seq = 0;
  #lastSessionId = 0;

  constructor(nowMs: () => number, broken: (invariant: string, message: string) => void) {
    this.#nowMs = nowMs;
    this.#broken = broken;
    this.#heirs = new Heirs(nowMs, (published, one) => mergedForm(published, [one]));
    this.#shares = new Shares(this.#heirs);
  }

  // ── connections ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A client was let in. Answers its line, and whether it should be told that its session was there; null when nobody knows. */
  connected(
    key: string,
    connect: {
      readonly isClean: boolean;
      readonly expirySeconds: number;
      readonly packetMaxBytes: number | null;
    },
    about: Pick<ModelLine, "id" | "isWindowed" | "will">,
  ): { readonly line: ModelLine; readonly isPresent: boolean | null } {
    this.#expireSessions();
    const before = this.sessions.get(key);
    // One whose time is over has ended, though the host has not looked after it since.
    const hasEnded = before !== undefined && before.endsAtMs !== null && this.#nowMs() >= before.endsAtMs;
    const isFresh = connect.isClean || hasEnded;
    if (before !== undefined && isFresh) this.#end(before);
    const kept = isFresh ? undefined : before;
    const session = kept ?? newSession(key, ++this.#lastSessionId);
    this.sessions.set(key, session);
    session.expirySeconds = connect.expirySeconds;
    session.packetMaxBytes = connect.packetMaxBytes;
    session.endsAtMs = null;
    this.#wills.cancel(session, this.#nowMs());
    const line: ModelLine = { ...about, session, lastSeq: 0, lastSeqAcknowledged: 0 };
    session.line = line;
    return { line, isPresent: session.isUnsure ? null : kept !== undefined };
  }

  /** Some of these packets counted, and nobody knows which. Without its goodbye a client's will was published. */
  doubt({ session, will }: ModelLine, sent: readonly { readonly packet: Packet }[]): void {
    session.isUnsure = true;
    for (const { packet } of sent)
      if (packet.type === "publish")
        this.#doubt({ label: labelOf(packet.payload), topicName: packet.topicName, retain: packet.retain });
      else if (packet.type === "disconnect" && will !== null) this.#doubt(will.published);
  }

  #doubt({ label, topicName, retain }: Pick<Published, "label" | "topicName" | "retain">): void {
    this.doubtPublished(label);
    if (retain) this.#doubtful.add(topicName);
  }

  /** A message was published, or was not. */
  doubtPublished(label: string): void {
    this.#repeated.add(label);
    this.#unsure.add(label);
  }

  /** A client did not read what it was sent, and was let go: its session may end of the same. SPEC [MQTT-3] */
  overfull({ session }: ModelLine): void {
    session.isUnsure = true;
  }

  /** A connection is over. With its will, unless it said goodbye. */
  lost(line: ModelLine, options: { readonly withWill: boolean }): void {
    const { session, will } = line;
    if (session.line !== line) return;
    const delaySeconds = Math.min(will?.delaySeconds ?? 0, session.expirySeconds);
    if (options.withWill && will !== null)
      if (delaySeconds === 0) this.publish(will.published, line);
      else this.#wills.add(will.published, session, this.#nowMs() + delaySeconds * 1000);
    session.line = null;
    for (const expected of session.expected) if (expected.lineId === line.id) expected.need = "may";
    if (session.expirySeconds === 0) this.#end(session);
    else session.endsAtMs = this.#nowMs() + session.expirySeconds * 1000;
  }

  #expireSessions(): void {
    const nowMs = this.#nowMs();
    for (const session of [...this.sessions.values()])
      if (session.endsAtMs !== null && nowMs >= session.endsAtMs + HOUSEKEEPING_MAX_MS) this.#end(session);
  }

  #end(session: ModelSession): void {
    session.isOver = true;
    session.line = null;
    session.subscriptions.clear();
    this.sessions.delete(session.key);
    this.#wills.endWith(session);
  }

  // ── subscriptions ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes up granted filters. `granted` answers what SUBACK says of each. */
  subscribe(
    { session }: ModelLine,
    { subscriptions, properties }: SubscribePacket,
    granted: (filter: Subscription) => number,
  ): number[] {
    const identifier = properties.subscriptionIdentifier ?? null;
    const codes = subscriptions.map(granted);
    const fresh = subscriptions.filter((_, index) => (codes[index] ?? 128) < 3);
    const wasNew = new Set(fresh.filter((one) => !session.subscriptions.has(one.topicFilter)));
    for (const one of fresh) {
      const subscribed = { ...one, identifier };
      session.subscriptions.set(one.topicFilter, subscribed);
      if (one.topicFilter.startsWith("$share/")) this.#heirs.joined(session, subscribed);
    }
    for (const one of fresh) {
      if (one.topicFilter.startsWith("$share/")) continue;
      if (one.retainHandling === 2 || (one.retainHandling === 1 && !wasNew.has(one))) continue;
      for (const { published, of } of this.#retained.values())
        if (topicMatches(one.topicFilter, published.topicName) && !(one.noLocal && of?.key === session.key))
          this.#expect(session, published, {
            qos: Math.min(published.qos, one.qos) as QoS,
            retain: true,
            identifiers: joinIdentifiers(identifier === null ? [] : [identifier]),
          });
    }
    return codes;
  }

  /** Answers whether there was such a subscription. */
  unsubscribe({ session }: ModelLine, filter: string): boolean {
    return session.subscriptions.delete(filter);
  }

  // ── messages ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** A message was published. Answers whether anybody has subscribed to it; null when nobody knows. */
  publish(published: Published, by: ModelLine | null): boolean | null {
    const { label } = published;
    if (this.#labels.has(label)) this.#repeated.add(label);
    else if (label !== "") this.#labels.add(label);
    this.#heirs.published(published);
    this.#expireSessions();
    if (published.retain)
      if (published.payloadBytes === 0) this.#retained.delete(published.topicName);
      else {
        this.#retained.delete(published.topicName);
        this.#retained.set(published.topicName, { published, of: by?.session ?? null });
      }
    // One number for all deliveries of one message: through which of its subscriptions a session hears it first is nobody's promise.
    const seq = ++this.#seq;
    const groups = new Map<string, Candidate[]>();
    let isHeard: boolean | null = false;
    for (const session of this.sessions.values()) {
      const matching = [...session.subscriptions.values()].filter((one) => reaches(one, published.topicName));
      if (matching.length === 0) continue;
      if (session.endsAtMs !== null && this.#nowMs() >= session.endsAtMs) session.isUnsure = true;
      if (session.isUnsure) isHeard = isHeard === true ? true : null;
      else isHeard = true;
      const isLocal = session.key === by?.session.key;
      const own = matching.filter(
        (one) => !one.topicFilter.startsWith("$share/") && !(isLocal && one.noLocal),
      );
      if (own.length > 0) this.#expect(session, published, mergedForm(published, own), seq);
      for (const one of matching) {
        if (!one.topicFilter.startsWith("$share/")) continue;
        const candidates = groups.get(one.topicFilter) ?? [];
        groups.set(one.topicFilter, candidates);
        candidates.push({ session, form: mergedForm(published, [one]), subscribed: one });
        // It may be the one that is chosen.
        keep(session, published);
      }
    }
    for (const [filter, candidates] of groups) this.#shares.add({ seq, filter, published, candidates });
    return isHeard;
  }

  #expect(session: ModelSession, published: Published, form: Form, seq = ++this.#seq): void {
    const { line } = session;
    if (line === null && form.qos === 0) return;
    const isRoomy =
      session.packetMaxBytes === null ||
      published.topicName.length + published.payloadBytes + PACKET_HEAD_MAX_BYTES <= session.packetMaxBytes;
    const isSure = isRoomy && line !== null && published.expiresAtMs === null;
    const outlives = form.qos > 0;
    if (outlives) keep(session, published);
    session.expected.push({
      ...form,
      seq,
      published,
      need: isSure || (outlives && isRoomy && published.expiresAtMs === null) ? "must" : "may",
      isHeard: false,
      lineId: outlives ? null : (line?.id ?? null),
    });
  }

  /** A client was delivered a message. Whatever is wrong with it breaks an invariant. */
  heard(line: ModelLine, message: Named, form: Form): void {
    const { topicName, label, dup, packetId } = message;
    const { session } = line;
    // Heard, and the host does not know it yet.
    if (dup && form.qos === 1 && session.unfinished.has(packetId)) return;
    if (form.qos === 1) session.unfinished.add(packetId);
    const same = session.expected.filter(
      (one) => (one.lineId === null || one.lineId === line.id) && isOf(one.published, topicName, label),
    );
    const own = same.filter((one) => !one.isHeard && hasForm(one, form));
    // What an unsure one hears may be for no group: others must not go short of it.
    const shares = session.isUnsure ? [] : this.#shares.unheard(message, { session, form });
    // What is its own nobody else can have heard, so that counts first.
    const next = inOrderFirst(line, form, own) ?? inOrderFirst(line, form, shares);
    if (next === undefined) return this.#unexpected(session, message, form, same);
    if ("candidates" in next) this.#shares.lay(next, { session, form, packetId });
    else {
      next.isHeard = true;
      if (next.qos > 0) hold(session, packetId, next.published);
    }
    // What looks the same may have come for a share group, and before: of that, order says nothing.
    if (!this.#shares.mayBe(message, { session, form })) this.#inOrder(line, next, form);
  }

  /** A delivery that nothing explains; unless something does after all. */
  #unexpected(session: ModelSession, message: Named, form: Form, same: readonly Expectation[]): void {
    const { topicName, label, dup, packetId } = message;
    if (this.#shares.explains(message, { session, form, packetId })) return;
    const will = this.#wills.judge(topicName, label, this.#nowMs());
    if (will === "yes") return;
    if (will !== "no") return this.#broken("will.delay", `${session.key} was delivered ${will.wrong}`);
    if (session.isUnsure || session.isOver || this.#unsure.has(label)) return;
    if (form.retain && this.#doubtful.has(topicName)) return;
    if (this.#repeated.has(label) && this.#shares.mayBe(message, { session, form })) return;
    const known = same.map((one) => `${formText(one)}${one.isHeard ? " (heard)" : ""}`).join("; ");
    this.#broken(
      "model.unexpected",
      `${session.key} was delivered ${topicName} ${label} at ${formText(form)}${dup ? ", dup" : ""}; expected: ${known || "nothing of it"}`,
    );
  }

  /** Whether what was heard for another reason may have been this. */
  #isAmbiguous(session: ModelSession, { published, ...form }: Expectation): boolean {
    const { topicName, label } = published;
    if (this.#doubtful.has(topicName) || this.#repeated.has(label)) return true;
    return this.#shares.mayBe(published, { session, form });
  }

  /** MQTT5 4.6: on one connection everything arrives in the order in which the host served it; held-up QoS 1 and 2 among themselves. */
  #inOrder(
    line: ModelLine,
    { seq, published }: { readonly seq: number; readonly published: Published },
    form: Form,
  ): void {
    if (this.#repeated.has(published.label)) return;
    const what = `${published.topicName} ${published.label}`;
    if (isApart(line, form)) {
      if (seq < line.lastSeqAcknowledged) this.#outOfOrder(line, what);
      line.lastSeqAcknowledged = Math.max(seq, line.lastSeqAcknowledged);
      return;
    }
    if (seq < line.lastSeq) this.#outOfOrder(line, what);
    line.lastSeq = Math.max(seq, line.lastSeq);
  }

  #outOfOrder(line: ModelLine, what: string): void {
    if (!line.session.isUnsure)
      this.#broken("order", `${line.session.key} was delivered ${what} after something newer`);
  }

  /** A mark in the order of delivery: an answer that was queued now. */
  mark(): number {
    return ++this.#seq;
  }

  /** The answer behind a mark has come: everything before it must have, but for what a small Receive Maximum holds up. */
  passed(line: ModelLine, mark: number): void {
    const { session } = line;
    if (line.isWindowed || session.isUnsure) return;
    if (mark < line.lastSeq) this.#outOfOrder(line, "an answer");
    const late = session.expected.find(
      (one) => !one.isHeard && one.need === "must" && one.seq < mark && !this.#isAmbiguous(session, one),
    );
    if (late !== undefined && session.line === line)
      this.#broken(
        "order",
        `${session.key} was answered before ${late.published.topicName} ${late.published.label}`,
      );
  }

  /** The client's last word on a delivery has come. */
  finished({ session }: ModelLine, packetId: number): void {
    finish(session, packetId);
  }

  // ── when all is quiet ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Nothing is under way any more and everybody who may come back has: whatever had to be delivered was. */
  checkDelivered(): void {
    for (const session of this.sessions.values()) {
      if (session.line === null || session.isUnsure) continue;
      const lost = session.expected.find(
        (one) => one.need === "must" && !one.isHeard && !this.#isAmbiguous(session, one),
      );
      if (lost !== undefined)
        this.#broken(
          "lost",
          `${session.key} was never delivered ${lost.published.topicName} ${lost.published.label} at ${formText(lost)}`,
        );
    }
    for (const lost of this.#shares.lost((label) => this.#repeated.has(label))) this.#broken("lost", lost);
  }
}

/** Whether QoS 1 and 2 keep an order of their own. */
const isApart = (line: ModelLine, { qos }: Form): boolean => line.isWindowed && qos > 0;

/** A message that was published twice is taken for the one whose turn it is. */
function inOrderFirst<E extends { readonly seq: number }>(
  line: ModelLine,
  form: Form,
  unheard: readonly E[],
): E | undefined {
  if (unheard.length < 2) return unheard[0];
  const least = isApart(line, form) ? line.lastSeqAcknowledged : line.lastSeq;
  const inTurn = [...unheard].sort((a, b) => a.seq - b.seq);
  return inTurn.find(({ seq }) => seq >= least) ?? inTurn[0];
}

function reaches({ topicFilter }: Subscription, topicName: string): boolean {
  const shared = parseSharedFilter(topicFilter);
  const filter = shared === null || shared === "malformed" ? topicFilter : shared.topicFilter;
  return topicMatches(filter, topicName);
}

/** All matching subscriptions of a session together (MQTT5 3.3.4). */
function mergedForm(published: Published, subscribed: readonly Subscribed[]): Form {
  const qos = Math.max(...subscribed.map((one) => one.qos));
  return {
    qos: Math.min(qos, published.qos) as QoS,
    retain: published.retain && subscribed.some((one) => one.retainAsPublished),
    identifiers: joinIdentifiers(subscribed.flatMap((one) => one.identifier ?? [])),
  };
}
