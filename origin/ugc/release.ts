// Memory given back when it is of no further use. Pixels are one small object to the collector and sixteen megabytes to the machine:
// left to it, several pictures' worth lie about.

/** Takes the memory of `bytes` away, whose buffer nobody else has; whoever reads them after that finds none. */
export function release({ buffer }: Uint8Array): void {
  // Transferred to a buffer of no length, what it held is freed now.
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

/** Has the collector look now, before something large begins. Takes some ten milliseconds. */
export function sweep(): void {
  Bun.gc(true);
}
