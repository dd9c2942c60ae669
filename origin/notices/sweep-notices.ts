// Notices are kept for a day: longer than anybody counts them, or a host asks for them.

import type { OriginDeps } from "../deps.ts";
import { deleteNoticesBefore } from "./store.ts";

const NOTICES_KEPT_MS = 24 * 60 * 60_000;

export async function sweepNotices(deps: Pick<OriginDeps, "db" | "nowMs">): Promise<void> {
  await deleteNoticesBefore(deps.db, new Date(deps.nowMs() - NOTICES_KEPT_MS));
}
