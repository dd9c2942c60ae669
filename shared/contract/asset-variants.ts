// What the pipeline made of a model.

import * as z from "zod";
import { assetVariantListSchema } from "../schema/asset-variant.ts";
import { assetIdSchema } from "../schema/ids.ts";
import type { Endpoints } from "./endpoint.ts";

export const assetVariantEndpoints = {
  "assetVariants.list": {
    method: "GET",
    path: "/v1/assets/:assetId/variants",
    about:
      "Tells where the model of a world, an item, an accessory or an avatar lies, and which lighter variants were made of it: for whoever shows a room.",
    auth: "none",
    caching: "shared",
    params: z.object({ assetId: assetIdSchema }),
    answers: { 200: assetVariantListSchema },
    problems: ["ASSET_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
