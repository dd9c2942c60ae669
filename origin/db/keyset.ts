// Where a page begins in a list that is ordered by several columns: after the row the last page ended with. One row
// comparison, which an index of the same columns in the same order serves.

import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

type Part = string | number | Date;

/** The rows that come after `last` in a descending order of `columns`. */
export function before(columns: readonly SQLWrapper[], last: readonly Part[]): SQL {
  return sql`${row(columns)} < ${values(last)}`;
}

/** The rows that come after `last` in an ascending order of `columns`. */
export function after(columns: readonly SQLWrapper[], last: readonly Part[]): SQL {
  return sql`${row(columns)} > ${values(last)}`;
}

function row(columns: readonly SQLWrapper[]): SQL {
  return sql`(${sql.join([...columns], sql`, `)})`;
}

/** A time is cast: as a bare parameter Postgres would not know it for one. */
function values(last: readonly Part[]): SQL {
  const parts = last.map((part) =>
    part instanceof Date ? sql`${part.toISOString()}::timestamptz` : sql`${part}`,
  );
  return sql`(${sql.join(parts, sql`, `)})`;
}
