// For the generator of migrations, run from the checkout's root: bunx --bun drizzle-kit generate --config origin/db/drizzle.config.ts
// Never `push`: it drops columns without asking.

import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./origin/db/schema.ts",
  out: "./origin/db/migrations",
});
