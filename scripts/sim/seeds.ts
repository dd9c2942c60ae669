// Seeds that once failed, each with what they found. They are played with every run of the tests.

export type PastSeed = { readonly seed: bigint; readonly scenario: string; readonly history: string };

export const PAST_SEEDS: readonly PastSeed[] = [
  {
    seed: 30n,
    scenario: "square",
    history:
      "whoever came anew, or blocked later, was sent the retained keys of who they are kept apart from on subscribing",
  },
  {
    seed: 4n,
    scenario: "square",
    history:
      "a key of somebody's own stayed for ever with who had been told of it before a block, when its owner left",
  },
  {
    seed: 1007n,
    scenario: "quarrel",
    history: "a will that waited reached users its owner had been kept apart from since it left",
  },
];
