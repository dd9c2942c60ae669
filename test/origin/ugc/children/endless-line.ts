// A child that writes one line without end.
const more = "x".repeat(1024 * 1024);
for (;;) {
  process.stdout.write(more);
  await Bun.sleep(0);
}

// A module, so that it may await.
export {};
