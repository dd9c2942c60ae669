// The private HTTP side of a room host: its metrics for Prometheus, itself at a glance for `room top`. Tells who is connected,
// so it belongs on loopback or a network of the operator's own; nobody is asked who they are. Its reads are not logged: they
// come every few seconds for ever.

import { Hono } from "hono";
import type { NowMs } from "../../shared/clock.ts";
import type { Log } from "../../shared/http/log.ts";
import { CONTENT_TYPE, renderFamilies } from "../../shared/http/prometheus.ts";
import type { Metrics } from "../metrics.ts";
import { counterFamilies } from "./counter-families.ts";
import { gaugeFamilies } from "./gauge-families.ts";
import type { Readings } from "./source.ts";
import { createTop } from "./top.ts";

export type MetricsAppDeps = Readings & {
  readonly metrics: Metrics;
  readonly log: Log;
  /** The wall clock's. */
  readonly nowMs: NowMs;
};

/** GET /metrics: text for Prometheus. GET /top: a TopReport as JSON. */
export function createMetricsApp(deps: MetricsAppDeps): Hono {
  const top = createTop(deps);
  const app = new Hono();
  app.onError((error, c) => {
    deps.log.error("room.metrics.failed", { error, path: c.req.path });
    return c.text("something failed on our side; it was logged\n", 500);
  });
  app.get("/metrics", (c) =>
    c.body(renderFamilies([...counterFamilies(deps.metrics), ...gaugeFamilies(deps)]), 200, {
      "content-type": CONTENT_TYPE,
    }),
  );
  app.get("/top", (c) => c.json(top.report(deps.nowMs())));
  app.notFound((c) => c.text("/metrics is for Prometheus, /top for `bun run room top`\n", 404));
  return app;
}
