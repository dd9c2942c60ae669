// What a user may do in a room.

import * as z from "zod";

export const roleSchema = z.enum(["guest", "member", "performer", "staff", "moderator", "server"]);
/** What a user may do in a room. An account made by name alone is "guest", one made through a provider "member". */
export type Role = z.infer<typeof roleSchema>;
