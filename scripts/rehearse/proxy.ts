// A small proxy before several processes of a kind: what a load balancer does for them, as far as a rehearsal needs it.

/** More than any request of ours has; larger ones are streamed to one backend and tried once. */
const BODY_KEPT_MAX_BYTES = 4 * 1024 * 1024;
const IDLE_WAIT_MAX_MS = 5_000;
const IDLE_POLL_MS = 20;

export type LoadBalancer = {
  readonly url: string;
  add(backend: string): void;
  /** Sends nothing more there. Resolves when what is under way has been answered, or has had its time. */
  remove(backend: string): Promise<void>;
  stop(): Promise<void>;
};

/** Listens on a free port of loopback. */
export function startProxy(): LoadBalancer {
  const underWay = new Map<string, number>();
  let turn = 0;

  async function pass(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? null : await request.bytes();
    const headers = new Headers(request.headers);
    // What is not there any more when it is tried goes to the next: nothing has been done of it.
    const tried = new Set<string>();
    for (let backend = next(tried); backend !== null; backend = next(tried)) {
      tried.add(backend);
      count(backend, 1);
      try {
        const response = await fetch(backend + pathname + search, {
          method: request.method,
          headers,
          redirect: "manual",
          decompress: false,
          signal: request.signal,
          ...(body === null || body.length === 0 ? {} : { body }),
        });
        return new Response(response.body, response);
      } catch (error) {
        if (!isRefused(error) || (body?.length ?? 0) > BODY_KEPT_MAX_BYTES) throw error;
      } finally {
        count(backend, -1);
      }
    }
    return new Response("no backend", { status: 502 });
  }

  function next(tried: ReadonlySet<string>): string | null {
    const free = [...underWay.keys()].filter((backend) => !tried.has(backend));
    return free[turn++ % Math.max(1, free.length)] ?? null;
  }

  function count(backend: string, change: number): void {
    const before = underWay.get(backend);
    if (before !== undefined) underWay.set(backend, before + change);
    else leaving.set(backend, (leaving.get(backend) ?? 0) + change);
  }

  const leaving = new Map<string, number>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 60,
    fetch: (request) => pass(request).catch(() => new Response("the backend failed", { status: 502 })),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    add: (backend) => void underWay.set(backend, 0),
    async remove(backend) {
      leaving.set(backend, underWay.get(backend) ?? 0);
      underWay.delete(backend);
      for (let waitedMs = 0; waitedMs < IDLE_WAIT_MAX_MS; waitedMs += IDLE_POLL_MS) {
        if ((leaving.get(backend) ?? 0) <= 0) break;
        await Bun.sleep(IDLE_POLL_MS);
      }
      leaving.delete(backend);
    },
    stop: () => server.stop(true),
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ConnectionRefused";
}
