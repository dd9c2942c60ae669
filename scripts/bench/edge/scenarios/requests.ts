// One kind of request at a time, as fast as the edge takes it, on every runtime, beside a bare hello there.

import { VERIFIED_TOKENS_MAX } from "../../../../edge/auth/verified-tokens.ts";
import { newId } from "../../../../shared/schema/ids.ts";
import { capped, judge, type Scenario, type Verdict, windowsOf } from "../../scenario.ts";
import { short } from "../../table.ts";
import { type LoadSummary, renderLoad, summariseLoad } from "../comparison.ts";
import type { LoadTarget } from "../load-plan.ts";
import { runLoad } from "../run-load.ts";
import type { Subject } from "../subject.ts";
import { presentRuntimes, type Surroundings, surround } from "../surroundings.ts";

const CONNECTIONS = 32;

type Wire = Pick<LoadTarget, "requests" | "status">;

const HELLO: Wire = { requests: [wire("GET", "/", {})], status: 200 };

type RequestScenario = {
  readonly name: string;
  readonly about: string;
  /** What is asked again and again; may ask the edge for what it needs first. */
  readonly request: (url: string, around: Surroundings) => Promise<Wire>;
  /** Left out where there is no target, only something to know. */
  readonly judge?: (onBun: LoadSummary | undefined) => Verdict;
};

function requestScenario(options: RequestScenario): Scenario {
  return {
    name: options.name,
    about: options.about,
    async run(context) {
      const around = await surround(context);
      const targets: LoadTarget[] = [];
      for (const runtime of presentRuntimes()) {
        targets.push(targetOf(await around.start("hello", runtime), HELLO));
        const edge = await around.start("edge", runtime);
        targets.push(targetOf(edge, await options.request(edge.url, around)));
      }
      context.progress(`${options.name} on ${presentRuntimes().join(", ")}`);
      const connections = capped(CONNECTIONS, context.options);
      const windows = await runLoad({ ...windowsOf(context.options), connections, targets });
      const summaries = summariseLoad(windows);
      const onBun = summaries.find((s) => s.runtime === "bun" && s.subject === "edge");
      return {
        text: renderLoad(summaries),
        verdicts: [...(options.judge === undefined ? [] : [options.judge(onBun)]), noneFailed(summaries)],
        figures: { summaries, windows },
      };
    },
  };
}

function targetOf({ subject, runtime, pid, url }: Subject, asked: Wire): LoadTarget {
  return { subject, runtime, pid, port: Number(new URL(url).port), ...asked };
}

function wire(method: string, path: string, headers: Readonly<Record<string, string>>, body = ""): string {
  const fields = {
    host: "edge.test",
    ...headers,
    ...(body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

function toHello(limit: number) {
  return (onBun: LoadSummary | undefined): Verdict =>
    judge({
      what: "requests for the same CPU on Bun, edge ÷ hello",
      value: onBun?.toHello?.ratio ?? Number.NaN,
      limit,
      better: "high",
      show: short,
    });
}

function noneFailed(summaries: readonly LoadSummary[]): Verdict {
  const failures = summaries.reduce((sum, s) => sum + s.failures, 0);
  return judge({ what: "failed requests", value: failures, limit: 0, better: "low", show: String });
}

const WORLDS = "/v1/worlds";

export const warmList: Scenario = requestScenario({
  name: "warm-list",
  about: "a page of worlds, 4 kB, that the cache holds",
  request: async (url) => {
    await fetch(url + WORLDS);
    return { requests: [wire("GET", WORLDS, {})], status: 200 };
  },
  judge: toHello(0.6),
});

export const notModified: Scenario = requestScenario({
  name: "not-modified",
  about: "the same page for who has it already: a 304",
  request: async (url) => {
    const etag = (await fetch(url + WORLDS)).headers.get("etag") ?? "";
    return { requests: [wire("GET", WORLDS, { "if-none-match": etag })], status: 304 };
  },
  judge: toHello(0.8),
});

export const knownToken: Scenario = requestScenario({
  name: "known-token",
  about: "GET /v1/me: an access token the edge has seen before, and one question to the origin",
  request: async (url, around) => ({ requests: [await askMe(url, around)], status: 200 }),
});

/** More than an edge remembers, so that each is forgotten when its turn comes again. */
const NEW_TOKENS = VERIFIED_TOKENS_MAX + 500;

export const newToken: Scenario = requestScenario({
  name: "new-token",
  about: "GET /v1/me: an access token the edge has not seen, and one question to the origin",
  request: async (url, around) => ({
    requests: await Promise.all(Array.from({ length: NEW_TOKENS }, () => askMe(url, around))),
    status: 200,
  }),
});

const POLICY = JSON.stringify({ contentType: "model/gltf-binary", fileName: "me.vrm", fileSize: 1_000_000 });

export const policy: Scenario = requestScenario({
  name: "policy",
  about: "an upload policy: a known token, one question to the origin, a signature",
  request: async (url, around) => {
    const headers = { authorization: await authorization(url, around), "content-type": "application/json" };
    return { requests: [wire("POST", "/v1/upload/avatar/policies", headers, POLICY)], status: 201 };
  },
  // 5,000 a CPU-second where a bare hello is answered 170,000 times, as on the machine this was first measured on (6.1k, 203k).
  judge: toHello(0.03),
});

async function askMe(url: string, around: Surroundings): Promise<string> {
  return wire("GET", "/v1/me", { authorization: await authorization(url, around) });
}

/** The field of a member who has just signed in. */
async function authorization(url: string, around: Surroundings): Promise<string> {
  const caller = { userId: newId("user"), sessionId: crypto.randomUUID(), roles: ["member"] } as const;
  const { token } = await (await around.tokensOf(url)).sign(caller, Date.now());
  return `Bearer ${token}`;
}
