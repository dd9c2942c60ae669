// GIFT: somebody gave something to who performs, and all who are in the event's rooms are told. SPEC [GIFT-1]…[GIFT-5]

import { toldGiftSchema } from "../../schema/told-gift.ts";
import { jsonCodec } from "./json.ts";

export const gift = jsonCodec(0x4a, toldGiftSchema, "GIFT-1");
