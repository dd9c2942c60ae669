/** Milliseconds since the epoch, by a clock that nobody sets: differences are true, the date may drift. */
export function steadyNowMs(): number {
  return performance.timeOrigin + performance.now();
}
