// The private side of an origin for Prometheus and for scalers: the pool of hosts, who waits, and the queues. It names nobody, and
// still belongs on loopback or a network of the operator's own. Its reads are not logged: they come every few seconds for ever.

import { Hono } from "hono";
import { BUILD } from "../../shared/build.ts";
import type { Log } from "../../shared/http/log.ts";
import { CONTENT_TYPE, renderFamilies } from "../../shared/http/prometheus.ts";
import type { OriginDeps } from "../deps.ts";
import { HOST_DOUBTED_MS } from "../rooms/allocate-room.ts";
import { QUEUE_SILENT_MS } from "../rooms/enter-room.ts";
import { poolFamilies } from "./families.ts";
import type { PoolReading } from "./reading.ts";
import { readPool } from "./store.ts";

export type MetricsDeps = Pick<OriginDeps, "db" | "nowMs" | "poolNowMs"> & { readonly log: Log };

/** GET /metrics: text for Prometheus, read from the database anew; whoever asks meanwhile shares that reading. */
export function createMetricsApp({ db, nowMs, poolNowMs, log }: MetricsDeps): Hono {
  let underWay: Promise<PoolReading> | null = null;
  const readAnew = async (): Promise<PoolReading> => {
    const at = nowMs();
    return readPool(db, {
      now: new Date(at),
      hostCutoff: new Date((await poolNowMs(db)) - HOST_DOUBTED_MS),
      queueCutoff: new Date(at - QUEUE_SILENT_MS),
    });
  };
  const read = (): Promise<PoolReading> => {
    underWay ??= readAnew().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const app = new Hono();
  app.onError((error, c) => {
    log.error("origin.metrics.failed", { error });
    return c.text("something failed on our side; it was logged\n", 500);
  });
  app.get("/metrics", async (c) =>
    c.body(renderFamilies(poolFamilies(await read(), BUILD)), 200, { "content-type": CONTENT_TYPE }),
  );
  app.notFound((c) => c.text("/metrics is for Prometheus\n", 404));
  return app;
}
