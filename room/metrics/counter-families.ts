// The counters of a host as metric families: names, units and sentences for whoever scrapes. A series appears with its first
// event, so that kinds nobody uses cost nothing.

import type { Family, Labels, Sample } from "../../shared/http/prometheus.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { Ended, type Metrics, SHED_CAUSE_COUNT, ShedCause } from "../metrics.ts";
import { histogramSamples } from "./histogram-samples.ts";
import { DROP_NAMES, hex, kebab, nameOfKind } from "./kind.ts";

const TIER_NAMES = ["near", "middle", "far"];
/** Poses a second, as the label `rate`. */
export const SHED_STEP_NAMES = ["20", "10", "5", "2", "ghost"];
const CAUSE_NAMES = Object.keys(ShedCause);
const REASON_NAMES = new Map<number, string>(
  Object.entries(ReasonCode).map(([name, code]) => [code, kebab(name)]),
);
const QUANTILES = [0.5, 0.99, 0.999];

/** The standard's name of a reason code in kebab-case, or its number. */
export function reasonName(reasonCode: number): string {
  return REASON_NAMES.get(reasonCode) ?? hex(reasonCode);
}

export function counterFamilies(metrics: Metrics): readonly Family[] {
  return [
    ...messageFamilies(metrics),
    ...socketFamilies(metrics),
    ...sessionFamilies(metrics),
    ...sheddingFamilies(metrics),
    ...stageFamilies(metrics),
    ...timeFamilies(metrics),
    ...originFamilies(metrics),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `hiroba_room_${name}_total`, help, type: "counter", samples };
}

/** The cells of an array that are not 0. */
function cells(array: Float64Array, labelsOf: (index: number) => Labels): Sample[] {
  const samples: Sample[] = [];
  for (const [index, value] of array.entries())
    if (value !== 0) samples.push({ labels: labelsOf(index), value });
  return samples;
}

function kindLabels(kind: number): Labels {
  const { carrier, name } = nameOfKind(kind);
  return { carrier, kind: name };
}

const CARRIERS =
  "a PUBLISH (carrier publish, by topic), another packet (mqtt), or a section of a frame, which rides in one of the others";

function messageFamilies(metrics: Metrics): readonly Family[] {
  const { receivedCount, receivedBytes, deliveredCount, deliveredBytes, droppedCount } = metrics;
  const perReason = DROP_NAMES.length;
  return [
    counter("messages_received", `Messages that came: ${CARRIERS}.`, cells(receivedCount, kindLabels)),
    counter("messages_received_bytes", "Bytes of messages that came.", cells(receivedBytes, kindLabels)),
    counter(
      "messages_delivered",
      "Messages put on their way, once per receiver.",
      cells(deliveredCount, kindLabels),
    ),
    counter(
      "messages_delivered_bytes",
      "Bytes of messages put on their way.",
      cells(deliveredBytes, kindLabels),
    ),
    counter(
      "messages_dropped",
      "Messages without effect, or left out for one receiver, and why.",
      cells(droppedCount, (index) => ({
        ...kindLabels(Math.floor(index / perReason)),
        reason: DROP_NAMES[index % perReason] ?? "",
      })),
    ),
  ];
}

function socketFamilies(metrics: Metrics): readonly Family[] {
  const one = (value: number): Sample[] => [{ value }];
  return [
    counter("socket_reads", "Times a socket handed us bytes.", one(metrics.readCount)),
    counter("socket_read_bytes", "Bytes read from sockets.", one(metrics.readBytes)),
    counter("socket_writes", "Writes to sockets.", one(metrics.writtenCount)),
    counter("socket_written_bytes", "Bytes given to sockets.", one(metrics.writtenBytes)),
    {
      name: "hiroba_room_queue_peak_bytes",
      help: "The most that ever waited for one receiver.",
      type: "gauge",
      samples: one(metrics.queuePeakBytes),
    },
  ];
}

function sessionFamilies({ accepted, refusedCount, endedCount, resumes }: Metrics): readonly Family[] {
  const endings: Readonly<Record<number, string>> = {
    [Ended.byClient]: "left",
    [Ended.withoutGoodbye]: "connection-lost",
  };
  return [
    counter("connects_accepted", "CONNECTs that were let in.", [{ value: accepted }]),
    counter(
      "connects_refused",
      "CONNECTs that were refused, by reason code.",
      cells(refusedCount, (code) => ({ reason: reasonName(code) })),
    ),
    counter(
      "sessions_ended",
      "Sessions that ended: the client left, its connection was lost, or the server's reason code.",
      cells(endedCount, (how) => ({ reason: endings[how] ?? reasonName(how) })),
    ),
    counter(
      "resumes",
      "Tokens to come back with: what was missed was replayed, or the room told anew, or the token not honoured.",
      Object.entries(resumes).map(([outcome, value]) => ({ labels: { outcome }, value })),
    ),
  ];
}

function sheddingFamilies({ tierPoses, tierBytes, shedChanges }: Metrics): readonly Family[] {
  const tier = (index: number) => ({ tier: TIER_NAMES[index] ?? "" });
  return [
    counter("tier_poses", "Poses given to extended receivers, by tier of interest.", cells(tierPoses, tier)),
    counter("tier_bytes", "Bytes of poses given to extended receivers, by tier.", cells(tierBytes, tier)),
    counter(
      "shed_changes",
      "Receivers that came to another rate of poses, and why.",
      cells(shedChanges, (index) => ({
        rate: SHED_STEP_NAMES[Math.floor(index / SHED_CAUSE_COUNT)] ?? "",
        cause: CAUSE_NAMES[index % SHED_CAUSE_COUNT] ?? "",
      })),
    ),
  ];
}

function stageFamilies({ stageLost, stageReadBytes, stageSkipped, stagesHeard }: Metrics): readonly Family[] {
  return [
    counter("stage_links_lost", "Links to other hosts, for a stage of theirs, that broke or were refused.", [
      { value: stageLost },
    ]),
    counter("stage_read_bytes", "Bytes that came over such links.", [{ value: stageReadBytes }]),
    counter("stage_skipped", "Ticks in which another host was told no poses, as it had not read the last.", [
      { value: stageSkipped },
    ]),
    {
      name: "hiroba_room_stages_heard",
      help: "Stages of other rooms that rooms here show, of this host and others.",
      type: "gauge",
      samples: [{ value: stagesHeard }],
    },
  ];
}

function timeFamilies({ tick, flush, lag }: Metrics): readonly Family[] {
  const timed = [
    { name: "hiroba_room_tick", what: "Time one tick of all rooms took", histogram: tick },
    { name: "hiroba_room_flush", what: "Time one flush of what waits took", histogram: flush },
    {
      name: "hiroba_room_event_loop_lag",
      what: "How much later than asked a timer ran; up to 8 ms are rests",
      histogram: lag,
    },
  ];
  return timed.flatMap(({ name, what, histogram }): Family[] => {
    const recent = histogram.recent();
    return [
      {
        name: `${name}_seconds`,
        help: `${what}.`,
        type: "histogram",
        samples: histogramSamples(histogram.total),
      },
      {
        name: `${name}_recent_seconds`,
        help: `${what}, as quantiles of the last 10 to 20 s.`,
        type: "gauge",
        samples: QUANTILES.map((quantile) => ({
          labels: { quantile: String(quantile) },
          value: recent.quantileUs(quantile) / 1e6,
        })),
      },
    ];
  });
}

function originFamilies({ originCalls }: Metrics): readonly Family[] {
  const calls = [...originCalls];
  return [
    counter(
      "origin_calls",
      "Calls to the origin: ok, the HTTP status of what it refused, or away.",
      calls.flatMap(([call, { byStatus }]) =>
        [...byStatus].map(([status, { count }]) => ({ labels: { call, status }, value: count })),
      ),
    ),
    counter(
      "origin_retries",
      "Calls to the origin that asked again what it could not answer the time before.",
      calls.map(([call, { retryCount }]) => ({ labels: { call }, value: retryCount })),
    ),
    {
      name: "hiroba_room_origin_call_seconds",
      help: "How long calls to the origin took, by what came of them.",
      type: "histogram",
      samples: calls.flatMap(([call, { byStatus }]) =>
        [...byStatus].flatMap(([status, durations]) => histogramSamples(durations, { call, status })),
      ),
    },
  ];
}
