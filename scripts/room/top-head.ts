// What a host does, in a few lines of facts. Pure.

import type { TopDrop, TopReport } from "../../room/metrics/top-report.ts";
import { clip } from "./columns.ts";
import { age, bytes, figure, time } from "./figures.ts";

export type Line = { readonly text: string; readonly style: "plain" | "title" | "heading" };

/** Kinds of drops: more would not be read. */
const DROPS_SHOWN_MAX = 4;

/** The first line says which host; what it does follows, as many facts to a line as fit. */
export function headOf(
  { host, uptimeMs, windowMs, drops }: TopReport,
  url: string,
  note: string,
  columns: number,
): Line[] {
  const { inPerSecond: comes, outPerSecond: goes, tick, flush, lag } = host;
  const connecting = host.connecting === 0 ? "" : ` (+${figure(host.connecting)} connecting)`;
  const facts = [
    [
      counted(host.rooms, "room"),
      counted(host.participants, "participant"),
      counted(host.sessions, "session") + connecting,
      `${bytes(host.queueBytes)} waiting`,
      `CPU ${figure(host.cpuPercent)} %`,
      `memory ${bytes(host.rssBytes)}, heap ${bytes(host.heapBytes)}`,
    ],
    [
      `in ${figure(comes.messages)} msg/s, ${bytes(comes.bytes)}/s`,
      `out ${figure(goes.messages)} msg/s, ${bytes(goes.bytes)}/s`,
      `${figure(host.writesPerSecond)} writes/s`,
      `over the last ${time(windowMs * 1000)}`,
    ],
    [
      `tick p50 ${time(tick.p50Us)}, p99 ${time(tick.p99Us)}, p99.9 ${time(tick.p999Us)}`,
      `flush p99 ${time(flush.p99Us)}`,
      `lag p99 ${time(lag.p99Us)}`,
    ],
    ["dropped:", ...dropFacts(drops)],
  ];
  const first = `Room host ${url}, up ${age(uptimeMs)}${note === "" ? "" : `   ${note}`}`;
  return [
    { text: clip(first, columns), style: "title" },
    ...facts.flatMap((some) => flow(some, columns).map((text): Line => ({ text, style: "plain" }))),
  ];
}

/** Facts side by side, in as few lines as they take. */
function flow(facts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const joined = `${lines.at(-1)}   ${fact}`;
    if (lines.length > 0 && Bun.stringWidth(joined) <= columns) lines[lines.length - 1] = joined;
    else lines.push(clip(fact, columns));
  }
  return lines;
}

function counted(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function dropFacts(drops: readonly TopDrop[]): string[] {
  if (drops.length === 0) return ["nothing"];
  const shown = drops
    .slice(0, DROPS_SHOWN_MAX)
    .map(
      ({ carrier, kind, reason, perSecond, count }) =>
        `${carrier} ${kind}, ${reason}: ${figure(perSecond)}/s (${figure(count)})`,
    );
  const more = drops.length - shown.length;
  return more > 0 ? [...shown, `and ${more} more`] : shown;
}
