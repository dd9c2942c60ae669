// Windows of the edge and of the bare hello beside it as a table: requests per CPU-second, runtime by runtime. Pure.

import { median, type PairedRatio, pairedRatio } from "../paired-ratio.ts";
import { percent, renderTable, short } from "../table.ts";
import type { LoadWindow } from "./load-plan.ts";
import type { RuntimeName, SubjectName } from "./subject.ts";

export type LoadSummary = {
  readonly runtime: RuntimeName;
  readonly subject: SubjectName;
  readonly windows: number;
  readonly requestsPerCpuSecond: number;
  /** Its requests per CPU-second ÷ the bare hello's on the same runtime, window by window; null for the hello itself. */
  readonly toHello: PairedRatio | null;
  readonly bytesPerAnswer: number;
  readonly failures: number;
  readonly serverCpuShare: number;
  readonly generatorCpuShare: number;
};

/** One summary per runtime and subject, in the order they first appear. */
export function summariseLoad(windows: readonly LoadWindow[]): LoadSummary[] {
  const named = new Map(windows.map((w) => [`${w.runtime} ${w.subject}`, w]));
  return [...named.values()].map(({ runtime, subject }) => {
    const own = windows.filter((w) => w.runtime === runtime && w.subject === subject);
    const hellos = windows.filter((w) => w.runtime === runtime && w.subject === "hello");
    const of = (figure: (w: LoadWindow) => number): number => median(own.map(figure));
    return {
      runtime,
      subject,
      windows: own.length,
      requestsPerCpuSecond: of(requestsPerCpuSecond),
      toHello: subject === "hello" ? null : pairedRatio(perRound(own), perRound(hellos)),
      bytesPerAnswer: of((w) => w.bytes / w.answers),
      failures: own.reduce((sum, w) => sum + w.failures, 0),
      serverCpuShare: of((w) => w.serverCpuMs / w.wallMs),
      generatorCpuShare: of((w) => w.generatorCpuMs / w.wallMs),
    };
  });
}

function requestsPerCpuSecond({ answers, serverCpuMs }: LoadWindow): number {
  return answers / (serverCpuMs / 1000);
}

function perRound(windows: readonly LoadWindow[]): ReadonlyMap<number, number> {
  return new Map(windows.map((w) => [w.round, requestsPerCpuSecond(w)]));
}

export function renderLoad(summaries: readonly LoadSummary[]): string {
  const left = (title: string) => ({ title, align: "left" }) as const;
  const right = (title: string) => ({ title, align: "right" }) as const;
  return renderTable(
    [
      left("runtime"),
      left(""),
      right("requests/CPU-s"),
      right("× hello (spread)"),
      right("CPU µs each"),
      right("B/answer"),
      right("failed"),
      right("CPU"),
      right("generator"),
    ],
    summaries.map((s) => [
      s.runtime,
      s.subject,
      short(s.requestsPerCpuSecond),
      s.toHello === null ? "" : `${short(s.toHello.ratio)} (${percent(s.toHello.spread)})`,
      short(1e6 / s.requestsPerCpuSecond),
      short(s.bytesPerAnswer),
      String(s.failures),
      percent(s.serverCpuShare),
      percent(s.generatorCpuShare),
    ]),
  );
}
