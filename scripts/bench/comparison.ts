// Windows of several servers as a table: CPU per delivery with its paired ratio, and always bytes and latency beside it. Pure.

import { deliveredShare, isCalm, isGeneratorSound, judgedLatency } from "./judge.ts";
import { median, type PairedRatio, pairedRatio } from "./paired-ratio.ts";
import type { LatencyFigures, WindowFigures } from "./plan.ts";
import { percent, renderTable, short } from "./table.ts";

const US_PER_MS = 1000;

export type TargetSummary = {
  readonly target: string;
  readonly windows: number;
  readonly avatars: number;
  readonly deliveriesPerSecond: number;
  readonly deliveredShare: number;
  readonly cpuUsPerDelivery: number;
  /** CPU per delivery of this target ÷ that of the first. */
  readonly ratio: PairedRatio | null;
  readonly bytesPerDelivery: number;
  readonly kilobytesPerSecondPerReceiver: number;
  readonly latencyMs: LatencySummary;
  readonly serverCpuShare: number;
  readonly serverRunDelayShare: number;
  readonly serverRssKb: number;
  readonly generatorCpuShare: number;
  readonly lateSendShare: number;
  readonly lostConnections: number;
  readonly isGeneratorSound: boolean;
};

/** Medians over the calm parts of windows; where no window has enough of those, of the calmest one whole, and `windows` is 0. */
export type LatencySummary = {
  readonly windows: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
};

export function cpuUsPerDelivery({ server, deliveries }: WindowFigures): number {
  return (server.cpuMs * US_PER_MS) / deliveries;
}

/** One summary per target, in the order they first appear; ratios are against the first. */
export function summarise(windows: readonly WindowFigures[]): TargetSummary[] {
  const names = [...new Set(windows.map((w) => w.target))];
  const perRound = (name: string): Map<number, number> =>
    new Map(windows.filter((w) => w.target === name).map((w) => [w.round, cpuUsPerDelivery(w)]));
  const first = perRound(names[0] ?? "");
  return names.map((name, index) => {
    const own = windows.filter((w) => w.target === name);
    const ratio = index === 0 ? null : pairedRatio(perRound(name), first);
    return summary(name, own, ratio);
  });
}

function summary(
  target: string,
  windows: readonly WindowFigures[],
  ratio: PairedRatio | null,
): TargetSummary {
  const of = (figure: (w: WindowFigures) => number): number => median(windows.map(figure));
  return {
    target,
    windows: windows.length,
    avatars: of((w) => w.avatars),
    deliveriesPerSecond: of((w) => (w.deliveries / w.wallMs) * 1000),
    deliveredShare: of(deliveredShare),
    cpuUsPerDelivery: of(cpuUsPerDelivery),
    ratio,
    bytesPerDelivery: of((w) => w.bytes / w.deliveries),
    kilobytesPerSecondPerReceiver: of((w) => w.bytes / w.wallMs / w.receivers),
    latencyMs: latencyOf(windows),
    serverCpuShare: of((w) => w.server.cpuMs / w.wallMs),
    serverRunDelayShare: of((w) => w.server.runDelayShare),
    serverRssKb: Math.max(...windows.map((w) => w.server.rssKb)),
    generatorCpuShare: of((w) => w.generator.cpuMs / w.wallMs),
    lateSendShare: of((w) => w.lateSends / w.sends),
    lostConnections: windows.reduce((sum, w) => sum + w.lostConnections, 0),
    isGeneratorSound: windows.filter(isGeneratorSound).length * 2 > windows.length,
  };
}

function latencyOf(windows: readonly WindowFigures[]): LatencySummary {
  const calm = windows.filter(isCalm);
  const used = calm.length > 0 ? calm : windows.toSorted((a, b) => b.calmShare - a.calmShare).slice(0, 1);
  const of = (figure: (l: LatencyFigures) => number): number =>
    median(used.map((w) => figure(judgedLatency(w))));
  return { windows: calm.length, p50: of((l) => l.p50), p99: of((l) => l.p99), p999: of((l) => l.p999) };
}

export function renderComparison(summaries: readonly TargetSummary[]): string {
  const right = (title: string) => ({ title, align: "right" }) as const;
  const columns = [
    { title: "server", align: "left" } as const,
    right("avatars"),
    right("deliveries/s"),
    right("arrived"),
    right("CPU µs/delivery"),
    right("× first (spread)"),
    right("B/delivery"),
    right("kB/s each"),
    right("p50 ms"),
    right("p99 ms"),
    right("p99.9 ms"),
    right("CPU"),
    right("waited"),
    right("RSS MB"),
    right("generator"),
    right("late"),
    right("lost"),
  ];
  return renderTable(columns, summaries.map(row));
}

function row(s: TargetSummary): string[] {
  // Latencies of a disturbed machine are shown, but marked.
  const ms = (value: number): string => `${s.latencyMs.windows === 0 ? "~" : ""}${short(value)}`;
  return [
    s.target,
    String(s.avatars),
    short(s.deliveriesPerSecond),
    percent(s.deliveredShare),
    short(s.cpuUsPerDelivery),
    s.ratio === null ? "" : `${short(s.ratio.ratio)} (${percent(s.ratio.spread)})`,
    short(s.bytesPerDelivery),
    short(s.kilobytesPerSecondPerReceiver),
    ms(s.latencyMs.p50),
    ms(s.latencyMs.p99),
    ms(s.latencyMs.p999),
    percent(s.serverCpuShare),
    percent(s.serverRunDelayShare),
    short(s.serverRssKb / 1024),
    `${percent(s.generatorCpuShare)}${s.isGeneratorSound ? "" : " !"}`,
    percent(s.lateSendShare),
    String(s.lostConnections),
  ];
}
