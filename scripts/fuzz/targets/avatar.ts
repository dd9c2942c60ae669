// Avatars broken in one or two places: the check always answers, soon and without much memory; what it accepts is accepted again once it is
// fixed; and of that, one in so many is shown to three-vrm, which must open it, and to gltf-validator, which must see no error in it; of
// those, one in so many with what the optimiser makes of it.

import { optimiseAvatar } from "../../../origin/ugc/optimise/optimise-avatar.ts";
import type { PlannedVariant } from "../../../origin/ugc/optimise/variant.ts";
import { TextureBroken } from "../../../origin/ugc/portrait/texture.ts";
import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { fixModel } from "../../../shared/avatar/fix/fix-model.ts";
import { AvatarJudge } from "../avatar-judge.ts";
import { mutateAvatar } from "../mutate-avatar.ts";
import { type SmallAvatar, smallAvatars } from "../small-avatar.ts";
import { BrokenInvariant, type Target } from "../target.ts";

/** Of processor time, however busy the machine. */
const OPEN_MAX_MS = 1_000;
/** Above what the process has before the first file. */
const RSS_GROWTH_MAX_BYTES = 512 * 1024 * 1024;
const JUDGED_PERCENT = 2;
const OPTIMISED_OF_JUDGED_PERCENT = 10;
const PLAN: readonly PlannedVariant[] = [
  { profile: "web", level: "lod2" },
  { profile: "compat", level: "lod0" },
];

type Tally = {
  accepted: number;
  refused: number;
  fixed: number;
  judged: number;
  optimised: number;
  unanswered: number;
  slowestRefusalMs: number;
  rssGrowthBytes: number;
};

/** A target of its own: its sources, its judge and what it counted. */
export function createAvatar(open: typeof openAvatar = openAvatar): Target {
  const judge = new AvatarJudge();
  const tally: Tally = {
    accepted: 0,
    refused: 0,
    fixed: 0,
    judged: 0,
    optimised: 0,
    unanswered: 0,
    slowestRefusalMs: 0,
    rssGrowthBytes: 0,
  };
  let sources: Promise<readonly [SmallAvatar, SmallAvatar]> | null = null;
  let restBytes = 0;

  const tryFile = async (input: Uint8Array, isJudged: "not" | "judged" | "optimised"): Promise<void> => {
    const { model, mends, tookMs } = timed(input, open);
    if (tookMs > OPEN_MAX_MS) throw new BrokenInvariant(`the check took ${tookMs} ms`, input);
    const grownBytes = process.memoryUsage.rss() - restBytes;
    tally.rssGrowthBytes = Math.max(tally.rssGrowthBytes, grownBytes);
    if (grownBytes > RSS_GROWTH_MAX_BYTES) throw new BrokenInvariant(`memory grew by ${grownBytes}`, input);
    if (model === null) {
      tally.refused++;
      tally.slowestRefusalMs = Math.max(tally.slowestRefusalMs, tookMs);
      return;
    }
    tally.accepted++;
    const fixed = fixModel(input, model, mends);
    if (fixed !== null) tally.fixed++;
    const delivered = fixed?.bytes ?? input;
    if (fixed !== null) assertAcceptedAgain(delivered, input);
    if (isJudged === "not") return;
    tally.judged++;
    await assertSound(delivered, "what was accepted", input);
    if (isJudged === "optimised") await tryVariants(delivered, input);
  };

  const assertSound = async (bytes: Uint8Array, what: string, input: Uint8Array): Promise<void> => {
    const { errors, thrown } = await judge.judge(bytes);
    if (thrown !== null) throw new BrokenInvariant(`three-vrm does not open ${what}: ${thrown}`, input);
    if (errors === null) tally.unanswered++;
    else if (errors.length > 0)
      throw new BrokenInvariant(`gltf-validator sees in ${what}: ${[...new Set(errors)].join(", ")}`, input);
  };

  const tryVariants = async (delivered: Uint8Array, input: Uint8Array): Promise<void> => {
    const { model } = openAvatar(delivered);
    if (model === null) throw new BrokenInvariant("accepted once, it is refused", input);
    const made: Uint8Array[] = [];
    try {
      const onVariant = ({ bytes }: { readonly bytes: Uint8Array }) => void made.push(bytes);
      await optimiseAvatar(delivered, model, { plan: PLAN, likeness: null, onVariant });
    } catch (error) {
      // A picture whose head is sound and whose body is not: only drawing it tells.
      if (error instanceof TextureBroken) return;
      throw new BrokenInvariant(`the optimiser threw ${String(error)}`, input, error);
    }
    for (const variant of made) await assertSound(variant, "a variant", input);
    tally.optimised++;
  };

  return {
    name: "avatar",
    about: "avatars broken in one or two places, and what becomes of those that are accepted",
    run: async (chance) => {
      sources ??= smallAvatars();
      const [first, second] = await sources;
      if (restBytes === 0) restBytes = process.memoryUsage.rss();
      const input = mutateAvatar(chance.percent(50) ? first : second, chance);
      const isJudged = chance.percent(JUDGED_PERCENT);
      const isOptimised = isJudged && chance.percent(OPTIMISED_OF_JUDGED_PERCENT);
      await tryFile(input, isOptimised ? "optimised" : isJudged ? "judged" : "not");
      return 1;
    },
    summary: () => {
      const { accepted, refused, fixed, judged, optimised, unanswered, slowestRefusalMs, rssGrowthBytes } =
        tally;
      return [
        `${accepted} accepted, ${fixed} of them fixed; ${refused} refused, in at most ${slowestRefusalMs.toFixed(0)} ms of processor time`,
        `${judged} of the accepted judged by gltf-validator and three-vrm, ${unanswered} without an answer in time; ${optimised} with variants`,
        `memory at most ${(rssGrowthBytes / 1024 / 1024).toFixed(0)} MB above rest`,
      ];
    },
  };
}

function timed(input: Uint8Array, open: typeof openAvatar) {
  const before = process.cpuUsage();
  let opened: ReturnType<typeof openAvatar>;
  try {
    opened = open(input);
  } catch (error) {
    throw new BrokenInvariant(`the check threw ${String(error)}`, input, error);
  }
  const { user, system } = process.cpuUsage(before);
  return { ...opened, tookMs: (user + system) / 1_000 };
}

function assertAcceptedAgain(delivered: Uint8Array, input: Uint8Array): void {
  const { check, model, mends } = openAvatar(delivered);
  if (model === null) {
    const codes = check.findings.map(({ code }) => code).join(", ");
    throw new BrokenInvariant(`fixed, it is refused: ${codes}`, input);
  }
  if (mends.length > 0) throw new BrokenInvariant(`fixed, it is still to be fixed: ${mends[0]?.kind}`, input);
}

/** Reads as openAvatar does, but trusts that every node of a file that passed has a name: a planted bug. */
function openTrustingly(bytes: Uint8Array): ReturnType<typeof openAvatar> {
  const opened = openAvatar(bytes);
  for (const node of opened.model?.document.nodes ?? []) (node.name as string).trim();
  return opened;
}

/** Which has to be found; never part of a run of everything. */
export function createAvatarCanary(): Target {
  return {
    ...createAvatar(openTrustingly),
    name: "avatar-canary",
    about: "a planted bug in the check, which has to be found",
  };
}
