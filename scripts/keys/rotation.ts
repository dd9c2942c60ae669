// How a signing key is changed while what it signed is in use: three values of one variable, one after the other. Pure.

import * as z from "zod";
import { type PrivateJwk, privateJwkSchema } from "./make-key.ts";

const publicJwkSchema = privateJwkSchema.omit({ d: true });
const valueSchema = z.union([
  privateJwkSchema.transform((key) => [key]),
  z.tuple([privateJwkSchema], publicJwkSchema),
]);

export type Rotation = {
  /** Every edge and room host learns the new key; the old one still signs. */
  readonly announce: string;
  /** The new one signs; what the old one signed is still taken. */
  readonly use: string;
  /** When the last token of the old one has ended: the old one is gone. */
  readonly done: string;
};

/** From the value a variable has now to the three it gets. Throws when it has none that begins with a private key. */
export function rotate(value: string, next: PrivateJwk): Rotation {
  const [current] = valueSchema.parse(JSON.parse(value));
  return {
    announce: JSON.stringify([current, publicJwkSchema.parse(next)]),
    use: JSON.stringify([next, publicJwkSchema.parse(current)]),
    done: JSON.stringify(next),
  };
}
