// Where what moderators decide about somebody holds.

import * as z from "zod";

export const sanctionScopeKindSchema = z.enum(["platform", "world", "room"]);
export type SanctionScopeKind = z.infer<typeof sanctionScopeKindSchema>;
