// A bucket as a Durable Object of workerd and Cloudflare: one object per bucket, the same whichever isolate or city asks. Its
// storage carries it over the naps the platform sends it on; an alarm clears what is full again.

import { type Bucket, type Taken, takeToken, WINDOW_S } from "./bucket.ts";
import type { RateLimitStore } from "./store.ts";

/** What is used of a namespace of objects. */
export type ObjectNamespace = {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(url: string): Promise<Response> };
};

/** What is used of an object's state. */
type ObjectState = {
  readonly storage: {
    get(key: string): Promise<unknown>;
    put(key: string, value: unknown): Promise<void>;
    setAlarm(atMs: number): Promise<void>;
    deleteAll(): Promise<void>;
  };
};

export function createObjectStore(namespace: ObjectNamespace): RateLimitStore {
  return {
    async take(key, perMinute, nowMs) {
      const bucket = namespace.get(namespace.idFromName(key));
      const answer = await bucket.fetch(`http://bucket/?perMinute=${perMinute}&nowMs=${nowMs}`);
      return (await answer.json()) as Taken;
    },
  };
}

/** The object. The runtime makes it, and gives it one request at a time while its storage is at work. */
export class RateLimitBucket {
  readonly #state: ObjectState;
  constructor(state: ObjectState) {
    this.#state = state;
  }

  async fetch(request: Request): Promise<Response> {
    const asked = new URL(request.url).searchParams;
    const perMinute = Number(asked.get("perMinute"));
    const nowMs = Number(asked.get("nowMs"));
    const { storage } = this.#state;
    const held = ((await storage.get("bucket")) ?? null) as Bucket | null;
    const { bucket, taken } = takeToken(held, perMinute, nowMs);
    await storage.put("bucket", bucket);
    await storage.setAlarm(nowMs + WINDOW_S * 1000);
    return Response.json(taken);
  }

  /** A minute after the last request it is full. */
  async alarm(): Promise<void> {
    await this.#state.storage.deleteAll();
  }
}
