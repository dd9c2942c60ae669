// What bots say, and when. Pure.

import type { Rng } from "../../shared/rng.ts";

const LINES = [
  "こんにちは!",
  "いい広場ですね。",
  "あとで向こうで会いましょう。",
  "今日のイベントは何時からですか?",
  "Hello!",
  "Nice weather in here.",
  "Has anybody seen the fountain?",
  "I am only walking about.",
  "👋",
  "Is this avatar new?",
];
const PAUSE_MIN_MS = 15_000;
const PAUSE_MAX_MS = 60_000;
/** The first line comes sooner, so that whoever looks sees that there is chat. */
const FIRST_MAX_MS = 10_000;

export type SmallTalk = {
  /** A line when its time has come, else null. */
  step(elapsedMs: number): string | null;
};

export function createSmallTalk(rng: Rng): SmallTalk {
  let leftMs = rng() * FIRST_MAX_MS;
  return {
    step(elapsedMs) {
      leftMs -= elapsedMs;
      if (leftMs > 0) return null;
      leftMs = PAUSE_MIN_MS + rng() * (PAUSE_MAX_MS - PAUSE_MIN_MS);
      return LINES[Math.floor(rng() * LINES.length)] ?? null;
    },
  };
}
