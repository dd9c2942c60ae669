// A host that is not answered by the origin asks its heirs, moment by moment, to open none of its rooms; and answers those whose heir
// it is. Where it finds another process in an heir's place, that heir is no more.

import type { Log } from "../../shared/http/log.ts";
import { signPeerPass, verifyPeerPass } from "../../shared/peer-pass.ts";
import type { HostId } from "../../shared/schema/ids.ts";
import type { HeartbeatAnswer } from "../../shared/schema/internal/hosts.ts";
import { type PeerPromise, promiseSchema, promiseUrl } from "../../shared/schema/peers.ts";
import type { Leases } from "./leases.ts";

const ASK_INTERVAL_MS = 500;
const ASK_TIMEOUT_MS = 1_000;
/** Heirs of now and of before; the origin names a few at a time. */
const URLS_MAX = 64;

type Reach = NonNullable<HeartbeatAnswer["lease"]>;

export type PeersDeps = {
  readonly hostId: HostId;
  readonly leases: Pick<Leases, "toAsk" | "promised" | "gone" | "promise">;
  readonly log: Log;
  readonly fetch: typeof fetch;
  /** Never jumps. */
  steadyMs(): number;
  /** By which passes are good. */
  wallMs(): number;
};

export type Peers = {
  /** What the origin said last of the heirs, and the key. */
  heard(reach: Reach): void;
  /** Answers another host's question; null: its pass is none. */
  answer(pass: string): Promise<Readonly<PeerPromise> | null>;
  stop(): void;
};

/** Asks as long as it has to, until it is stopped. */
export function createPeers(deps: PeersDeps): Peers {
  let reach: Reach | null = null;
  /** Of heirs that were named before too: the origin may still go by them. */
  const urls = new Map<HostId, string>();
  const asking = new Set<HostId>();
  const timer = setInterval(() => {
    for (const heir of deps.leases.toAsk()) if (!asking.has(heir)) void ask(heir);
  }, ASK_INTERVAL_MS);

  async function ask(heir: HostId): Promise<void> {
    const url = urls.get(heir);
    if (reach === null || url === undefined) return;
    asking.add(heir);
    const askedAtMs = deps.steadyMs();
    try {
      const pass = await signPeerPass({ from: deps.hostId, to: heir }, reach.key, deps.wallMs());
      const response = await deps.fetch(url, {
        headers: { authorization: `Bearer ${pass}` },
        signal: AbortSignal.timeout(ASK_TIMEOUT_MS),
      });
      const { hostId, taken } = promiseSchema.parse(await response.json());
      if (hostId === heir) deps.leases.promised(heir, taken, askedAtMs);
      else deps.leases.gone(heir);
    } catch (error) {
      deps.log.warn("room.heir.silent", { heir, error });
    } finally {
      asking.delete(heir);
    }
  }

  return {
    heard: (next) => {
      reach = next;
      for (const { hostId, host } of next.heirs) {
        // The last named stands last, and the first is forgotten when there are too many.
        urls.delete(hostId);
        urls.set(hostId, promiseUrl(host.wsUrl));
      }
      for (const hostId of urls.keys()) {
        if (urls.size <= URLS_MAX) break;
        urls.delete(hostId);
      }
    },
    answer: async (pass) => {
      const who = reach === null ? null : await verifyPeerPass(pass, reach.key, deps.wallMs());
      if (who === null) return null;
      const isMeant = who.to === deps.hostId;
      return { hostId: deps.hostId, taken: isMeant ? deps.leases.promise(who.from) : null };
    },
    stop: () => clearInterval(timer),
  };
}
