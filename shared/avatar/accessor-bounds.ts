// The least and the greatest of an accessor, per component, as glTF wants them of every POSITION. glTF 2.0 §3.6.2.5

/** `values` are elements of `components` numbers each, end to end. */
export function boundsOf(
  values: ArrayLike<number>,
  components: number,
): { readonly min: readonly number[]; readonly max: readonly number[] } {
  const min = new Array<number>(components).fill(Number.POSITIVE_INFINITY);
  const max = new Array<number>(components).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const c = i % components;
    min[c] = Math.min(min[c] ?? value, value);
    max[c] = Math.max(max[c] ?? value, value);
  }
  return { min, max };
}
