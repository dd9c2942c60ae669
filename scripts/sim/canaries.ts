// Planted bugs. Each is put into the running program from outside for as long as it is planted, and has to be found: a simulation that
// passes one by sees nothing. What they do depends on what goes by, never on a count of their own, so that a seed stays a seed.

import type { LoopDeps } from "../../room/loop.ts";
import { Audience } from "../../room/pubsub/audience.ts";
import { Retained } from "../../room/pubsub/retained.ts";
import type { Publication } from "../../room/pubsub/subscriber.ts";
import { Actor } from "../../room/session/actor.ts";
import { Incoming, OutgoingWindow } from "../../room/session/inflight.ts";
import { Outbox } from "../../room/session/outbox.ts";
import { Session } from "../../room/session/session.ts";
import { DOWN } from "../../shared/protocol/ext/registry.ts";
import { planted } from "../room-in-memory/planted.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";

export type Canary = {
  readonly name: string;
  readonly about: string;
  /** The bug is there until what this answers is disposed of. */
  plant(): Disposable;
  /** What of the world around a host is broken while it is. */
  readonly deps?: (time: VirtualTime) => Partial<LoopDeps>;
};

const nothing = (): Disposable => ({ [Symbol.dispose]: () => {} });
/** So many in a hundred of what goes by, told by its bytes. */
const isChosen = (bytes: Uint8Array, share: number): boolean => Bun.hash.crc32(bytes) % 100 < share;

const SWAPPED_SHARE = 4;
const TWICE_SHARE = 10;
const JUMP_EVERY_MS = 4_000;
const JUMP_MS = 700;

const swappedPackets: Canary = {
  name: "swapped-packets",
  about: "now and then a packet waits for the one behind it",
  plant: () => {
    const held = new WeakMap<Outbox, Uint8Array>();
    return planted(
      Outbox.prototype,
      "queue",
      (queue) =>
        function (this: Outbox, packet: Uint8Array): void {
          const before = held.get(this);
          if (before === undefined && isChosen(packet, SWAPPED_SHARE)) {
            held.set(this, packet);
            return;
          }
          held.delete(this);
          queue.call(this, packet);
          if (before !== undefined) queue.call(this, before);
        },
    );
  },
};

const logTwice: Canary = {
  name: "log-twice",
  about: "now and then somebody is given what an audience logged twice",
  plant: () =>
    planted(
      Session.prototype,
      "queueShared",
      (queueShared) =>
        function (this: Session, buffer: Uint8Array, start: number, end: number): boolean {
          if (isChosen(buffer.subarray(start, end), TWICE_SHARE)) queueShared.call(this, buffer, start, end);
          return queueShared.call(this, buffer, start, end);
        },
    ),
};

const forgetfulSession: Canary = {
  name: "forgetful-session",
  about: "what a client did not acknowledge before it left is not sent again",
  plant: () =>
    planted(
      OutgoingWindow.prototype,
      "next",
      (next) =>
        function (this: OutgoingWindow) {
          let found = next.call(this);
          for (; found?.attempt === "again"; found = next.call(this)) this.finish(found.outgoing);
          return found;
        },
    ),
};

const leftUndone: Canary = {
  name: "left-undone",
  about: "what a member of a share group leaves undone when its session ends is lost",
  plant: () =>
    planted(
      OutgoingWindow.prototype,
      "inheritance",
      () => function* (): ReturnType<OutgoingWindow["inheritance"]> {},
    ),
};

const givenToTwo: Canary = {
  name: "given-to-two",
  about: "now and then two members of a share group are given one message",
  plant: () => {
    const given = new WeakSet<Publication>();
    return planted(
      Session.prototype,
      "deliverFor",
      (deliverFor) =>
        function (this: Session, share, publication, delivery): void {
          deliverFor.call(this, share, publication, delivery);
          if (given.has(publication) || !isChosen(publication.payload, TWICE_SHARE)) return;
          given.add(publication);
          share.passOn(publication);
        },
    );
  },
};

const openWindow: Canary = {
  name: "open-window",
  about: "a client's Receive Maximum is not kept",
  plant: () =>
    planted(
      OutgoingWindow.prototype,
      "next",
      (next) =>
        function (this: OutgoingWindow) {
          const { windowMax } = this;
          if (windowMax > 0) this.windowMax = Number.POSITIVE_INFINITY;
          const outgoing = next.call(this);
          this.windowMax = windowMax;
          return outgoing;
        },
    ),
};

const moreThanOnce: Canary = {
  name: "more-than-once",
  about: "a QoS 2 publish that comes again is published again",
  plant: () =>
    planted(
      Incoming.prototype,
      "receive",
      (receive) =>
        function (this: Incoming, packetId: number): boolean {
          receive.call(this, packetId);
          return true;
        },
    ),
};

const ignoredBlock: Canary = {
  name: "ignored-block",
  about: "on topics the blocked are heard all the same",
  plant: () =>
    planted(
      Audience.prototype,
      "hear",
      (hear) =>
        function (this: Audience, publication, match, encodings): void {
          hear.call(this, { ...publication, unheardBy: null }, match, encodings);
        },
    ),
};

const heardByItself: Canary = {
  name: "heard-by-itself",
  about: "No Local is not kept",
  plant: () =>
    planted(
      Audience.prototype,
      "hear",
      (hear) =>
        function (this: Audience, publication, match, encodings): void {
          const { own: _, ...alike } = match;
          hear.call(this, publication, alike, encodings);
        },
    ),
};

const retainedForEver: Canary = {
  name: "retained-for-ever",
  about: "an empty payload clears nothing that is retained",
  plant: () =>
    planted(
      Retained.prototype,
      "keep",
      (keep) =>
        function (this: Retained, publication): boolean {
          return publication.payload.length === 0 || keep.call(this, publication);
        },
    ),
};

const sameEpoch: Canary = {
  name: "same-epoch",
  about: "who claims an item is told that it owns it in the epoch of before",
  plant: () =>
    planted(DOWN.itemOwner, "encode", (encode) => (w, owner) => {
      encode(w, owner.cause === 0 ? { ...owner, epoch: (owner.epoch - 1) & 0xffff } : owner);
    }),
};

const ghosts: Canary = {
  name: "ghosts",
  about: "extended clients are not told of who leaves",
  plant: () =>
    planted(DOWN.presence, "encode", (encode) => (w, presence) => {
      encode(w, presence.op === "leave" ? { ...presence, sids: [] } : presence);
    }),
};

const silentPing: Canary = {
  name: "silent-ping",
  about: "now and then PINGREQ is not answered at once",
  plant: () =>
    planted(
      Actor.prototype,
      "send",
      (send) =>
        function (this: Actor, packet): void {
          if (packet.type === "pingresp" && this.waitingBytes > 0) return;
          send.call(this, packet);
        },
    ),
};

const jumpingClock: Canary = {
  name: "jumping-clock",
  about: "the host's clock jumps every few seconds",
  plant: nothing,
  deps: (time) => ({
    nowMs: () => time.nowMs + Math.floor(time.nowMs / JUMP_EVERY_MS) * JUMP_MS,
  }),
};

export const CANARIES: readonly Canary[] = [
  swappedPackets,
  logTwice,
  forgetfulSession,
  leftUndone,
  givenToTwo,
  openWindow,
  moreThanOnce,
  ignoredBlock,
  heardByItself,
  retainedForEver,
  sameEpoch,
  ghosts,
  silentPing,
  jumpingClock,
];

export function canaryNamed(name: string): Canary | null {
  return CANARIES.find((canary) => canary.name === name) ?? null;
}
