import { describe, expect, test } from "bun:test";
import { pressed, shownLike } from "../../../../edge/web/components/like-state.ts";

describe("a heart", () => {
  test("shows what the list says until it is pressed", () => {
    expect(shownLike(false, 4, null)).toEqual({ isLiked: false, likeCount: 4 });
    expect(shownLike(true, 4, null)).toEqual({ isLiked: true, likeCount: 4 });
  });

  test("of somebody who likes it counts them, however old the list", () => {
    expect(shownLike(true, 0, null)).toEqual({ isLiked: true, likeCount: 1 });
  });

  test("is one more when pressed, one less when pressed again, and never less than none", () => {
    const liked = pressed(shownLike(false, 4, null), true, 4);
    expect(shownLike(false, 4, liked)).toEqual({ isLiked: true, likeCount: 5 });
    const back = pressed(shownLike(false, 4, liked), false, 4);
    expect(shownLike(false, 4, back)).toEqual({ isLiked: false, likeCount: 4 });
    expect(pressed({ isLiked: true, likeCount: 0 }, false, 0).likeCount).toBe(0);
  });

  test("counts nothing twice: what is so already stays", () => {
    expect(pressed({ isLiked: true, likeCount: 5 }, true, 5).likeCount).toBe(5);
  });

  test("keeps the server's count while the list is older, and the list's as soon as that moves", () => {
    const answered = { isLiked: true, likeCount: 9, listedCount: 4 };
    expect(shownLike(false, 4, answered)).toEqual({ isLiked: true, likeCount: 9 });
    expect(shownLike(false, 11, answered)).toEqual({ isLiked: true, likeCount: 11 });
  });
});
