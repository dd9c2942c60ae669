// The object store on a port: what main.ts runs and tests start.

import type { Log } from "../../../shared/http/log.ts";
import type { ObjectStoreConfig } from "./config.ts";
import { type EventSender, startEventSender } from "./events.ts";
import { createObjectStore } from "./handle-request.ts";
import { OBJECT_MAX_BYTES } from "./receive-bytes.ts";
import { openStorage } from "./storage.ts";

const FORM_OVERHEAD_MAX_BYTES = 1024 * 1024;

export type ServedObjectStore = { readonly port: number; stop(): Promise<void> };

/** Opens `folder` and listens. Throws what Bun.serve throws, EADDRINUSE among it. */
export async function serveObjectStore(
  config: Omit<ObjectStoreConfig, "dataDir" | "log">,
  options: { readonly folder: string; readonly log: Log; readonly nowMs: () => number },
): Promise<ServedObjectStore> {
  const { log, nowMs } = options;
  const storage = await openStorage(options.folder);
  let sender: EventSender | null = null;
  const handle = createObjectStore({ storage, config, log, nowMs, eventQueued: () => sender?.wake() });
  const server = listen();
  if (config.eventUrl !== null) sender = startEventSender({ storage, url: config.eventUrl, log, nowMs });
  return {
    port: server.port ?? config.port,
    async stop() {
      sender?.stop();
      await server.stop(true);
      storage.close();
    },
  };

  function listen() {
    try {
      return Bun.serve({
        port: config.port,
        hostname: config.bind,
        maxRequestBodySize: OBJECT_MAX_BYTES + FORM_OVERHEAD_MAX_BYTES,
        idleTimeout: 60,
        fetch: handle,
      });
    } catch (error) {
      storage.close();
      throw error;
    }
  }
}
