// bun run test: everything that is tested, on a machine with nothing but Bun or Node. Gets the browser the browser test needs,
// keeps the caller's own Hiroba out of it, and closes with one line that says how many passed.

import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, installChromium } from "./test/chromium.ts";
import { countTests } from "./test/count-tests.ts";

/** Of one test, on a machine that has other files' tests to run beside it. */
const TEST_TIMEOUT_MS = 120_000;
/** Files at once: they wait for processes and timers half the time, and more than these would wait for one another. */
const FILES_AT_ONCE_MAX = 4;
const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Variables that would point the tests at somebody's real Hiroba. */
const OURS = /^(HIROBA_|S3_|OIDC_|STRIPE_|DATABASE_URL$|AWS_)/;

const wanted = process.argv.slice(2).filter((arg) => arg !== "--");
if (findChromium() === null && (wanted.length === 0 || wanted.some((path) => path.includes("browser")))) {
  console.log("The browser test needs Chromium; getting it…");
  const outcome = await installChromium();
  console.log(
    outcome.installed ? `Chromium: ${outcome.path}` : `${outcome.why}\nThe browser test will be skipped.`,
  );
}

const folder = await mkdtemp(join(tmpdir(), "hiroba-test-"));
const report = join(folder, "report.xml");
// Whatever a test leaves behind is in here and goes with it. Postgres, which under root runs as somebody else, passes through.
await chmod(folder, 0o711);
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
  TMPDIR: folder,
};
const child = Bun.spawn(
  [
    process.execPath,
    "test",
    `--parallel=${Math.min(FILES_AT_ONCE_MAX, availableParallelism())}`,
    // A registry for each file would load everything anew for each.
    "--no-isolate",
    `--timeout=${TEST_TIMEOUT_MS}`,
    "--reporter=junit",
    `--reporter-outfile=${report}`,
    ...wanted,
  ],
  { cwd: ROOT, env, stdin: "ignore", stdout: "inherit", stderr: "inherit" },
);
const exitCode = await child.exited;
const xml = await readFile(report, "utf8").catch(() => null);
await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
if (xml === null) {
  console.log("no test was run");
  process.exit(exitCode === 0 ? 1 : exitCode);
}
const { passed, failed, skipped } = countTests(xml);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 && exitCode === 0 ? 1 : exitCode);
