// What a gift looks like: particles, each with a life of its own, all of it decided when the gift comes. Pure.

import type { Rng } from "../../../../shared/rng.ts";

type Vector = readonly [x: number, y: number, z: number];

export type Particle = {
  /** After the gift came, seconds. */
  readonly bornAtS: number;
  readonly livesS: number;
  /** From where the gift goes to, metres. */
  readonly from: Vector;
  readonly velocityMps: Vector;
  /** How much of its speed it loses in a second. */
  readonly drag: number;
  /** Downwards. */
  readonly gravityMps2: number;
  /** How far it is blown to and fro. */
  readonly swayM: number;
  readonly phase: number;
  /** Red, green, blue, 0 to 1. */
  readonly colour: Vector;
};

export const LOOKS = ["hearts", "petals", "confetti", "fireworks", "sparkles"] as const;
export type Look = (typeof LOOKS)[number];
/** Of one gift. */
export const PARTICLES_MAX = 400;

const FADE_IN_S = 0.15;
const FADE_OUT_SHARE = 0.35;
const SWAY_RADIANS_PER_S = 2.4;

/** How it is drawn; what is not known here sparkles. */
export function lookOf(effect: string): Look {
  return LOOKS.find((look) => look === effect) ?? "sparkles";
}

/** All particles of a gift that is drawn for so many seconds, at most PARTICLES_MAX. */
export function particlesOf(look: Look, seconds: number, rng: Rng): readonly Particle[] {
  const { count, make } = MAKERS[look];
  const wanted = Math.min(PARTICLES_MAX, Math.ceil(count(seconds)));
  return Array.from({ length: wanted }, (_, index) => make({ share: index / wanted, seconds, rng }));
}

type Making = { readonly share: number; readonly seconds: number; readonly rng: Rng };
type Maker = {
  count(seconds: number): number;
  /** The particle after `share` of all. */
  make(making: Making): Particle;
};

const MAKERS: Readonly<Record<Look, Maker>> = {
  hearts: { count: (seconds) => 14 * seconds, make: (making) => rising(making, pick(making.rng, PINKS)) },
  sparkles: { count: (seconds) => 18 * seconds, make: (making) => rising(making, pick(making.rng, GOLDS)) },
  petals: { count: (seconds) => 22 * seconds, make: falling },
  confetti: { count: (seconds) => 26 * seconds, make: thrown },
  fireworks: { count: (seconds) => FIREWORKS_PER_S * seconds, make: bursting },
};

const PINKS: readonly Vector[] = [
  [0.95, 0.29, 0.45],
  [0.98, 0.5, 0.6],
  [0.86, 0.16, 0.36],
];
const GOLDS: readonly Vector[] = [
  [1, 0.84, 0.35],
  [1, 0.93, 0.65],
];
const BLOSSOMS: readonly Vector[] = [
  [1, 0.76, 0.83],
  [0.98, 0.66, 0.76],
  [1, 0.88, 0.91],
];
const PAPERS: readonly Vector[] = [
  [0.93, 0.3, 0.33],
  [0.98, 0.76, 0.2],
  [0.25, 0.66, 0.48],
  [0.26, 0.53, 0.88],
  [0.6, 0.4, 0.83],
];

function rising({ share, seconds, rng }: Making, colour: Vector): Particle {
  const livesS = 2.2;
  const [x, z] = onDisc(rng, 0.7);
  return {
    bornAtS: share * Math.max(0, seconds - livesS),
    livesS,
    from: [x, 0.3 + rng() * 0.9, z],
    velocityMps: [0, 0.6 + rng() * 0.6, 0],
    drag: 0.2,
    gravityMps2: 0,
    swayM: 0.14,
    phase: rng() * 2 * Math.PI,
    colour,
  };
}

function falling({ share, seconds, rng }: Making): Particle {
  const livesS = 3.6;
  const [x, z] = onDisc(rng, 1.7);
  return {
    bornAtS: share * Math.max(0, seconds - livesS),
    livesS,
    from: [x, 2.7 + rng() * 0.7, z],
    velocityMps: [0, -0.55 - rng() * 0.3, 0],
    drag: 0,
    gravityMps2: 0,
    swayM: 0.35,
    phase: rng() * 2 * Math.PI,
    colour: pick(rng, BLOSSOMS),
  };
}

const THROWS = 3;
const THROWN_WITHIN_S = 0.25;

function thrown({ share, seconds, rng }: Making): Particle {
  const livesS = 3.4;
  const lastAtS = Math.max(0, seconds - livesS - THROWN_WITHIN_S);
  const throwAtS = (Math.floor(share * THROWS) / THROWS) * lastAtS;
  return {
    bornAtS: throwAtS + rng() * THROWN_WITHIN_S,
    livesS,
    from: [0, 1.1, 0],
    velocityMps: [(rng() - 0.5) * 5, 4 + rng() * 3.5, (rng() - 0.5) * 5],
    drag: 1.5,
    gravityMps2: 2.6,
    swayM: 0.12,
    phase: rng() * 2 * Math.PI,
    colour: pick(rng, PAPERS),
  };
}

const FIREWORKS_PER_S = 34;
const SHELL_PARTICLES = 36;
const SHELL_LIVES_S = 1.7;

function bursting({ share, seconds, rng }: Making): Particle {
  const shells = Math.max(
    1,
    Math.floor(Math.min(PARTICLES_MAX, FIREWORKS_PER_S * seconds) / SHELL_PARTICLES),
  );
  const shell = Math.floor(share * shells);
  // By the golden angle one shell is never in front of the last.
  const angle = shell * 2.4;
  const up = 2 * rng() - 1;
  const around = rng() * 2 * Math.PI;
  const flat = Math.sqrt(1 - up * up);
  const speed = 2.4 + rng() * 0.4;
  return {
    bornAtS: (shell / shells) * Math.max(0, seconds - SHELL_LIVES_S),
    livesS: SHELL_LIVES_S,
    from: [Math.sin(angle) * 1.6, 2.4 + (shell % 3) * 0.4, Math.cos(angle) * 1.6],
    velocityMps: [flat * Math.sin(around) * speed, up * speed, flat * Math.cos(around) * speed],
    drag: 1.8,
    gravityMps2: 0.9,
    swayM: 0,
    phase: 0,
    colour: PAPERS[shell % PAPERS.length] ?? [1, 1, 1],
  };
}

export type Drawn = { x: number; y: number; z: number; opacity: number };

/** Where a particle is so many seconds after the gift came, written into `drawn`; not seen before it is born and after it is gone. */
export function placeParticle(particle: Particle, atS: number, drawn: Drawn): void {
  const ageS = atS - particle.bornAtS;
  const { livesS, from, velocityMps, drag, gravityMps2, swayM, phase } = particle;
  drawn.opacity = ageS < 0 || ageS > livesS ? 0 : opacityAt(ageS, livesS);
  if (drawn.opacity === 0) return;
  // The way of what is slowed down in proportion to its speed.
  const wayS = drag === 0 ? ageS : (1 - Math.exp(-drag * ageS)) / drag;
  const swayed = swayM * (Math.sin(phase + ageS * SWAY_RADIANS_PER_S) - Math.sin(phase));
  drawn.x = from[0] + velocityMps[0] * wayS + swayed;
  drawn.y = from[1] + velocityMps[1] * wayS - (gravityMps2 * ageS * ageS) / 2;
  drawn.z = from[2] + velocityMps[2] * wayS + swayed * 0.6;
}

function opacityAt(ageS: number, livesS: number): number {
  const fadeOutS = livesS * FADE_OUT_SHARE;
  return Math.min(1, ageS / FADE_IN_S, (livesS - ageS) / fadeOutS);
}

function onDisc(rng: Rng, radiusM: number): readonly [x: number, z: number] {
  const angle = rng() * 2 * Math.PI;
  const away = Math.sqrt(rng()) * radiusM;
  return [Math.sin(angle) * away, Math.cos(angle) * away];
}

function pick<T>(rng: Rng, from: readonly T[]): T {
  return from[Math.floor(rng() * from.length)] as T;
}
