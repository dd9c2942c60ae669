// What `bun run bench` asks of its load generator and what that answers: JSON on standard input, JSON lines on standard output.
// Types alone.

export const SERVER_NAMES = ["hiroba", "mosquitto", "nats", "aedes", "floor"] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** One listener of a running server. */
export type Target = {
  /** How the tables call it: a server's name, or a server and a transport. */
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly transport: "tcp" | "websocket";
};

/** How many, how often, how much: everybody in a room hears everybody else in it, themselves included. */
export type PlainLoad = {
  readonly rooms: number;
  readonly avatarsPerRoom: number;
  readonly hz: number;
  readonly payloadBytes: number;
};

/** How long is measured, and how often. */
export type Windows = {
  /** Each round gives every target one window, forwards, then backwards: A B B A. */
  readonly rounds: number;
  /** Load before each window that is not measured. */
  readonly warmUpMs: number;
  readonly windowMs: number;
};

export type Plan =
  | ({
      readonly kind: "plain";
      readonly crowds: readonly { readonly target: Target; readonly load: PlainLoad }[];
    } & Windows)
  | {
      readonly kind: "search";
      readonly target: Target;
      readonly hz: number;
      readonly payloadBytes: number;
      readonly p99MaxMs: number;
      readonly startAt: number;
      readonly avatarsMax: number;
      /** The answer is exact to this share of itself. */
      readonly precision: number;
      readonly warmUpMs: number;
      readonly windowMs: number;
    }
  | ({
      readonly kind: "extended";
      readonly target: Target;
      readonly avatars: number;
      readonly hz: number;
      /** 0 root alone, 1 three-point. */
      readonly mode: 0 | 1;
    } & Windows)
  | ({
      readonly kind: "voice";
      readonly target: Target;
      readonly listeners: number;
      readonly speakers: number;
      /** Poses of all, besides: a room where people talk is a room where they move. */
      readonly hz: number;
    } & Windows)
  | {
      readonly kind: "joining";
      readonly target: Target;
      readonly clients: number;
      readonly withinMs: number;
      readonly waitMaxMs: number;
    }
  | ({
      readonly kind: "deaf";
      readonly target: Target;
      readonly avatars: number;
      /** On top of them. */
      readonly deaf: number;
      readonly hz: number;
      readonly payloadBytes: number;
      /** How long they have been there when a window begins. */
      readonly settleMs: number;
      /** How long to wait for the server to end those that do not keep up. */
      readonly goneWithinMs: number;
    } & Windows)
  | {
      readonly kind: "soak";
      readonly target: Target;
      readonly avatars: number;
      readonly hz: number;
      readonly lengthMs: number;
      readonly sampleEveryMs: number;
      /** One leaves and one enters this often. */
      readonly changeEveryMs: number;
    }
  | {
      readonly kind: "idle";
      readonly target: Target;
      readonly connections: number;
      readonly settleMs: number;
    };

/** What one target did in one window. */
export type WindowFigures = {
  readonly target: string;
  readonly round: number;
  readonly avatars: number;
  readonly wallMs: number;
  /** Messages the generator sent; how many of them more than LATE_SEND_MS after they were meant to be. */
  readonly sends: number;
  readonly lateSends: number;
  /** Messages not sent because the server had not taken the one before. */
  readonly skippedSends: number;
  /** Connections the server ended, the load before the window included. */
  readonly lostConnections: number;
  /** Messages that arrived, as bytes of all receivers ÷ bytes per message of the receivers that were parsed. */
  readonly deliveries: number;
  readonly expectedDeliveries: number;
  readonly bytes: number;
  readonly receivers: number;
  /** From the time a message was meant to be sent to when a receiver had read it. */
  readonly latencyMs: LatencyFigures;
  /** The same, of those slices of the window alone in which neither server nor generator was kept from its core. */
  readonly calmLatencyMs: LatencyFigures;
  /** How much of the window those slices are. */
  readonly calmShare: number;
  /** Between two reads of the same receiver. */
  readonly gapMs: LatencyFigures;
  /** How often a sampled receiver heard each of its nearest, a second; null where nobody is nearer than others. */
  readonly nearHz: number | null;
  readonly server: ProcessFigures;
  readonly generator: ProcessFigures;
};

export type LatencyFigures = {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

export type ProcessFigures = {
  readonly cpuMs: number;
  /** Share of the window its busiest thread could have run but waited for a core that others had. */
  readonly runDelayShare: number;
  readonly rssKb: number;
};

export type Report =
  | ({ readonly type: "window" } & WindowFigures)
  | { readonly type: "searched"; readonly held: number; readonly lowestMissed: number | null }
  | {
      readonly type: "joined";
      readonly clients: number;
      readonly cameWithinMs: number;
      /** Of the last one, from its connection: until it was let in, knew everybody, had everybody's pose; null when it never did. */
      readonly welcomeMs: number | null;
      readonly allMembersMs: number | null;
      readonly allPosesMs: number | null;
    }
  | {
      readonly type: "deaf";
      /** From when they came until none of them was left. */
      readonly goneAfterMs: number | null;
      readonly rssBeforeKb: number;
      readonly rssPeakKb: number;
    }
  | {
      readonly type: "sample";
      readonly atMs: number;
      readonly rssKb: number;
      readonly lostConnections: number;
    }
  | {
      readonly type: "idle";
      readonly connections: number;
      readonly rssBeforeKb: number;
      readonly rssConnectedKb: number;
      /** When each has subscribed to a topic of its own, too. */
      readonly rssSubscribedKb: number;
    }
  | { readonly type: "failed"; readonly message: string };
