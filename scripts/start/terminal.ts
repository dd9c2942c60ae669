// What a person sees: steps as they are done, then one table. On a terminal lines are drawn over, elsewhere each is written once.

export type Screen = {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
};

type Step = {
  readonly title: string;
  state: "waiting" | "running" | "done" | "failed";
  startedAtMs: number;
  tookMs: number;
};

export type Steps = {
  /** Runs `work` as the step of that title. Rethrows what it throws. */
  run<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** Nothing is drawn any more. */
  end(): void;
};

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;

/** `titles` are all steps to come, in the order they are shown. */
export function createSteps(screen: Screen, titles: readonly string[], nowMs: () => number): Steps {
  const steps = new Map<string, Step>(
    titles.map((title) => [title, { title, state: "waiting", startedAtMs: 0, tookMs: 0 }]),
  );
  let linesDrawn = 0;
  let frame = 0;
  const draw = (): void => {
    if (!screen.isTerminal) return;
    const lines = [...steps.values()].map((step) =>
      stepLine(step, FRAMES[frame % FRAMES.length] ?? "", screen.columns),
    );
    const up = linesDrawn === 0 ? "" : `\x1b[${linesDrawn}A`;
    screen.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join("")}`);
    linesDrawn = lines.length;
  };
  const timer = setInterval(() => {
    frame += 1;
    draw();
  }, FRAME_MS);
  draw();

  return {
    async run(title, work) {
      const step = steps.get(title) ?? { title, state: "waiting", startedAtMs: 0, tookMs: 0 };
      steps.set(title, step);
      step.state = "running";
      step.startedAtMs = nowMs();
      try {
        const result = await work();
        step.state = "done";
        return result;
      } catch (error) {
        step.state = "failed";
        throw error;
      } finally {
        step.tookMs = nowMs() - step.startedAtMs;
        if (screen.isTerminal) draw();
        else screen.write(`${stepLine(step, "", screen.columns)}\n`);
      }
    },
    end: () => clearInterval(timer),
  };
}

function stepLine(step: Step, frame: string, columns: number): string {
  const mark = { waiting: "·", running: frame, done: "✓", failed: "✗" }[step.state];
  const took =
    step.state === "done" || step.state === "failed" ? `  ${(step.tookMs / 1000).toFixed(1)} s` : "";
  return [...`  ${mark} ${step.title}${took}`].slice(0, Math.max(20, columns - 1)).join("");
}

/** Rows in columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
        .join("   ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}
