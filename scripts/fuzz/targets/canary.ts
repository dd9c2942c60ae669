// A decoder with a bug in it, planted: whoever runs this target and is not told of a failure has a fuzzer that sees nothing. It is
// never part of a run of everything.

import { decodePublish } from "../../../shared/protocol/publish.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import { generatePublish } from "../generate-packet.ts";
import { mutatePacket } from "../mutate.ts";
import { attempt, type Target } from "../target.ts";

/** Reads as decodePublish does, but trusts that what answers a request names its topic. */
function decodeTrustingly(bytes: Uint8Array): number {
  const { properties } = decodePublish(bytes, 5);
  if (properties.correlationData === undefined || properties.correlationData.length < 2) return 0;
  const { responseTopic } = properties;
  return (responseTopic as string).length;
}

export const canary: Target = {
  name: "canary",
  about: "a planted bug, which has to be found",
  run: (chance) => {
    const packet = generatePublish(chance, 5);
    const input = chance.percent(50) ? packet : mutatePacket(packet, chance);
    const outcome = attempt(input, () => decodeTrustingly(input));
    return outcome instanceof ProtocolError ? 1 : 1;
  },
};
