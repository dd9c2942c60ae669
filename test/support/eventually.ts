// Waiting for what other processes do: asks again until the answer is there, and says what it last saw when it never came.

/**
 * Resolves with the first value of `look` that is neither null, undefined nor false, looking every `everyMs`. Throws after `maxMs`,
 * naming `what`.
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  maxMs = 10_000,
  everyMs = 25,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadlineMs = Date.now() + maxMs;
  let last: unknown;
  while (Date.now() < deadlineMs) {
    const value = await look();
    if (value !== null && value !== undefined && value !== false)
      return value as NonNullable<Exclude<T, false>>;
    last = value;
    await Bun.sleep(everyMs);
  }
  throw new Error(`${what}: not within ${maxMs} ms (last seen: ${JSON.stringify(last)})`);
}
