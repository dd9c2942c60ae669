// Khronos' own validator, for tests: the second opinion about files ours lets through.

import * as validator from "gltf-validator";
import * as z from "zod";

const reportSchema = z.object({
  issues: z.object({
    messages: z.array(
      z.object({
        code: z.string(),
        severity: z.number(),
        message: z.string(),
        pointer: z.string().optional(),
      }),
    ),
  }),
});

export type GltfIssue = z.infer<typeof reportSchema>["issues"]["messages"][number];

/** Its errors; warnings and notes are left out. */
export async function gltfErrors(bytes: Uint8Array): Promise<readonly GltfIssue[]> {
  const report: unknown = await validator.validateBytes(bytes, { writeTimestamp: false, maxIssues: 0 });
  return reportSchema.parse(report).issues.messages.filter(({ severity }) => severity === 0);
}
