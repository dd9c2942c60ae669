// Chance for a fuzzer: one 64-bit seed in, as many small choices as a frame needs out, fast. The seed goes through the project's
// own generator; xoshiro128** (Blackman, Vigna 2018) spins on from there, as a BigInt for each choice would cost the most of a run.

import { seededRng } from "../../shared/rng.ts";

const WORD = 2 ** 32;

export class Chance {
  /** How many times in a hundred whoever generates by a grammar shall break its rule: see `bends`. */
  bendPercent = 0;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: bigint) {
    const rng = seededRng(seed);
    const word = (): number => Math.floor(rng() * WORD) | 0;
    this.#a = word();
    this.#b = word();
    this.#c = word();
    // Never all zero: the one state it would not leave.
    this.#d = word() | 1;
  }

  /** 32 random bits, unsigned. */
  word(): number {
    const turned = Math.imul(this.#b, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A whole number in [0, count). */
  below(count: number): number {
    return Math.floor((this.word() / WORD) * count);
  }

  /** A whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True so many times in a hundred. */
  percent(share: number): boolean {
    return this.below(100) < share;
  }

  /** Whether to say here what the grammar forbids. Never, unless bendPercent says so. */
  bends(): boolean {
    return this.bendPercent > 0 && this.percent(this.bendPercent);
  }

  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at++) bytes[at] = this.word() >>> 24;
    return bytes;
  }

  /** Mostly small, now and then as large as `max`: what lengths and counts in the wild look like. */
  size(max: number): number {
    return this.percent(90) ? this.below(Math.min(max, 8) + 1) : this.below(max + 1);
  }
}
