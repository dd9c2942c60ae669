// Fetches the notices for the rooms of this host, in their order and each once: whoever is told of one while it looks makes it look
// again. A host that restarts has no rooms, and a room that moves may be told of one again: its id tells. SPEC [ROOM-4]

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostNotice } from "../shared/schema/internal/notices.ts";
import type { OriginClient } from "./origin-client.ts";

const RETRY_AFTER_MS = 500;

export type NoticeDeps = {
  readonly origin: Pick<OriginClient, "notices">;
  readonly log: Log;
  notify(notice: HostNotice): void;
  after(delayMs: number): Promise<void>;
};

export type NoticeReader = {
  /** There may be one. Resolves when there is none left, or whoever looks already will look once more. Never rejects. */
  look(): Promise<void>;
  stop(): void;
};

export function createNoticeReader({ origin, log, notify, after }: NoticeDeps): NoticeReader {
  let last = 0;
  let state: "idle" | "looking" | "again" | "stopped" = "idle";

  /** Whether there is nothing more to read now. */
  async function readPage(): Promise<boolean> {
    try {
      const page = await origin.notices(last);
      for (const notice of page.items) notify(notice);
      last = page.last;
      return !page.hasMore;
    } catch (error) {
      log.warn("room.notices.failed", { error });
      // An origin of the release before has none.
      if (error instanceof Problem && error.status < 500) return true;
      await after(RETRY_AFTER_MS);
      return false;
    }
  }

  return {
    async look() {
      if (state === "stopped") return;
      const isLooking = state !== "idle";
      state = isLooking ? "again" : "looking";
      if (isLooking) return;
      while (state === "looking" || state === "again") {
        state = "looking";
        const isDone = await readPage();
        // It may have been told of another, or stopped, meanwhile.
        if (isDone && (state as string) === "looking") state = "idle";
      }
    },
    stop() {
      state = "stopped";
    },
  };
}
