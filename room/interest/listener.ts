// An extended receiver of poses, as the room keeps it: what it wishes, how it keeps up, whom it is near, what it has been told.
// All of it is of a fixed size, whatever the room's. SPEC [INT-1]…[INT-5]

import type { Interest } from "../../shared/protocol/ext/interest.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { type FarRotation, newRotation, progressOf, ROUND } from "./far-rotation.ts";
import { type Neighbours, newNeighbours } from "./neighbours.ts";
import { newShed, type Shed } from "./shedding.ts";

/** Receivers take their turns in so many groups, one after the other: a room's writes are spread over its tick. */
export const PHASES = 4;

/** How far a receiver's knowledge of the room reaches. */
export type Told =
  /** Everything that changed up to `completeTick`, in full detail. */
  | { readonly name: "together"; completeTick: number }
  /** In step with the far rotation of its phase. */
  | { readonly name: "in-step" }
  /** Complete up to `sinceTick`, and on its way to be in step once the phase's rotation has come to `untilProgress`. */
  | { readonly name: "behind"; readonly sinceTick: number; readonly untilProgress: number }
  /** Has a rotation to itself: it takes fewer turns than the others, or must not see somebody. */
  | { readonly name: "own"; readonly rotation: FarRotation };

export type PoseListener = {
  readonly subscriber: Subscriber;
  /** Its own place in the room's pose table. */
  readonly slot: number;
  /** Counts listeners: spreads turns and look-ups. */
  readonly serial: number;
  /** null for a client that never sent INTEREST. */
  wishes: Interest | null;
  readonly shed: Shed;
  told: Told;
  readonly neighbours: Neighbours;
  /** The tick as of which neighbours were looked up, and the number of its turn then. */
  refreshedTick: number;
  refreshedTurn: number;
  /** Near avatars come at each so many turns: more than 1 when their detail is too much for one. And how it was the turn before. */
  nearEvery: number;
  nearEveryBefore: number;
  /** Turns of its phase, and among them those that were its own and were taken. */
  beat: number;
  turn: number;
  /** The ticks of its last turns, by turn modulo TURNS_REMEMBERED. */
  readonly seenTicks: Int32Array;
};

/** Turns that `seenTicks` remembers: two rounds of the slowest near tier. */
export const TURNS_REMEMBERED = 8;
export const NEAR_EVERY_MAX = TURNS_REMEMBERED / 2;

const IN_STEP: Told = { name: "in-step" };
/** A receiver that has been told nothing yet. */
export function newPoseListener(subscriber: Subscriber, slot: number, serial: number): PoseListener {
  return {
    subscriber,
    slot,
    serial,
    wishes: null,
    shed: newShed(),
    told: { name: "together", completeTick: 0 },
    neighbours: newNeighbours(),
    refreshedTick: -1,
    refreshedTurn: 0,
    nearEvery: 1,
    nearEveryBefore: 1,
    beat: Math.floor(serial / PHASES),
    turn: 0,
    seenTicks: new Int32Array(TURNS_REMEMBERED),
  };
}

/** The tick up to which it certainly has everybody's root. `shared` is its phase's rotation. */
function completeTickOf(told: Told, shared: FarRotation): number {
  switch (told.name) {
    case "together":
      return told.completeTick;
    case "in-step":
      return shared.previousStartTick;
    case "behind":
      return told.sinceTick;
    case "own":
      return told.rotation.previousStartTick;
  }
}

/** It is told everything at once, from the next tick on; what it had as a root alone it gets in full. */
export function tellTogether(listener: PoseListener): void {
  if (listener.told.name === "together") return;
  listener.told = { name: "together", completeTick: 0 };
  listener.neighbours.count = 0;
  listener.refreshedTick = -1;
}

/** It follows its phase's rotation from this progress on, and for a whole round gets what it missed besides. */
export function fallBehind(listener: PoseListener, shared: FarRotation, progress: number): void {
  const sinceTick = completeTickOf(listener.told, shared);
  listener.told = { name: "behind", sinceTick, untilProgress: progress + ROUND };
}

/** It was given what the rotation just told: once that was the last of a round, it is in step. */
export function catchUp(listener: PoseListener, shared: FarRotation): void {
  if (listener.told.name === "behind" && progressOf(shared) >= listener.told.untilProgress)
    listener.told = IN_STEP;
}

/** The rotation it has to itself, which begins where it was. */
export function ownRotation(listener: PoseListener, shared: FarRotation): FarRotation {
  if (listener.told.name === "own") return listener.told.rotation;
  const rotation = newRotation(completeTickOf(listener.told, shared));
  listener.told = { name: "own", rotation };
  return rotation;
}
