// A file in the delivery bucket, addressed by content.

import * as z from "zod";

export const assetFileSchema = z.object({
  url: z.url(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
});
