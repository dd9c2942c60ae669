// For bugs of ours only: what a peer sends is checked and answered, never asserted.

/** Throws when a thing we ourselves guarantee is not so. Never call it on data from the wire. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}

/** Makes a switch over a union exhaustive: the compiler refuses it while a member is unhandled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
