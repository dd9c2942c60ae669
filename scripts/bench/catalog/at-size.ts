// Every list, search and ranking in turn, by one client, in a large square with a Postgres of its own: how long each takes from
// the origin's verb to its answer, queries and all.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type Db, openDb } from "../../../origin/db/client.ts";
import { migrate } from "../../../origin/db/migrate.ts";
import { startPostgres } from "../../dev/postgres.ts";
import { fillAlone } from "../../seed/fill-alone.ts";
import { LARGE_PLAN, type SeedPlan } from "../../seed/plan.ts";
import { takeLead } from "../cores.ts";
import { judge, type Scenario, type ScenarioContext, type Verdict } from "../scenario.ts";
import { renderTable, short } from "../table.ts";
import { percentile } from "./percentile.ts";
import { type Group, makeQuestions, type Question } from "./questions.ts";

const P99_MAX_MS = 50;
const WARM_UP = 5; // rounds
const MADE_ONCE_A_MINUTE = ["popular", "trending", "tags"];
const ROUNDS = { full: 300, quick: 40 } as const;
/** With --seconds, which asks for a moment: enough to see that it runs. */
const ROUNDS_OF_A_MOMENT = 2;
/** fillAlone wants a multiple of 20. */
const WORLDS_OF_A_MOMENT = 400;

type Timed = Pick<Question, "group" | "name"> & {
  readonly samples: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

export const atSize: Scenario = {
  name: "at-size",
  about: `lists, searches and rankings among ${LARGE_PLAN.worlds} worlds, ${LARGE_PLAN.users} users and ${LARGE_PLAN.visits} visits`,
  async run(context) {
    const isMoment = context.options.seconds !== null;
    const { db, plan } = await startSquare(context, isMoment ? WORLDS_OF_A_MOMENT : LARGE_PLAN.worlds);
    const questions = await makeQuestions(db, plan, Date.now());
    const making = await timeMaking(db, questions);
    const rounds = isMoment ? ROUNDS_OF_A_MOMENT : ROUNDS[context.options.pace];
    const timed = await ask(questions, rounds, context.progress);
    return {
      text: [renderTimes([...timed, ...making]), `each asked ${rounds} times; "made anew" once`].join("\n"),
      verdicts: (["lists", "searches", "rankings"] as const).map((group) => verdictOn(group, timed)),
      figures: { worlds: plan.worlds, timed, making },
    };
  },
};

async function startSquare(context: ScenarioContext, worlds: number): Promise<{ db: Db; plan: SeedPlan }> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-bench-catalog-"));
  context.progress("a square is being filled");
  const server = await startPostgres({
    dataDir: join(folder, "postgres"),
    port: 0,
    bind: "127.0.0.1",
    fsync: false,
  });
  takeLead(server.pid);
  const { db, close } = openDb(server.url);
  context.endAfterwards({
    stop: async () => {
      await close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  });
  await migrate(db);
  return { db, plan: await fillAlone(server.url, worlds, Date.now()) };
}

/** What one reader a minute waits for: a ranking, or the tags, that nobody has asked for lately. */
async function timeMaking(db: Db, questions: readonly Question[]): Promise<Timed[]> {
  const made = questions.filter(({ name }) => MADE_ONCE_A_MINUTE.includes(name));
  await db.execute(sql`DELETE FROM ranking_snapshots`);
  await db.execute(sql`DELETE FROM tag_counts`);
  const timed: Timed[] = [];
  for (const { group, name, ask: askIt } of made)
    timed.push(timesOf({ group, name: `${name}, made anew` }, [await timeOf(askIt)]));
  return timed;
}

/** Each once, then all again, so that what disturbs the machine disturbs all alike. */
async function ask(
  questions: readonly Question[],
  rounds: number,
  progress: (line: string) => void,
): Promise<Timed[]> {
  const taken = new Map<Question, number[]>(questions.map((question) => [question, []]));
  for (let round = -Math.min(WARM_UP, rounds); round < rounds; round += 1) {
    progress(`round ${Math.max(0, round)} of ${rounds}`);
    for (const question of questions) {
      const tookMs = await timeOf(question.ask);
      if (round >= 0) taken.get(question)?.push(tookMs);
    }
  }
  return questions.map((question) => timesOf(question, taken.get(question) ?? []));
}

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await call();
  return performance.now() - startedAtMs;
}

function timesOf({ group, name }: Pick<Question, "group" | "name">, tookMs: readonly number[]): Timed {
  const at = (share: number) => percentile(tookMs, share);
  return {
    group,
    name,
    samples: tookMs.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}

function verdictOn(group: Group, timed: readonly Timed[]): Verdict {
  const slowest = timed.filter((each) => each.group === group).toSorted((a, b) => b.p99Ms - a.p99Ms)[0];
  return judge({
    what: `p99 of the slowest of the ${group} (${slowest?.name ?? "none"})`,
    value: slowest?.p99Ms ?? Number.NaN,
    limit: P99_MAX_MS,
    better: "low",
    show: (ms) => `${short(ms)} ms`,
  });
}

function renderTimes(timed: readonly Timed[]): string {
  const figures = ["p50 ms", "p95 ms", "p99 ms", "max ms"].map(
    (title) => ({ title, align: "right" }) as const,
  );
  return renderTable(
    [{ title: "", align: "left" }, ...figures, { title: "what", align: "left" }],
    timed.map(({ group, name, p50Ms, p95Ms, p99Ms, maxMs }) => [
      group,
      ...[p50Ms, p95Ms, p99Ms, maxMs].map(short),
      name,
    ]),
  );
}
