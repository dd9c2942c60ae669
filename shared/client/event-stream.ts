// Server-sent events out of a byte stream (WHATWG HTML §9.2.6), for clients whose runtime has no EventSource, or that want to
// end one by a signal.

/** One event with data in it; comments and everything else are passed over. */
export type ServerEvent = { readonly id: string | null; readonly name: string; readonly data: string };

/** A sender that never ends its event does not fill our memory. */
const EVENT_MAX_CHARS = 8 * 1024 * 1024;

/** Reads events until the stream ends. Throws what the stream throws, and for an event without end. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = "";
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      held += decoder.decode(value, { stream: true });
      const blocks = held.split(/\r?\n\r?\n/);
      held = blocks.pop() ?? "";
      if (held.length > EVENT_MAX_CHARS) throw new Error("an event without end");
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event !== null) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => {}); // the stream broke: there is nothing left to let go of
  }
}

/** The same bytes; `onSilence` is called once when none come for so long. `signal` ends it. */
export function watchSilence(
  body: ReadableStream<Uint8Array>,
  silenceMaxMs: number,
  onSilence: () => void,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let timer = setTimeout(onSilence, silenceMaxMs);
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        clearTimeout(timer);
        timer = setTimeout(onSilence, silenceMaxMs);
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    }),
    { signal },
  );
}

function parseBlock(block: string): ServerEvent | null {
  const data: string[] = [];
  let id: string | null = null;
  let name = "message";
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(":");
    const field = at === -1 ? line : line.slice(0, at);
    const value = at === -1 ? "" : line.slice(at + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "id") id = value;
    else if (field === "event") name = value;
  }
  return data.length === 0 ? null : { id, name, data: data.join("\n") };
}
