// A terminal that is drawn over as a whole and given back as it was: alternate screen, no cursor, keys as they are pressed. Rim.

import type { Line } from "./top-head.ts";
import type { Size } from "./top-view.ts";

const ENTER = "\u001b[?1049h\u001b[?25l";
const LEAVE = "\u001b[?25h\u001b[?1049l";
const HOME = "\u001b[H";
const CLEAR_LINE_END = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";
const STYLES = { plain: "", title: "\u001b[1m", heading: "\u001b[2m" } as const;
const RESET = "\u001b[0m";

export type Screen = {
  size(): Size;
  draw(lines: readonly Line[]): void;
  /** Gives the terminal back. */
  restore(): void;
};

/** Takes the terminal. `onKey` is told what is pressed, `onResize` that there is another size to draw for. */
export function takeScreen(onKey: (key: string) => void, onResize: () => void): Screen {
  const { stdin, stdout } = process;
  const hasKeys = stdin.isTTY === true;
  const isStyled = (process.env["NO_COLOR"] ?? "") === "";
  const onData = (chunk: Buffer) => onKey(chunk.toString("utf8"));
  stdout.write(ENTER);
  stdout.on("resize", onResize);
  if (hasKeys) {
    stdin.setRawMode(true);
    stdin.on("data", onData);
  }
  const styled = ({ text, style }: Line): string =>
    isStyled && style !== "plain" ? `${STYLES[style]}${text}${RESET}` : text;
  return {
    // 0 is a terminal that does not know its size.
    size: () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 }),
    draw: (lines) => {
      stdout.write(HOME + lines.map((line) => styled(line) + CLEAR_LINE_END).join("\r\n") + CLEAR_BELOW);
    },
    restore: () => {
      stdout.off("resize", onResize);
      if (hasKeys) {
        stdin.off("data", onData);
        stdin.setRawMode(false);
        stdin.pause();
      }
      stdout.write(LEAVE);
    },
  };
}
