// What goes wrong with bots in a way that the person at the terminal can act on.

export class BotsFailed extends Error {
  readonly code = "BOTS_FAILED";
  readonly because: "usage" | "refused";
  constructor(message: string, because: "usage" | "refused" = "refused") {
    super(message);
    this.because = because;
  }
}
