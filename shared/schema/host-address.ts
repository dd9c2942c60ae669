// Where a room's host listens; clients, and other hosts, connect straight to it.

import * as z from "zod";

export const hostAddressSchema = z.object({
  address: z.string(),
  tcpPort: z.number().int(),
  wsUrl: z.url(),
});
export type HostAddress = z.infer<typeof hostAddressSchema>;
