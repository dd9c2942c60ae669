// What everybody may know of people.

import * as z from "zod";
import { userIdSchema } from "../schema/ids.ts";
import { profileSchema } from "../schema/public-api.ts";
import type { Endpoints } from "./endpoint.ts";

export const userEndpoints = {
  "users.get": {
    method: "GET",
    path: "/v1/users/:userId",
    about: "Tells a user's public profile. Guests have none.",
    auth: "none",
    caching: "shared",
    params: z.object({ userId: userIdSchema }),
    answers: { 200: profileSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
