// What a host is at this moment as metric families, read off its rooms and connections: nothing is counted up and down, so
// nothing drifts.

import type { Family, Labels, Sample } from "../../shared/http/prometheus.ts";
import { SHED_STEP_NAMES } from "./counter-families.ts";
import type { ConnectionRow, Readings, TopSource } from "./source.ts";

/** Reads the whole source once. */
export function gaugeFamilies(readings: Readings): readonly Family[] {
  return [
    ...roomFamilies(readings.source),
    ...connectionFamilies(readings.source),
    ...processFamilies(readings),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `hiroba_room_${name}`, help, type: "gauge", samples };
}

function roomFamilies(source: TopSource): readonly Family[] {
  let [rooms, participants, reconnecting, ghosts] = [0, 0, 0, 0];
  for (const row of source.rooms()) {
    rooms++;
    participants += row.participants;
    reconnecting += row.reconnecting;
    ghosts += row.ghosts;
  }
  return [
    gauge("rooms", "Rooms that are open.", [{ value: rooms }]),
    gauge("participants", "Participants in them.", [{ value: participants }]),
    gauge("participants_reconnecting", "Those among them whose connection is lost and whose place is kept.", [
      { value: reconnecting },
    ]),
    gauge("ghosts", "Who looks on in them without a place.", [{ value: ghosts }]),
  ];
}

function connectionFamilies(source: TopSource): readonly Family[] {
  const sessions = new Map<string, { readonly labels: Labels; value: number }>();
  const receivers = SHED_STEP_NAMES.map((rate) => ({ labels: { rate }, value: 0 }));
  let [connecting, queueBytes, queueMaxBytes] = [0, 0, 0];
  for (const row of source.connections()) {
    queueBytes += row.queueBytes;
    queueMaxBytes = Math.max(queueMaxBytes, row.queueBytes);
    const receiver = row.shedStep === null ? undefined : receivers[row.shedStep];
    if (receiver !== undefined) receiver.value++;
    if (row.state === "connecting") connecting++;
    else countSession(sessions, row);
  }
  return [
    gauge("connections_without_session", "Connections that have not been let in yet.", [
      { value: connecting },
    ]),
    gauge("sessions", "Sessions, by what they speak and over what.", [...sessions.values()]),
    gauge(
      "receivers",
      "Receivers that are given poses by tiers, by how many times a second at most; a ghost gets events only.",
      receivers,
    ),
    gauge("queue_bytes", "What waits to be sent to all receivers.", [{ value: queueBytes }]),
    gauge("queue_max_bytes", "What waits for the receiver for whom most waits.", [{ value: queueMaxBytes }]),
  ];
}

function countSession(
  sessions: Map<string, { readonly labels: Labels; value: number }>,
  { mqtt, transport, isSecure, extension }: ConnectionRow,
): void {
  const labels = {
    protocol: mqtt === 5 ? "5" : "3.1.1",
    transport,
    tls: isSecure ? "yes" : "no",
    extension: extension === "none" ? "plain" : "extended",
  };
  const key = Object.values(labels).join(" ");
  const counted = sessions.get(key) ?? { labels, value: 0 };
  counted.value++;
  sessions.set(key, counted);
}

/** Under the names Prometheus' own client libraries give them. */
function processFamilies({ usage, startedAtMs }: Readings): readonly Family[] {
  const { rssBytes, heapBytes, cpuMicros } = usage();
  return [
    {
      name: "process_resident_memory_bytes",
      help: "Resident memory of the process.",
      type: "gauge",
      samples: [{ value: rssBytes }],
    },
    {
      name: "process_cpu_seconds_total",
      help: "User and system time the process has used.",
      type: "counter",
      samples: [{ value: cpuMicros / 1e6 }],
    },
    {
      name: "process_start_time_seconds",
      help: "When the process started, since the epoch.",
      type: "gauge",
      samples: [{ value: startedAtMs / 1000 }],
    },
    gauge("heap_bytes", "JavaScript heap in use.", [{ value: heapBytes }]),
  ];
}
