// What a heart shows: the list's own count, until somebody here presses it; then what was pressed, until the list has moved.
// Pure: lists are cached for a moment, so right after a press they still say what was before it.

import type { Liked } from "../../../shared/schema/catalog.ts";

/** What became of a press, and the count the list showed beside it. */
export type LikeChange = {
  readonly isLiked: boolean;
  readonly likeCount: number;
  readonly listedCount: number;
};

/** What to show of a thing that a list says `listedCount` like, `wasLiked` by whoever looks. */
export function shownLike(wasLiked: boolean, listedCount: number, change: LikeChange | null): Liked {
  // A list of a moment ago may count nobody yet where one has just liked.
  if (change === null) return { isLiked: wasLiked, likeCount: Math.max(listedCount, wasLiked ? 1 : 0) };
  return {
    isLiked: change.isLiked,
    likeCount: change.listedCount === listedCount ? change.likeCount : listedCount,
  };
}

/** The press as it will most likely be answered. Pressing what is so already changes nothing. */
export function pressed(shown: Liked, isLiked: boolean, listedCount: number): LikeChange {
  const by = isLiked === shown.isLiked ? 0 : isLiked ? 1 : -1;
  return { isLiked, likeCount: Math.max(0, shown.likeCount + by), listedCount };
}
