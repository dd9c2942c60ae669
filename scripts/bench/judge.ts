// What counts as held, and which windows may speak of latency. Pure.

import type { LatencyFigures, WindowFigures } from "./plan.ts";

/** Above this share of a while spent waiting for a core, its latencies are the machine's and not the server's. */
export const RUN_DELAY_MAX_SHARE = 0.05;
const CALM_MIN_SHARE = 0.25;
/** Of the messages that should have arrived. */
const DELIVERED_MIN_SHARE = 0.99;
/** Of the messages that were sent. */
const GENERATOR_FAULTS_MAX_SHARE = 0.01;

export function deliveredShare(window: WindowFigures): number {
  return window.deliveries / window.expectedDeliveries;
}

/** Whether neither the server nor the generator was kept from its core. */
export function isUndisturbed({ server, generator }: Pick<WindowFigures, "server" | "generator">): boolean {
  return server.runDelayShare < RUN_DELAY_MAX_SHARE && generator.runDelayShare < RUN_DELAY_MAX_SHARE;
}

/** Whether enough of a window was calm for its latencies to be the server's. */
export function isCalm({ calmShare }: WindowFigures): boolean {
  return calmShare >= CALM_MIN_SHARE;
}

/** The latencies to judge a window by. */
export function judgedLatency(window: WindowFigures): LatencyFigures {
  return isCalm(window) ? window.calmLatencyMs : window.latencyMs;
}

/** Whether everybody was served in time: 99 of 100 messages within `p99MaxMs`, and next to none lost. */
export function hasHeld(window: WindowFigures, p99MaxMs: number): boolean {
  return (
    window.lostConnections === 0 &&
    window.skippedSends <= window.sends * GENERATOR_FAULTS_MAX_SHARE &&
    deliveredShare(window) >= DELIVERED_MIN_SHARE &&
    judgedLatency(window).p99 < p99MaxMs
  );
}

/** Whether the generator kept its own times: if not, the window says nothing about the server. */
export function isGeneratorSound(window: WindowFigures): boolean {
  return window.lateSends <= window.sends * GENERATOR_FAULTS_MAX_SHARE;
}
