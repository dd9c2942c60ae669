// What the origin has to say to rooms while they run: heard of by waiting for it, from where the last answer ended, so that nothing
// is missed while the origin is away and what comes twice does no harm.

import type { Log } from "../shared/http/log.ts";
import { type RoomNews, roomNewsOf } from "../shared/schema/internal/changes.ts";
import type { OriginClient } from "./origin-client.ts";

const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;

export type NewsDeps = {
  readonly origin: Pick<OriginClient, "news">;
  readonly log: Log;
  heard(news: RoomNews): void;
  /** It is not known what changed. */
  everythingChanged(): Promise<void>;
};

/** Follows until the function it returns is called. */
export function followNews({ origin, log, heard, everythingChanged }: NewsDeps): () => void {
  let following = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_FIRST_MS;

  async function hear(cursor: string | null): Promise<void> {
    let next = cursor;
    try {
      const page = await origin.news(cursor);
      if (!following) return;
      next = page.cursor;
      // Whoever entered before we knew where the feed stands may have changed something since.
      if (cursor === null || page.isReset) void everythingChanged();
      for (const tag of page.tags) {
        const news = roomNewsOf(tag);
        if (news !== null) heard(news);
      }
      retryMs = RETRY_FIRST_MS;
      timer = setTimeout(() => void hear(next), 0);
    } catch (error) {
      if (!following) return;
      log.warn("room.news.failed", { error });
      timer = setTimeout(() => void hear(next), retryMs);
      retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }
  }

  void hear(null);
  return () => {
    following = false;
    clearTimeout(timer);
  };
}
