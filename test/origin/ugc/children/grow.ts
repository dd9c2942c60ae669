// A child that takes memory for ever, a little at a time.
const kept: Uint8Array[] = [];
for (;;) {
  kept.push(new Uint8Array(16 * 1024 * 1024).fill(1));
  await Bun.sleep(5);
}

// A module, so that it may await.
export {};
