// Asks a room host how it is.

import { type TopReport, topReportSchema } from "../../room/metrics/top-report.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";

const ANSWER_MAX_MS = 3_000;

/** Throws VisitFailed, in one line, when nothing answers there, or something else does. */
export async function fetchReport(url: string): Promise<TopReport> {
  const response = await fetch(`${url}/top`, { signal: AbortSignal.timeout(ANSWER_MAX_MS) }).catch(() => {
    throw new VisitFailed(
      `No room host answers at ${url}. Start one (bun run start), or name where its metrics are with --url.`,
    );
  });
  const body: unknown = await response.json().catch(() => null);
  const report = topReportSchema.safeParse(body);
  if (report.success) return report.data;
  throw new VisitFailed(
    `What answers at ${url} is no room host's metrics port (${response.status}). Name that with --url: HIROBA_ROOM_METRICS_PORT sets it.`,
  );
}
