// How a crowd of avatars moves: each walks straight to a place, then to the next. Typed arrays, as it is asked tens of thousands
// of times a second. Pure: chance comes in. Metres, radians, yaw 0 faces +Z and grows towards +X.

import type { Rng } from "../../../shared/rng.ts";

const SPEED_MPS = 1.4;

export class Stroll {
  readonly x: Float32Array;
  readonly z: Float32Array;
  readonly yaw: Float32Array;
  readonly #toX: Float32Array;
  readonly #toZ: Float32Array;
  readonly #rng: Rng;
  readonly #limitM: number;

  /** Puts `count` avatars anywhere in the square of ±`limitM`. */
  constructor(options: { readonly count: number; readonly limitM: number; readonly rng: Rng }) {
    const { count } = options;
    this.#rng = options.rng;
    this.#limitM = options.limitM;
    const anywhere = () => new Float32Array(count).map(() => this.#anywhere());
    this.x = anywhere();
    this.z = anywhere();
    this.#toX = anywhere();
    this.#toZ = anywhere();
    this.yaw = new Float32Array(count);
  }

  #anywhere(): number {
    return (this.#rng() * 2 - 1) * this.#limitM;
  }

  /** Moves one avatar on by `elapsedS`. */
  step(index: number, elapsedS: number): void {
    const [x = 0, z = 0] = [this.x[index], this.z[index]];
    const aheadX = (this.#toX[index] ?? 0) - x;
    const aheadZ = (this.#toZ[index] ?? 0) - z;
    const ahead = Math.sqrt(aheadX * aheadX + aheadZ * aheadZ);
    const stepM = SPEED_MPS * elapsedS;
    if (ahead <= stepM) {
      this.#toX[index] = this.#anywhere();
      this.#toZ[index] = this.#anywhere();
      return;
    }
    this.x[index] = x + (aheadX / ahead) * stepM;
    this.z[index] = z + (aheadZ / ahead) * stepM;
    this.yaw[index] = Math.atan2(aheadX, aheadZ);
  }

  /** The `count` avatars nearest to one, itself left out. */
  nearest(index: number, count: number): number[] {
    const distance = (other: number): number =>
      ((this.x[other] ?? 0) - (this.x[index] ?? 0)) ** 2 + ((this.z[other] ?? 0) - (this.z[index] ?? 0)) ** 2;
    return [...this.x.keys()]
      .filter((other) => other !== index)
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, count);
  }
}
