// The scenarios of our own extension, which no peer speaks: everybody in the open room, walking, and some of them talking.

import { Capability } from "../../../shared/protocol/ext/hello.ts";
import type { Plan, Report } from "../plan.ts";
import { Crowd } from "./crowd.ts";
import { ExtendedTraffic, NEAREST, Stream } from "./extended-traffic.ts";
import { measureWindow, SAMPLED_CLIENTS } from "./measure.ts";
import { MergedSchedule, Schedule } from "./schedule.ts";

/** Opus packets of 20 ms. */
const VOICE_HZ = 50;
/** Voice is few messages a second: more receivers are looked at, for the same number of samples. */
const VOICE_SAMPLED_CLIENTS = 32;

export function runExtended(plan: Extract<Plan, { kind: "extended" }>, report: (line: Report) => void): void {
  const { target, avatars, hz, mode } = plan;
  const capabilities = Capability.type0 | (mode === 1 ? Capability.pose3 : 0);
  const traffic = new ExtendedTraffic({ avatars, hz, mode, capabilities });
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  crowd.resize(avatars, SAMPLED_CLIENTS);
  traffic.learnClock(crowd);
  for (let round = 0; round < plan.rounds; round++)
    report({
      type: "window",
      ...measureWindow(crowd, { ...plan, round, receiversPerSend: 0, nearest: NEAREST }),
    });
  crowd.close();
}

export function runVoice(plan: Extract<Plan, { kind: "voice" }>, report: (line: Report) => void): void {
  const { target, listeners, speakers, hz } = plan;
  const capabilities = Capability.type0 | Capability.voice;
  const traffic = new ExtendedTraffic({
    avatars: listeners,
    hz,
    mode: 0,
    capabilities,
    measured: Stream.voice,
  });
  const crowd = new Crowd(target, traffic);
  traffic.attach(crowd);
  crowd.resize(listeners, VOICE_SAMPLED_CLIENTS);
  traffic.learnClock(crowd);
  const load = (startMs: number) =>
    new MergedSchedule(
      new Schedule({ senders: listeners, hz, startMs, stream: Stream.pose }),
      new Schedule({ senders: speakers, hz: VOICE_HZ, startMs, stream: Stream.voice }),
    );
  for (let round = 0; round < plan.rounds; round++)
    report({ type: "window", ...measureWindow(crowd, { ...plan, round, receiversPerSend: 0, load }) });
  crowd.close();
}
