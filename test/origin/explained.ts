// What Postgres does for a question: every statement that a call sends is caught on its way, sent again behind EXPLAIN
// ANALYZE, and its plan read for what would hurt at size.

import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as z from "zod";
import type { Db } from "../../origin/db/client.ts";
import * as schema from "../../origin/db/schema.ts";

const nodeSchema = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().default(0),
  get Plans() {
    return z.array(nodeSchema).default([]);
  },
});
const SMALL_TABLE_ROWS = 500;
type PlanNode = z.infer<typeof nodeSchema>;
const explainedSchema = z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: nodeSchema })) }));

export type Plan = {
  readonly statement: string;
  /** Tables that were read from end to end, but for those where there is nothing faster. */
  readonly scannedTables: readonly string[];
  /** Rows that went into the largest sort. */
  readonly sortedRows: number;
  /** Rows that the busiest scan looked at, wanted or not. */
  readonly visitedRows: number;
};

/** A database whose statements can be listened to. */
export function openExplained(databaseUrl: string) {
  const client = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  let caught: { query: string; params: unknown[] }[] | null = null;
  const logger = { logQuery: (query: string, params: unknown[]) => void caught?.push({ query, params }) };
  const db: Db = drizzle(client, { schema, logger });
  return {
    db,
    /** The plans of all statements that read, in the order they were sent. */
    async plansOf(call: () => Promise<unknown>): Promise<Plan[]> {
      caught = [];
      await call();
      const reads = caught.filter(
        ({ query }) => /^\W*(select|with)\b/i.test(query) && !/pg_advisory/.test(query),
      );
      caught = null;
      const plans: Plan[] = [];
      for (const { query, params } of reads) {
        const answer = await client.unsafe(
          `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${query}`,
          params as postgres.ParameterOrJSON<never>[],
        );
        const [row] = explainedSchema.parse(answer);
        const nodes = (row?.["QUERY PLAN"] ?? []).flatMap(({ Plan }) => flattened(Plan));
        plans.push(read(query, nodes));
      }
      return plans;
    },
    close: () => client.end(),
  };
}

function flattened(node: PlanNode): PlanNode[] {
  return [node, ...node.Plans.flatMap(flattened)];
}

function rowsOf(node: PlanNode): number {
  return node["Actual Rows"] * node["Actual Loops"];
}

function visited(node: PlanNode): number {
  return rowsOf(node) + node["Rows Removed by Filter"] * node["Actual Loops"];
}

function read(statement: string, nodes: readonly PlanNode[]): Plan {
  const sorts = nodes.filter((node) => node["Node Type"].endsWith("Sort"));
  const scans = nodes.filter((node) => node["Relation Name"] !== undefined);
  return {
    statement,
    scannedTables: scans
      .filter((node) => node["Node Type"] === "Seq Scan" && visited(node) > SMALL_TABLE_ROWS)
      .map((node) => node["Relation Name"] ?? ""),
    sortedRows: Math.max(0, ...sorts.flatMap(({ Plans }) => Plans.map(rowsOf))),
    visitedRows: Math.max(0, ...scans.map(visited)),
  };
}
