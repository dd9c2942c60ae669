// Times are written by us in whole milliseconds, so that a cursor made from a row finds the row again.

import { timestamp } from "drizzle-orm/pg-core";

/** A column of a moment, as a Date. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
