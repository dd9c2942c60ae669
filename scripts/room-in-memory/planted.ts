// A bug put into the running program from outside, for as long as it is wanted there.

/** Puts something else in the place of a property, until what this answers is disposed of. */
export function planted<T extends object, K extends keyof T>(
  target: T,
  key: K,
  make: (original: T[K]) => T[K],
): Disposable {
  const place: { -readonly [P in keyof T]: T[P] } = target;
  const original = place[key];
  place[key] = make(original);
  return {
    [Symbol.dispose]: () => {
      place[key] = original;
    },
  };
}
