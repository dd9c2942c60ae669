// The load generator of the edge's bench, a process of its own so that it can have a core of its own: keep-alive connections
// that ask one thing again and again. Reads a plan on standard input, prints a line of JSON per window.

import type { Socket } from "bun";
import { roundOrder } from "../paired-ratio.ts";
import { processFigures, sampleProcess } from "../process-sample.ts";
import { createAnswerCounter } from "./answer-counter.ts";
import type { LoadPlan, LoadTarget, LoadWindow } from "./load-plan.ts";

type Crowd = { readonly sockets: Socket<unknown>[]; answers: number; failures: number; bytes: number };

/** Connects and begins to ask; counts until `end`. */
async function enter(target: LoadTarget, connections: number): Promise<Crowd> {
  const crowd: Crowd = { sockets: [], answers: 0, failures: 0, bytes: 0 };
  const requests = target.requests.map((request) => Buffer.from(request, "latin1"));
  let askedCount = 0;
  const ask = (socket: Socket<unknown>): void => {
    const request = requests[askedCount++ % requests.length];
    if (request !== undefined) socket.write(request);
  };
  for (let index = 0; index < connections; index += 1) {
    const count = createAnswerCounter(target.status);
    crowd.sockets.push(
      await Bun.connect({
        hostname: "127.0.0.1",
        port: target.port,
        socket: {
          open: ask,
          data(socket, chunk) {
            const { answers, failures } = count(chunk);
            crowd.answers += answers;
            crowd.failures += failures;
            crowd.bytes += chunk.byteLength;
            if (answers > 0) ask(socket);
          },
          close() {
            crowd.failures += 1;
          },
        },
      }),
    );
  }
  return crowd;
}

async function measure(target: LoadTarget, round: number, plan: LoadPlan): Promise<LoadWindow> {
  const crowd = await enter(target, plan.connections);
  await Bun.sleep(plan.warmUpMs);
  const before = { ...crowd, server: sampleProcess(target.pid), self: sampleProcess("self") };
  const startedAtMs = performance.now();
  await Bun.sleep(plan.windowMs);
  const wallMs = performance.now() - startedAtMs;
  const after = { ...crowd, server: sampleProcess(target.pid), self: sampleProcess("self") };
  for (const socket of crowd.sockets) socket.terminate();
  return {
    subject: target.subject,
    runtime: target.runtime,
    round,
    wallMs,
    answers: after.answers - before.answers,
    failures: after.failures - before.failures,
    bytes: after.bytes - before.bytes,
    serverCpuMs: processFigures(before.server, after.server, wallMs).cpuMs,
    generatorCpuMs: processFigures(before.self, after.self, wallMs).cpuMs,
  };
}

const plan = JSON.parse(await Bun.stdin.text()) as LoadPlan;
for (let round = 0; round < plan.rounds; round += 1)
  for (const index of roundOrder(plan.targets.length, round)) {
    const target = plan.targets[index];
    if (target !== undefined) console.log(JSON.stringify(await measure(target, round, plan)));
  }
process.exit();
