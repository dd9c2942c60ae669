// A strict reader of Prometheus' text format 0.0.4: refuses what the format, or its rules for histograms, do not allow.

export type ReadSample = {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
};
export type ReadFamily = {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ReadSample[];
};

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const HELP = new RegExp(`^# HELP (${NAME}) ((?:[^\\\\]|\\\\\\\\|\\\\n)*)$`);
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary|untyped)$`);
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (NaN|[+-]Inf|-?[0-9.]+(?:e[+-]?[0-9]+)?)$`);
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(,(?=.)|$)/;

/** By name. Throws an Error that quotes the line. */
export function readExposition(text: string): ReadonlyMap<string, ReadFamily> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, ReadFamily & { samples: ReadSample[] }>();
  let name = "";
  let help: string | null = null;
  for (const line of text.slice(0, -1).split("\n")) {
    const helped = HELP.exec(line);
    const typed = TYPE.exec(line);
    if (helped !== null) {
      [, name = ""] = helped;
      help = helped[2] ?? "";
      if (families.has(name)) throw new Error(`a second family of this name: ${line}`);
    } else if (typed !== null) {
      if (help === null || typed[1] !== name) throw new Error(`TYPE without its HELP: ${line}`);
      families.set(name, { help, type: typed[2] ?? "", samples: [] });
      help = null;
    } else readSampleInto(families, name, line);
  }
  for (const [family, read] of families) checkFamily(family, read);
  return families;
}

function readSampleInto(
  families: ReadonlyMap<string, { readonly type: string; readonly samples: ReadSample[] }>,
  family: string,
  line: string,
): void {
  const [, name = "", labelText = "", value = ""] = SAMPLE.exec(line) ?? [];
  const suffixes = families.get(family)?.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
  if (!suffixes.some((suffix) => name === family + suffix))
    throw new Error(`not a sample of ${family}: ${line}`);
  const samples = families.get(family)?.samples ?? [];
  const labels = readLabels(labelText, line);
  const key = (sample: ReadSample) => `${sample.name} ${JSON.stringify([...sample.labels].sort())}`;
  const sample = { name, labels, value: Number(value.replace("Inf", "Infinity")) };
  if (samples.some((other) => key(other) === key(sample))) throw new Error(`twice: ${line}`);
  samples.push(sample);
}

function readLabels(text: string, line: string): Map<string, string> {
  const labels = new Map<string, string>();
  for (let rest = text; rest !== ""; ) {
    const label = LABEL.exec(rest);
    if (label === null) throw new Error(`labels cannot be read: ${line}`);
    const [all, name = "", value = ""] = label;
    if (labels.has(name)) throw new Error(`a label twice: ${line}`);
    labels.set(
      name,
      value.replace(/\\(.)/g, (_, char) => (char === "n" ? "\n" : char)),
    );
    rest = rest.slice(all.length);
  }
  return labels;
}

function checkFamily(family: string, { type, samples }: ReadFamily): void {
  if (type === "counter" && !family.endsWith("_total"))
    throw new Error(`a counter without _total: ${family}`);
  if (type === "counter" && samples.some(({ value }) => !(value >= 0))) throw new Error(`below 0: ${family}`);
  if (type === "histogram") checkHistogram(family, samples);
}

/** For each set of labels: buckets rise with `le`, end with +Inf, and that is the count. */
function checkHistogram(family: string, samples: readonly ReadSample[]): void {
  const series = new Map<
    string,
    { les: number[]; counts: number[]; count: number | null; sum: number | null }
  >();
  for (const { name, labels, value } of samples) {
    const others = JSON.stringify([...labels].filter(([label]) => label !== "le"));
    const of = series.get(others) ?? { les: [], counts: [], count: null, sum: null };
    series.set(others, of);
    if (name === `${family}_count`) of.count = value;
    else if (name === `${family}_sum`) of.sum = value;
    else {
      of.les.push(Number((labels.get("le") ?? "").replace("Inf", "Infinity")));
      of.counts.push(value);
    }
  }
  for (const [labels, { les, counts, count, sum }] of series) {
    const rises = (values: readonly number[], by: number) =>
      values.every((value, at) => at === 0 || value - (values[at - 1] ?? 0) >= by);
    const isWhole =
      les.at(-1) === Number.POSITIVE_INFINITY &&
      counts.at(-1) === count &&
      sum !== null &&
      !les.some(Number.isNaN);
    if (!isWhole || !rises(les, Number.MIN_VALUE) || !rises(counts, 0))
      throw new Error(`not a histogram: ${family} ${labels}`);
  }
}
