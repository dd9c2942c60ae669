// `avatar generate`: writes a generated avatar (CC0) to a file, of a preset and a seed.

import { checkAvatar } from "../../shared/avatar/check-avatar.ts";
import { generateAvatar } from "../../shared/avatar/generate/generate-avatar.ts";
import { type AvatarSpec, PRESETS } from "../../shared/avatar/generate/spec.ts";
import { seededRng } from "../../shared/rng.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";

export const GENERATE_USAGE = `generate PRESET [--out FILE] [--seed N]
  Writes a generated avatar, free for any use (CC0). FILE is PRESET.vrm unless said otherwise; N is 1.
  Presets: ${Object.keys(PRESETS).join(", ")}`;

/** What was written, as a line to read. Throws AvatarUsageError for what it does not understand, and VisitFailed. */
export async function generateToFile(args: readonly string[]): Promise<string> {
  const { preset, out, seed } = readGenerateArguments(args);
  const spec: AvatarSpec = PRESETS[preset];
  const bytes = await generateAvatar(spec, seededRng(seed));
  await Bun.write(out, bytes).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new VisitFailed(`${out} cannot be written (${code ?? message}). Name another file with --out.`);
  });
  const { facts } = checkAvatar(bytes);
  return `${out}: ${(bytes.length / 1e6).toFixed(1)} MB, VRM ${spec.version}, ${facts?.triangleCount} triangles, ${facts?.textureCount} textures`;
}

export class AvatarUsageError extends Error {}

export type GenerateArguments = {
  readonly preset: keyof typeof PRESETS;
  readonly out: string;
  readonly seed: bigint;
};

export function readGenerateArguments(args: readonly string[]): GenerateArguments {
  const [name, ...rest] = args;
  const presets = Object.keys(PRESETS).join(", ");
  if (name === undefined) throw new AvatarUsageError(`Which preset? There are ${presets}.`);
  if (!Object.hasOwn(PRESETS, name)) throw new AvatarUsageError(`no preset "${name}"; there are ${presets}`);
  const preset = name as keyof typeof PRESETS;
  let out = `${preset}.vrm`;
  let seed = 1n;
  for (let i = 0; i < rest.length; i += 2) {
    const [option, value] = [rest[i], rest[i + 1]];
    if (value === undefined || (option !== "--out" && option !== "--seed"))
      throw new AvatarUsageError(`"${option}" is no option with a value; there are --out FILE and --seed N`);
    if (option === "--out") out = value;
    else if (/^\d{1,19}$/.test(value)) seed = BigInt(value);
    else throw new AvatarUsageError(`--seed wants a whole number, not "${value}"`);
  }
  return { preset, out, seed };
}
