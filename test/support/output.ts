// What a child process says, as it says it: for waiting on a line, and for the message of a test that failed.

type Speaking = {
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
};

export type Output = {
  /** Both streams, in the order they came. */
  text(): string;
  /** Resolves when both have ended. */
  readonly ended: Promise<unknown>;
};

/** Reads both streams of a child to their ends. */
export function readOutput({ stdout, stderr }: Speaking): Output {
  let text = "";
  const read = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
  };
  return { text: () => text, ended: Promise.all([read(stdout), read(stderr)]) };
}
