// A creator's statement of one month, to be read by programs, by spreadsheets, and by people on paper.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Statement, StatementForm } from "../../shared/schema/payout.ts";
import type { Locale } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { requireUser } from "../users/get-user.ts";
import { toPayout } from "./list-payouts.ts";
import { spanOf, toStatement } from "./statement.ts";
import { statementCsv } from "./statement-csv.ts";
import { statementHtml } from "./statement-html.ts";
import {
  listEarnedMovements,
  listOtherMovements,
  listPayoutsById,
  listUnitBalances,
} from "./statement-store.ts";
import { STATEMENT_WORDS } from "./statement-words.ts";

/** All of it as of one moment. Throws USER_NOT_FOUND (404). */
export async function getStatement(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  month: string,
): Promise<Statement> {
  const span = { userId, ...spanOf(month) };
  return db.transaction(
    async (tx) => {
      const { id, displayName } = await requireUser(tx, userId);
      const movements = [...(await listEarnedMovements(tx, span)), ...(await listOtherMovements(tx, span))];
      const about = movements.flatMap(({ kind, about: of }) =>
        kind === "payout" && of !== null ? [of] : [],
      );
      const payouts = (await listPayoutsById(tx, [...new Set(about)])).map(toPayout);
      const units = await listUnitBalances(tx, span);
      return toStatement({ month, creator: { id, displayName } }, { units, movements, payouts });
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** The same as a file. Throws USER_NOT_FOUND (404). */
export async function renderStatement(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
  { month, form, locale }: { readonly month: string; readonly form: StatementForm; readonly locale: Locale },
): Promise<string> {
  const statement = await getStatement(deps, userId, month);
  return form === "csv" ? statementCsv(statement, STATEMENT_WORDS[locale]) : statementHtml(statement, locale);
}
