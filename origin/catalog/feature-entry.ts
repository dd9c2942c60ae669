// The house puts something in its window, or takes it out again.

import type { LikedKind } from "../../shared/schema/catalog.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { updateFeatured } from "./store.ts";

/** Throws WORLD_NOT_FOUND (and so on, 404). */
export async function featureEntry(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  { kind, id }: { readonly kind: LikedKind; readonly id: string },
  isFeatured: boolean,
): Promise<void> {
  const featuredAt = isFeatured ? new Date(deps.nowMs()) : null;
  if (!(await updateFeatured(deps.db, kind, id, featuredAt))) throw notFound(kind);
}
