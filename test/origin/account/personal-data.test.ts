import { expect, test } from "bun:test";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { type PersonalTable, personalTables } from "../../../origin/account/personal-data.ts";
import * as schema from "../../../origin/db/schema.ts";

const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable));
const listed = new Map(personalTables.map((personal) => [getTableName(personal.table), personal]));

/** Tables this one refers to, and what becomes of its rows when those rows go. */
const referencesOf = (table: PgTable) =>
  getTableConfig(table).foreignKeys.map(({ onDelete, reference }) => ({
    to: getTableName(reference().foreignTable),
    columns: reference().columns.map((column) => column.name),
    onDelete,
  }));

/** Everything from which foreign keys lead to users, over however many tables; and what names one without a key. */
function leadingToUsers(): string[] {
  const leading = new Set(["users"]);
  for (let before = -1; before !== leading.size; ) {
    before = leading.size;
    for (const table of tables)
      if (referencesOf(table).some(({ to }) => leading.has(to))) leading.add(getTableName(table));
  }
  const naming = tables.filter((table) =>
    Object.values(getTableColumns(table)).some(({ name }) =>
      /(^|_)(user|owner|author|reporter)_id$/.test(name),
    ),
  );
  return [...new Set([...leading, ...naming.map((table) => getTableName(table))])];
}

test("every table that leads to a user is copied, or says why not, and says what its erasure is", () => {
  expect(leadingToUsers().filter((name) => !listed.has(name))).toEqual([]);
});

test("columns that are left out or emptied are there, and can be empty", () => {
  const wrong = personalTables.flatMap(({ table, copied, erased }: PersonalTable) => {
    const columns = getTableColumns(table);
    const left = copied.how === "without" ? copied.columns.filter((name) => columns[name] === undefined) : [];
    const emptied =
      erased.how === "anonymised" ? erased.columns.filter((name) => columns[name]?.notNull !== false) : [];
    return [...left, ...emptied].map((name) => `${getTableName(table)}.${name}`);
  });
  expect(wrong).toEqual([]);
});

test("what is kept or made nobody's does not go with the user's row", () => {
  const wrong = personalTables.flatMap(({ table, erased }) =>
    erased.how === "deleted"
      ? []
      : referencesOf(table)
          .filter(({ to, onDelete }) => to === "users" && onDelete === "cascade")
          .map(({ columns }) => `${getTableName(table)}.${columns}`),
  );
  expect(wrong).toEqual([]);
});

test("what refers to another table's rows is erased before them, but where the key lets go by itself", () => {
  const order = [...listed.keys()];
  const wrong = personalTables.flatMap(({ table }) =>
    referencesOf(table)
      .filter(({ to, onDelete }) => onDelete !== "set null" && order.indexOf(to) !== -1)
      .filter(({ to }) => order.indexOf(to) < order.indexOf(getTableName(table)))
      .map(({ to }) => `${getTableName(table)} before ${to}`),
  );
  expect(wrong).toEqual([]);
});
