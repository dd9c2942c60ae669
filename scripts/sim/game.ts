// What `bun run sim` may play, as it needs to know it: a seed in, and whether something broke.

/** Of what is shown of a seed that breaks something. */
export const TRACE_MAX_LINES = 400;

/** What is played of a game, apart from the seed. */
export type Rules = {
  /** null: whichever the seed draws. */
  readonly scenario: string | null;
  /** A bug to plant. */
  readonly canary: string | null;
};

export type Outcome = { readonly isBroken: boolean; readonly virtualMs: number };

/** A game under rules. What was planted is planted until it is disposed of. */
export type Table = Disposable & {
  play(seed: bigint): Promise<Outcome>;
  /** What broke with this seed, and how, in lines. Rejects for one that breaks nothing. */
  explain(seed: bigint): Promise<readonly string[]>;
};

export type Game = {
  readonly name: string;
  /** What a run has shown in which nothing broke. */
  readonly fine: string;
  /** Names that rules may have. */
  readonly names: readonly { readonly name: string; readonly about: string }[];
  /** Throws SimUsageError for a name it does not have. */
  begin(rules: Rules): Table;
};
