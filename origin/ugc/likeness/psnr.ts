// How far two pictures of one avatar are apart. Pure.
//
// PSNR = 10 · log10(1 / MSE) in sRGB, where 1 is the whole range. MSE is taken over the pixels that either picture covers: an
// empty background, equal in both, would only dilute it, and a thin avatar would pass what a stout one does not. A pixel is
// compared as it looks on black and as it looks on white, and both count: on one background alone, a lost black boot or a lost
// white sleeve would cost nothing.

/** One picture: premultiplied sRGB and coverage, four bytes a pixel, rows from the top. */
export type Picture = { readonly sidePx: number; readonly rgba: Uint8Array };

/** Pixels from the top left; right and bottom are outside. */
export type Rect = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** What equal pictures are given: as good as infinite, and a number that JSON can carry. */
export const EQUAL_DB = 99;

/** Compares a part of two pictures of the same side. Equal, or nothing covered in either: EQUAL_DB. */
export function psnrDb(a: Picture, b: Picture, { left, top, right, bottom }: Rect): number {
  const { sidePx } = a;
  let covered = 0;
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left, i = (y * sidePx + left) * 4; x < right; x++, i += 4) {
      const alphaA = a.rgba[i + 3] ?? 0;
      const alphaB = b.rgba[i + 3] ?? 0;
      if (alphaA === 0 && alphaB === 0) continue;
      covered++;
      const hidden = alphaA - alphaB;
      for (let c = 0; c < 3; c++) {
        const onBlack = (a.rgba[i + c] ?? 0) - (b.rgba[i + c] ?? 0);
        const onWhite = onBlack - hidden;
        sum += onBlack * onBlack + onWhite * onWhite;
      }
    }
  if (sum === 0) return EQUAL_DB;
  const mse = sum / (covered * 6 * 255 * 255);
  return Math.min(EQUAL_DB, -10 * Math.log10(mse));
}

/** The smallest rectangle round the pixels of `within` that differ by more than `thresholdBytes`; null when none does. */
export function changedRect(a: Picture, b: Picture, within: Rect, thresholdBytes: number): Rect | null {
  const { sidePx } = a;
  let [left, top, right, bottom] = [sidePx, sidePx, 0, 0];
  for (let y = within.top; y < within.bottom; y++)
    for (let x = within.left; x < within.right; x++) {
      const i = (y * sidePx + x) * 4;
      let apart = 0;
      for (let c = 0; c < 4; c++)
        apart = Math.max(apart, Math.abs((a.rgba[i + c] ?? 0) - (b.rgba[i + c] ?? 0)));
      if (apart <= thresholdBytes) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  return right > left ? { left, top, right, bottom } : null;
}

/** Both, and all between them. */
export function unite(a: Rect | null, b: Rect | null): Rect | null {
  if (a === null || b === null) return a ?? b;
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Grown on every side, to at least `sideMinPx` each way, and cut to the picture. */
export function widen(rect: Rect, byPx: number, sideMinPx: number, sidePx: number): Rect {
  const along = (from: number, to: number): readonly [number, number] => {
    const grow = Math.max(byPx, Math.ceil((sideMinPx - (to - from)) / 2));
    return [Math.max(0, from - grow), Math.min(sidePx, to + grow)];
  };
  const [left, right] = along(rect.left, rect.right);
  const [top, bottom] = along(rect.top, rect.bottom);
  return { left, top, right, bottom };
}
