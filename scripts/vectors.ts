// Writes the golden vectors, shared/protocol/vectors/<name>.txt: `bun scripts/vectors.ts item`. One line each: hex|inputs|decoded,
// the latter two JSON; without inputs it is decoded only. Each file is written once: a released vector never changes, so an existing file is left alone (exit 1), and a
// later layout gets a file of its own. `--print` shows what it would write.

import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { emoteVectors } from "./vectors/emote.ts";
import { faceVectors } from "./vectors/face.ts";
import { frameVectors } from "./vectors/frame.ts";
import { laterFrameVectors } from "./vectors/frame-2.ts";
import { giftFrameVectors } from "./vectors/frame-3.ts";
import { helloVectors } from "./vectors/hello.ts";
import { itemVectors } from "./vectors/item.ts";
import { packetVectors } from "./vectors/packet.ts";
import { poseVectors } from "./vectors/pose.ts";
import type { VectorFile } from "./vectors/sample.ts";
import { stateVectors } from "./vectors/state.ts";
import { voiceVectors } from "./vectors/voice.ts";

export const FOLDER = join(import.meta.dir, "../shared/protocol/vectors");
export const FILES: Readonly<Record<string, VectorFile>> = {
  pose: poseVectors,
  item: itemVectors,
  state: stateVectors,
  emote: emoteVectors,
  voice: voiceVectors,
  face: faceVectors,
  hello: helloVectors,
  frame: frameVectors,
  "frame-2": laterFrameVectors,
  "frame-3": giftFrameVectors,
  packet: packetVectors,
};

/** The whole text of one file. */
export function renderVectors({ title, lines, encode, decode }: VectorFile): string {
  const rendered = [...lines()].map((line) => {
    if ("bytes" in line) return [line.bytes.toHex(), "", JSON.stringify(line.decoded)].join("|");
    const bytes = encode(line.inputs as never);
    const decoded = decode(bytes, line.inputs as never);
    return [bytes.toHex(), JSON.stringify(line.inputs), JSON.stringify(decoded)].join("|");
  });
  return `# ${title}: hex|inputs|decoded. Never changed once released.\n${rendered.join("\n")}\n`;
}

async function main([name = "", option]: readonly string[]): Promise<void> {
  const vectors = FILES[name];
  const path = join(FOLDER, `${name}.txt`);
  if (vectors === undefined) {
    console.error(`no vectors "${name}": ${Object.keys(FILES).join(", ")}`);
    process.exitCode = 1;
  } else if (option === "--print") process.stdout.write(renderVectors(vectors));
  else if (existsSync(path)) {
    console.error(`${path} is there already, and released vectors never change`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    await Bun.write(path, renderVectors(vectors));
    console.log(`wrote ${path}`);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
