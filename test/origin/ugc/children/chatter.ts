// A child whose libraries print: among it, what is meant for us, cut into pieces in the middle of a character.
const lines = [
  "warning: something",
  "{ not JSON",
  "null",
  '{"kind":"result"}',
  '{"kind":"step","name":7}',
  '{"kind":"order","name":"rm -rf"}',
  '{"kind":"step","name":"検査"}',
  "",
  '{"kind":"step","name":"second"}',
];
const bytes = new TextEncoder().encode(`${lines.join("\n")}\n{"kind":"step","name":"unfinished"`);
for (let at = 0; at < bytes.length; at += 50) {
  await Bun.write(Bun.stdout, bytes.subarray(at, at + 50));
  await Bun.sleep(1);
}
console.error("noise ".repeat(10_000));
console.error(`env: ${JSON.stringify(Object.keys(process.env))}, read: ${(await Bun.stdin.bytes()).length}`);

// A module, so that it may await.
export {};
