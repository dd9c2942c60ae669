// A reading as metric families: what scalers and alarms look at. Pure. Every region, kind and state that there can be is told, with 0
// where there is nothing: a line that is missing raises no alarm.

import type { Family, Sample } from "../../shared/http/prometheus.ts";
import { FEEDS } from "../../shared/schema/internal/changes.ts";
import { jobTaskSchema } from "../../shared/schema/internal/jobs.ts";
import { jobKindNames } from "../jobs/kinds.ts";
import type { HostReading, PoolReading, QueueReading } from "./reading.ts";

/** Of who waits and gave no region that there is: what people send names no series here. */
const UNKNOWN_REGION = "unknown";
const QUEUE_STATES = ["waiting", "retrying", "running"] as const;

type HostState = "busy" | "idle" | "draining" | "silent";
const HOST_STATES: readonly HostState[] = ["busy", "idle", "draining", "silent"];

/** `build` is that of the origin that tells. */
export function poolFamilies(reading: PoolReading, build: string): readonly Family[] {
  const regions = [...new Set(reading.hosts.map(({ region }) => region))].toSorted();
  return [
    gauge("hiroba_origin_build_info", "The origin's build.", [{ labels: { build }, value: 1 }]),
    ...hostFamilies(reading, regions),
    ...waitingFamilies(reading, regions),
    gauge(
      "hiroba_changes_lag_seconds",
      "How long the oldest change has been kept from edges (public) or room hosts by a transaction that still runs.",
      FEEDS.map((feed) => ({
        labels: { feed },
        value: seconds(reading.changesLagMs[feed] ?? 0),
      })),
    ),
    ...queueFamilies("hiroba_jobs", "kind", "Background jobs", jobKindNames, reading.jobs),
    gauge("hiroba_jobs_dead", "Background jobs that failed each time: `bun run jobs` shows them.", [
      { value: reading.deadJobCount },
    ]),
    ...queueFamilies(
      "hiroba_ugc_jobs",
      "task",
      "Files for the UGC worker",
      jobTaskSchema.options,
      reading.ugcJobs,
    ),
  ];
}

function hostFamilies(reading: PoolReading, regions: readonly string[]): readonly Family[] {
  const of = (region: string) => reading.hosts.filter((host) => host.region === region);
  const perRegion = (read: (hosts: readonly HostReading[]) => number): Sample[] =>
    regions.map((region) => ({ labels: { region }, value: read(of(region)) }));
  return [
    gauge(
      "hiroba_pool_hosts",
      "Room hosts by what they do: idle ones have no room, silent ones missed heartbeats; neither draining nor silent ones are sent anybody.",
      regions.flatMap((region) =>
        HOST_STATES.map((state) => ({
          labels: { region, state },
          value: of(region).filter((host) => stateOf(host) === state).length,
        })),
      ),
    ),
    gauge("hiroba_pool_seats", "Places on hosts that people are sent to.", perRegion(seatCount)),
    gauge(
      "hiroba_pool_seats_free",
      "Those of them that are neither taken nor kept for somebody on their way.",
      perRegion(freeSeatCount),
    ),
    gauge(
      "hiroba_pool_seats_used_ratio",
      "Which part of them is not free, from 0 to 1; 1 where there is none.",
      perRegion((hosts) => (seatCount(hosts) === 0 ? 1 : 1 - freeSeatCount(hosts) / seatCount(hosts))),
    ),
    gauge("hiroba_pool_rooms", "Open rooms on hosts.", perRegion(sumOf("roomCount"))),
    gauge("hiroba_pool_participants", "People in them.", perRegion(sumOf("participantCount"))),
    gauge("hiroba_pool_ghosts", "Who looks on in them without a place.", perRegion(sumOf("ghostCount"))),
    gauge("hiroba_pool_rooms_without_host", "Open rooms whose host is gone, until somebody enters one.", [
      { value: reading.roomsWithoutHostCount },
    ]),
  ];
}

function waitingFamilies({ waiting }: PoolReading, regions: readonly string[]): readonly Family[] {
  const known = [...regions.filter((region) => region !== UNKNOWN_REGION), UNKNOWN_REGION];
  const of = (region: string) =>
    waiting.filter((row) => (regions.includes(row.region ?? "") ? row.region : UNKNOWN_REGION) === region);
  return [
    gauge(
      "hiroba_queue_waiting",
      "People who wait for a place, by the region nearest to them.",
      known.map((region) => ({
        labels: { region },
        value: of(region).reduce((sum, row) => sum + row.count, 0),
      })),
    ),
    gauge(
      "hiroba_queue_longest_wait_seconds",
      "How long the one who has waited longest has waited.",
      known.map((region) => ({
        labels: { region },
        value: seconds(Math.max(0, ...of(region).map((row) => row.longestWaitMs))),
      })),
    ),
  ];
}

function queueFamilies(
  name: string,
  label: string,
  what: string,
  kinds: readonly string[],
  readings: readonly QueueReading<string>[],
): readonly Family[] {
  const of = (kind: string) => readings.filter((row) => row.kind === kind);
  return [
    gauge(
      name,
      `${what} that are not done.`,
      kinds.flatMap((kind) =>
        QUEUE_STATES.map((state) => ({
          labels: { [label]: kind, state },
          value: of(kind).find((row) => row.state === state)?.count ?? 0,
        })),
      ),
    ),
    gauge(
      `${name}_longest_wait_seconds`,
      `${what}: how long the one that is due longest has waited.`,
      kinds.map((kind) => ({
        labels: { [label]: kind },
        value: seconds(Math.max(0, ...of(kind).map((row) => row.longestWaitMs))),
      })),
    ),
  ];
}

function stateOf(host: HostReading): HostState {
  if (host.silent) return "silent";
  if (host.draining) return "draining";
  return host.roomCount === 0 ? "idle" : "busy";
}

function takesPeople(host: HostReading): boolean {
  return !host.silent && !host.draining;
}

function seatCount(hosts: readonly HostReading[]): number {
  return hosts.filter(takesPeople).reduce((sum, host) => sum + host.participantsMax, 0);
}

/** Host by host: one that is overfull takes no place of another. */
function freeSeatCount(hosts: readonly HostReading[]): number {
  return hosts
    .filter(takesPeople)
    .reduce(
      (sum, host) => sum + Math.max(0, host.participantsMax - host.participantCount - host.keptCount),
      0,
    );
}

function sumOf(field: "roomCount" | "participantCount" | "ghostCount") {
  return (hosts: readonly HostReading[]) => hosts.reduce((sum, host) => sum + host[field], 0);
}

function seconds(ms: number): number {
  return ms / 1000;
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: "gauge", samples };
}
