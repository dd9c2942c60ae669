// An open host as MQTT suites meet it: topics of their own, every QoS, sessions, wills, share groups, no room at all.

import { OPEN_ROOM_SPEC } from "../../../room/session/open-room.ts";
import type { QoS } from "../../../shared/protocol/packet.ts";
import type { Chance } from "../../fuzz/chance.ts";
import { MODERATING, MYSELF, ODDS_AND_ENDS } from "../order-actions.ts";
import { drawHabits, type Persona, subscription } from "../persona.ts";
import {
  asOf,
  COMING_AND_GOING,
  drawFilter,
  fallAsleep,
  flood,
  publish,
  reset,
  subscribe,
  TOPICS,
  unsubscribe,
} from "../pubsub-actions.ts";
import type { Scenario } from "../scenario.ts";
import { KEEPING, MOVING, TALKING } from "../talk-actions.ts";
import { drawPerson, openLatecomers, roomLatecomers } from "./people.ts";

const CLIENTS_MIN = 2;
const CLIENTS_MAX = 5;

function drawGuest(chance: Chance, index: number): Persona {
  const habits = drawHabits(chance);
  const canDelay = habits.version === 5 && habits.expirySeconds > 0 && chance.percent(50);
  const filters = Array.from({ length: chance.between(0, 3) }, () =>
    asOf(habits.version, drawFilter(chance)),
  );
  return {
    ...habits,
    name: `g${index}`,
    clientId: `g${index}`,
    user: null,
    role: "guest",
    room: OPEN_ROOM_SPEC.room,
    extension: "none",
    capabilities: 0,
    will: chance.percent(40)
      ? {
          topicName: canDelay ? `will/${index}` : chance.one(TOPICS),
          qos: chance.below(3) as QoS,
          retain: !canDelay && chance.percent(30),
          delaySeconds: canDelay ? chance.between(1, 3) : 0,
        }
      : null,
    filters: [...new Map(filters.map((one) => [one.topicFilter, one])).values()],
  };
}

/** Everything by default; a scenario says what it has otherwise. */
const OPEN = {
  name: "open-host",
  about: "publish and subscribe of every kind, held against a model",
  host: "open",
  hasRoom: false,
  spec: () => OPEN_ROOM_SPEC,
  personas: (chance) =>
    Array.from({ length: chance.between(CLIENTS_MIN, CLIENTS_MAX) }, (_, index) => drawGuest(chance, index)),
  latecomers: () => openLatecomers(OPEN_ROOM_SPEC.room),
  actions: [[36, publish], [6, subscribe], [3, unsubscribe], ...COMING_AND_GOING],
  stepsMin: 40,
  stepsMax: 140,
  stepMeanMs: 18,
} as const satisfies Scenario;

export const openHost: Scenario = OPEN;

/** Who has no ticket enters the one room of an open host as a guest, under a name of the moment. */
function drawVisitor(chance: Chance, index: number, count: number): Persona {
  const person = drawPerson(chance, index, count, [OPEN_ROOM_SPEC.room]);
  return { ...person, user: null, role: "guest", will: null };
}

export const openRoom: Scenario = {
  ...OPEN,
  name: "open-room",
  about: "the room of an open host, beside publish and subscribe",
  hasRoom: true,
  personas: (chance) => {
    const count = chance.between(CLIENTS_MIN, CLIENTS_MAX);
    const visitors = Array.from({ length: count }, (_, index) => drawVisitor(chance, index, count));
    return chance.percent(60) ? [...visitors, drawGuest(chance, count)] : visitors;
  },
  latecomers: (personas) =>
    roomLatecomers(personas).map((persona) => ({ ...persona, user: null, role: "guest" })),
  actions: [
    ...MOVING,
    ...TALKING,
    ...MYSELF,
    ...KEEPING,
    ...MODERATING,
    ...ODDS_AND_ENDS,
    ...COMING_AND_GOING,
    [10, publish],
    [3, subscribe],
  ],
};

/** One of a share group, and in nothing else. Most take their time, and leave it undone when they go. */
function drawMember(chance: Chance, index: number, qos: QoS): Persona {
  const guest = drawGuest(chance, index);
  const isV5 = guest.version === 5;
  return {
    ...guest,
    isClean: isV5 || chance.percent(70),
    expirySeconds: isV5 ? chance.one([0, 0, 2]) : 0,
    ackDelayMaxMs: chance.one([5, 60, 300, 300]),
    packetMaxBytes: null,
    will: null,
    filters: chance.percent(85) ? [subscription("$share/g/x/+", qos)] : [],
  };
}

export const shared: Scenario = {
  ...OPEN,
  name: "shared",
  about: "a share group whose members come and go, and leave to each other what they have not done",
  personas: (chance) => {
    // Only of a group that has one QoS is it known who must have got what.
    const isMixed = chance.percent(20);
    return Array.from({ length: chance.between(CLIENTS_MIN, CLIENTS_MAX) }, (_, index) =>
      drawMember(chance, index, isMixed ? (chance.below(3) as QoS) : 1),
    );
  },
  actions: [[20, publish], [1, unsubscribe], [4, reset], ...COMING_AND_GOING],
};

export const flooded: Scenario = {
  ...OPEN,
  name: "flooded",
  about: "more is published than some of the readers take in: they are let go, and nobody else notices",
  actions: [[30, flood], [10, publish], [6, fallAsleep], [4, subscribe], ...COMING_AND_GOING],
  stepsMin: 40,
  stepsMax: 110,
};
