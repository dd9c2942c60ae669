// The maker: somebody's choices become one VRM 1.0 file. Runs in the browser; the file is then uploaded as any other.

import * as z from "zod";
import { seededRng } from "../../rng.ts";
import { buildFigure } from "../figure/build-figure.ts";
import { lookSchema } from "../figure/look.ts";
import { writeVrm } from "../generate/write-vrm.ts";

export const AVATAR_NAME_MAX_CHARS = 60;

export const choiceSchema = z.strictObject({
  look: lookSchema,
  name: z.string().trim().min(1).max(AVATAR_NAME_MAX_CHARS),
  author: z.string().trim().min(1).max(200),
  /** Whether others may wear it. */
  isForEveryone: z.boolean(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** Makes the file: some 20,000 triangles and 1 MB. Throws ZodError for a choice outside the schema. */
export async function makeAvatar(choice: Choice): Promise<Uint8Array<ArrayBuffer>> {
  const { look, name, author, isForEveryone } = choiceSchema.parse(choice);
  const figure = buildFigure(look, { detail: 1, withFingers: true, ribbons: 0 });
  const options = {
    version: "1.0",
    textureSidePx: null,
    grain: 0,
    materials: null,
    unboundMorphs: 0,
    withConstraints: true,
    meta: { name, author, avatarPermission: isForEveryone ? "everyone" : "onlyAuthor", isCc0: false },
  } as const;
  // Nothing in it is left to chance: the same choice is the same avatar.
  return writeVrm(figure, look, options, seededRng(0n));
}
