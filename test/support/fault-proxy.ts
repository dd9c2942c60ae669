// A TCP proxy on loopback that fails as networks do: it cuts, stalls, delays, and holds a single connection back while others overtake
// it. What it does not deliver it keeps, up to a bound, and then reads no more, so that nothing is lost but by a cut.

import { createServer, Socket } from "node:net";
import { seededRng } from "../../shared/rng.ts";
import { FaultPipe } from "./fault-pipe.ts";

/** `up` is towards the server, `down` back to whoever connected. */
export type Way = "up" | "down";
const BOTH: readonly Way[] = ["up", "down"];

const HELD_MAX_BYTES = 1024 * 1024;
/** At once; more are turned away. */
const CONNECTIONS_MAX = 1_000;
/** Of what was said last on a connection, for `catchNext`. */
const SAID_MAX_CHARS = 1_024;

/** Connections that are held back while others go on. */
export type Held = {
  /** Delivers what was held, and goes on. */
  release(): void;
  cut(): void;
};

export type FaultProxy = {
  readonly port: number;
  /** Ends what it carries, undelivered bytes and all, and turns away who comes. */
  cut(): void;
  /** Lets in again. */
  mend(): void;
  /**
   * Delivers nothing these ways, on old connections and new ones, which are let in; a close is not told either. `isReading` false: it
   * does not even read, so that who writes is held up by TCP itself.
   */
  stall(options?: { readonly ways?: readonly Way[]; readonly isReading?: boolean }): void;
  /** Delivers all that was held by a stall, and goes on. */
  flow(): void;
  /** From now on each piece of a new connection waits so long, by chance of that seed; order is kept within a connection and not among them. */
  delay(options: { readonly seed: bigint; readonly minMs: number; readonly maxMs: number } | null): void;
  /** Holds those back that are open now, these ways; new ones go on. */
  hold(ways?: readonly Way[]): Held;
  /** Holds the connection back, these ways, on which `says` is said next on its way up; what says so is held with it. */
  catchNext(says: string, ways?: readonly Way[]): Promise<Held>;
  /** How many are open, and how much waits in them. */
  carried(): { readonly connections: number; readonly heldBytes: number };
  stop(): void;
};

type Flow = {
  readonly way: Way;
  readonly pipe: FaultPipe;
  readonly from: Socket;
  readonly to: Socket;
  /** Connects to the server, with the first that is delivered to it: it may not wait long for somebody who says nothing. */
  reach(): void;
  /** The socket takes no more until it says so. */
  isBlocked: boolean;
  isHeld: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
};
type Trap = { readonly says: string; readonly ways: readonly Way[]; spring(held: Held): void };

/** Carries to a port of loopback, which may become known after the proxy has begun. The caller stops it. */
export async function startFaultProxy(toPort: number | (() => number)): Promise<FaultProxy> {
  const carried = new Map<Socket, readonly Flow[]>();
  const stalled = new Set<Way>();
  let isReadingStalled = true;
  let isCut = false;
  let delayOf: (() => () => number) | null = null;
  let traps: Trap[] = [];

  const server = createServer({ allowHalfOpen: true }, (near) => {
    // A connection that is reset is one that has ended.
    near.on("error", () => {});
    if (isCut || carried.size >= CONNECTIONS_MAX) return void near.destroy();
    const far = new Socket({ allowHalfOpen: true });
    far.on("error", () => {});
    const reach = once(() => {
      const port = typeof toPort === "number" ? toPort : toPort();
      far.connect({ host: "127.0.0.1", port });
    });
    const delayMs = delayOf?.() ?? (() => 0);
    const flowOf = (way: Way, from: Socket, to: Socket): Flow => ({
      way,
      pipe: new FaultPipe(delayMs, HELD_MAX_BYTES),
      from,
      to,
      reach,
      isBlocked: false,
      isHeld: false,
      timer: undefined,
    });
    const flows = [flowOf("up", near, far), flowOf("down", far, near)];
    carried.set(near, flows);
    watchFor(near, flows);
    for (const flow of flows) carry(flow);
    const forget = () => {
      if (near.closed && far.closed) carried.delete(near);
    };
    near.on("close", forget);
    far.on("close", forget);
  });

  /** Before anything is carried: what springs a trap is held, too. */
  function watchFor(near: Socket, flows: readonly Flow[]): void {
    let said = "";
    near.on("data", (bytes: Buffer) => {
      if (traps.length === 0) return;
      said = (said + bytes.toString("latin1")).slice(-SAID_MAX_CHARS);
      const trap = traps.find(({ says }) => said.includes(says));
      if (trap === undefined) return;
      traps = traps.filter((other) => other !== trap);
      said = "";
      trap.spring(holdBack(flows, trap.ways));
    });
  }

  function holdBack(flows: readonly Flow[], ways: readonly Way[]): Held {
    for (const flow of flows) flow.isHeld = ways.includes(flow.way);
    return {
      release: () => {
        for (const flow of flows) flow.isHeld = false;
        flows.forEach(pump);
      },
      cut: () => end(flows),
    };
  }

  function carry(flow: Flow): void {
    const { from, to, pipe } = flow;
    from.on("data", (bytes: Buffer) => {
      pipe.push(bytes, Date.now());
      pump(flow);
    });
    const ended = () => {
      pipe.end(Date.now());
      pump(flow);
    };
    from.on("end", ended);
    from.on("close", ended);
    to.on("drain", () => {
      flow.isBlocked = false;
      pump(flow);
    });
    to.on("close", () => {
      clearTimeout(flow.timer);
      pipe.discard();
      pump(flow);
    });
    pump(flow);
  }

  function pump(flow: Flow): void {
    const { pipe, to, way } = flow;
    clearTimeout(flow.timer);
    const isStalled = stalled.has(way);
    // Who takes nothing any more holds nobody up.
    const isOpen = !to.destroyed;
    while (isOpen && !isStalled && !flow.isHeld && !flow.isBlocked) {
      const delivery = pipe.take(Date.now());
      if (delivery === null) break;
      flow.reach();
      if (delivery === "end") to.end();
      else flow.isBlocked = !to.write(delivery);
    }
    if (!isOpen) pipe.discard();
    if (isOpen && (pipe.isFull || (isStalled && !isReadingStalled))) flow.from.pause();
    else flow.from.resume();
    if (isOpen && !isStalled && !flow.isHeld && Number.isFinite(pipe.dueAtMs))
      flow.timer = setTimeout(() => pump(flow), Math.max(1, pipe.dueAtMs - Date.now()));
  }

  function end(flows: readonly Flow[]): void {
    for (const { from, pipe, timer } of flows) {
      clearTimeout(timer);
      pipe.discard();
      from.destroy();
    }
  }

  const pumpAll = () => [...carried.values()].flat().forEach(pump);
  const endAll = () => [...carried.values()].forEach(end);

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy listens on no port");
  return {
    port: address.port,
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => {
      isCut = false;
    },
    stall: ({ ways = BOTH, isReading = true } = {}) => {
      for (const way of ways) stalled.add(way);
      isReadingStalled = isReading;
      pumpAll();
    },
    flow: () => {
      stalled.clear();
      pumpAll();
    },
    delay: (options) => {
      delayOf = options === null ? null : delaysOf(options);
    },
    hold: (ways = BOTH) => holdBack([...carried.values()].flat(), ways),
    catchNext: (says, ways = BOTH) =>
      new Promise((resolve) => {
        traps.push({ says, ways, spring: resolve });
      }),
    carried: () => ({
      connections: carried.size,
      heldBytes: [...carried.values()].flat().reduce((sum, { pipe }) => sum + pipe.heldBytes, 0),
    }),
    stop: () => {
      isCut = true;
      server.close();
      endAll();
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

/** A delay for each piece of each connection; those of one connection are the same whatever the others do. */
function delaysOf({ seed, minMs, maxMs }: { seed: bigint; minMs: number; maxMs: number }) {
  let connections = 0n;
  return () => {
    const rng = seededRng(seed + connections++);
    return () => minMs + rng() * (maxMs - minMs);
  };
}
