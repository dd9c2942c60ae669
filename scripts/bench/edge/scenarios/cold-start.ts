// How long a new edge takes from being spawned to its first answer, runtime by runtime, beside a bare hello.

import { median } from "../../paired-ratio.ts";
import type { Scenario } from "../../scenario.ts";
import { renderTable, short } from "../../table.ts";
import type { RuntimeName, SubjectName } from "../subject.ts";
import { presentRuntimes, surround } from "../surroundings.ts";

const SUBJECTS = ["hello", "edge"] as const satisfies readonly SubjectName[];

type Figure = {
  readonly runtime: RuntimeName;
  readonly subject: SubjectName;
  readonly firstAnswerMs: readonly number[];
};

export const coldStart: Scenario = {
  name: "cold-start",
  about: "from spawning a process to its first answer; the worker is bundled before",
  async run(context) {
    const around = await surround(context);
    const starts = context.options.pace === "quick" ? 3 : 10;
    const figures: Figure[] = [];
    for (const runtime of presentRuntimes())
      for (const subject of SUBJECTS) {
        const firstAnswerMs: number[] = [];
        for (let count = 0; count < starts; count += 1) {
          context.progress(`cold start ${count + 1} of ${subject} on ${runtime}`);
          const started = await around.start(subject, runtime);
          firstAnswerMs.push(started.firstAnswerMs);
          await started.stop();
        }
        figures.push({ runtime, subject, firstAnswerMs });
      }
    return { text: render(figures), verdicts: [], figures };
  },
};

function render(figures: readonly Figure[]): string {
  return renderTable(
    [
      { title: "runtime", align: "left" },
      { title: "", align: "left" },
      { title: "starts", align: "right" },
      { title: "first answer ms", align: "right" },
      { title: "fastest", align: "right" },
      { title: "slowest", align: "right" },
    ],
    figures.map(({ runtime, subject, firstAnswerMs }) => [
      runtime,
      subject,
      String(firstAnswerMs.length),
      short(median(firstAnswerMs)),
      short(Math.min(...firstAnswerMs)),
      short(Math.max(...firstAnswerMs)),
    ]),
  );
}
