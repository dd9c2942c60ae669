import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { PgBoss } from "pg-boss";
import { openDb } from "../../../origin/db/client.ts";
import { listDeadLetters, retryDeadLetters } from "../../../origin/jobs/dead-letters.ts";
import { jobKindNames, jobKinds } from "../../../origin/jobs/kinds.ts";
import { DEAD_LETTERS, type JobHandlers, openBoss, openJobQueue } from "../../../origin/jobs/queue.ts";
import { createLog } from "../../../shared/http/log.ts";
import { createTestDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";

const KIND = "sweep.sessions";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let opened: ReturnType<typeof openDb>;
let boss: PgBoss;
const lines: string[] = [];
const log = createLog({
  process: "origin",
  format: "json",
  nowMs: Date.now,
  write: (line) => lines.push(line),
});

beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDb(database.url);
  boss = await openBoss({ databaseUrl: database.url, log }, "visitor");
});
beforeEach(() => boss.deleteAllJobs());
afterAll(async () => {
  await boss.stop();
  await opened.close();
  await database.drop();
});

/** Handlers that do nothing, but for one. */
const handlersWith = (handler: JobHandlers[typeof KIND]): JobHandlers => ({
  ...(Object.fromEntries(jobKindNames.map((kind) => [kind, async () => {}])) as unknown as JobHandlers),
  [KIND]: handler,
});

/** One try that fails, as a worker would report it. */
async function failOnce(): Promise<string> {
  const [job] = await boss.fetch(KIND);
  if (job === undefined) throw new Error("there is no job to fail");
  await boss.fail(KIND, job.id, { message: "the cupboard is locked" });
  return job.id;
}

test("a job is there when its transaction has committed, and not when it was rolled back", async () => {
  const queue = openJobQueue({ databaseUrl: database.url, log });
  await opened.db.transaction(async (tx) => {
    await queue.enqueue(tx, KIND, {});
    expect(await boss.findJobs(KIND)).toEqual([]);
  });
  expect(await boss.findJobs(KIND)).toHaveLength(1);
  const rolledBack = opened.db.transaction(async (tx) => {
    await queue.enqueue(tx, KIND, {});
    throw new Error("changed its mind");
  });
  await expect(rolledBack).rejects.toThrow("changed its mind");
  expect(await boss.findJobs(KIND)).toHaveLength(1);
  await queue.close();
});

test("what a kind does not carry is refused before it is written", async () => {
  const queue = openJobQueue({ databaseUrl: database.url, log });
  const wrong = opened.db.transaction((tx) => queue.enqueue(tx, KIND, { surprise: true } as never));
  await expect(wrong).rejects.toThrow("surprise");
  expect(await boss.findJobs(KIND)).toEqual([]);
  await queue.close();
});

test("a job that failed waits before its next try, longer each time and never above its kind's bound", async () => {
  const { retryAfterMaxSeconds } = jobKinds[KIND];
  await boss.send(KIND, {}, { retryLimit: 20 });
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const failedAtMs = Date.now();
    const id = await failOnce();
    const [waiting] = await boss.findJobs(KIND, { id });
    expect(waiting?.state).toBe("retry");
    waits.push(((waiting?.startAfter.getTime() ?? 0) - failedAtMs) / 1000);
    await boss.update(KIND, {}, { id, startAfter: 0 });
  }
  expect(waits[0]).toBeGreaterThan(1);
  expect(Math.max(...waits)).toBeGreaterThan((waits[0] ?? 0) * 2);
  // The few seconds are the machine's.
  expect(Math.max(...waits)).toBeLessThan(retryAfterMaxSeconds + 10);
});

test("a job that failed every time is a dead letter with its reason, and goes back with all its tries", async () => {
  await boss.send(KIND, {}, { retryLimit: 0 });
  await failOnce();
  const [letter] = await listDeadLetters(boss);
  expect(letter).toMatchObject({ kind: KIND, data: {}, tries: 1, reason: "the cupboard is locked" });
  expect(await retryDeadLetters(boss, [crypto.randomUUID()])).toBe(0);
  expect(await retryDeadLetters(boss, [letter?.id ?? ""])).toBe(1);
  expect(await listDeadLetters(boss)).toEqual([]);
  const [again] = await boss.findJobs(KIND, { queued: true });
  expect(again).toMatchObject({ state: "created", retryCount: 0, deadLetter: DEAD_LETTERS });
});

test("dead letters go back all at once where no id is named", async () => {
  for (let count = 0; count < 3; count += 1) {
    await boss.send(KIND, {}, { retryLimit: 0 });
    await failOnce();
  }
  expect(await retryDeadLetters(boss, null)).toBe(3);
  expect(await boss.findJobs(KIND, { queued: true })).toHaveLength(3);
});

test("a worker does the job; of one that throws it tells the kind, the try and the error, and the job waits", async () => {
  const attempts: number[] = [];
  await boss.send(KIND, {});
  const queue = openJobQueue({ databaseUrl: database.url, log });
  await queue.work(
    handlersWith(async (_data, { attempt }) => {
      attempts.push(attempt);
      throw new Error("no broom");
    }),
  );
  await eventually("the failed try", async () => (await boss.findJobs(KIND))[0]?.state === "retry");
  expect(attempts).toEqual([1]);
  const line = lines.find((text) => text.includes("job.failed")) ?? "";
  expect(line).toContain(`"kind":"${KIND}"`);
  expect(line).toContain("no broom");
  await queue.close();
});

test("of a handful that a worker takes at once, one that fails waits for its next try, and the others are done", async () => {
  const kind = "money.hear";
  const { handfulMax } = jobKinds[kind];
  for (let index = 0; index < handfulMax; index += 1) await boss.send(kind, { eventId: `evt_${index}` });
  const allTaken = Promise.withResolvers<void>();
  const taken: string[] = [];
  const queue = openJobQueue({ databaseUrl: database.url, log });
  await queue.work({
    ...handlersWith(async () => {}),
    [kind]: async ({ eventId }) => {
      taken.push(eventId);
      if (taken.length === handfulMax) allTaken.resolve();
      // None is done before all are begun: they run side by side.
      await allTaken.promise;
      if (eventId === "evt_1") throw new Error("not heard");
    },
  });
  const statesOf = async () =>
    new Map((await boss.findJobs<{ eventId: string }>(kind)).map(({ data, state }) => [data.eventId, state]));
  await eventually(
    "the end of all",
    async () => !(await statesOf()).values().some((state) => state === "active"),
  );
  const { evt_1: failed, ...others } = Object.fromEntries(await statesOf());
  expect(failed).toBe("retry");
  expect(new Set(Object.values(others))).toEqual(new Set(["completed"]));
  const [retried] = (await boss.findJobs(kind)).filter(({ state }) => state === "retry");
  expect(retried?.output).toMatchObject({ message: "not heard" });
  await queue.close();
});

test("what runs by the clock is scheduled once, however many origins boot, and an old schedule is forgotten", async () => {
  await boss.createQueue("retired");
  await boss.schedule("retired", "* * * * *", {});
  const queues = [1, 2].map(() => openJobQueue({ databaseUrl: database.url, log }));
  await Promise.all(queues.map((queue) => queue.work(handlersWith(async () => {}))));
  const scheduled = (await boss.getSchedules()).map(({ name, cron }) => `${name} ${cron}`).sort();
  const expected = jobKindNames.flatMap((kind) =>
    jobKinds[kind].cron === null ? [] : [`${kind} ${jobKinds[kind].cron}`],
  );
  expect(scheduled).toEqual(expected.sort());
  await Promise.all(queues.map((queue) => queue.close()));
});

test("an operator lists dead letters and retries them from a shell", async () => {
  const jobs = async (...args: string[]) => {
    const child = Bun.spawn([process.execPath, "scripts/jobs.ts", ...args], {
      env: { PATH: process.env["PATH"] ?? "", DATABASE_URL: database.url },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [out, error] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    return { exitCode: await child.exited, text: out + error };
  };
  expect(await jobs("list")).toEqual({ exitCode: 0, text: "There are no dead letters.\n" });
  await boss.send(KIND, {}, { retryLimit: 0 });
  await failOnce();
  const listed = await jobs("list");
  expect(listed.text).toContain("the cupboard is locked");
  const id = listed.text.split(" ")[0] ?? "";
  expect(await jobs("retry", id)).toEqual({ exitCode: 0, text: "1 given back to its queue.\n" });
  expect((await jobs("retry", id)).exitCode).toBe(1);
  expect((await jobs("retry")).exitCode).toBe(64);
});
