import { describe, expect, test } from "bun:test";
import { counterFamilies } from "../../../room/metrics/counter-families.ts";
import { gaugeFamilies } from "../../../room/metrics/gauge-families.ts";
import { Drop, Publish, SECTION } from "../../../room/metrics/kind.ts";
import { Ended, ShedCause, ShedStep, Tier } from "../../../room/metrics.ts";
import { renderFamilies } from "../../../shared/http/prometheus.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { readExposition } from "./exposition.ts";
import { connectionRow, roomRow, SmallHost } from "./small-host.ts";

function textOf(host: SmallHost): string {
  return renderFamilies([...counterFamilies(host.metrics), ...gaugeFamilies(host)]);
}

/** The samples of a family as `label=value` lists and numbers. */
function samplesOf(text: string, family: string): Readonly<Record<string, number>> {
  const read = readExposition(text).get(family);
  if (read === undefined) throw new Error(`no family ${family}`);
  const line = (labels: ReadonlyMap<string, string>) => [...labels].map(([k, v]) => `${k}=${v}`).join(" ");
  return Object.fromEntries(read.samples.map(({ labels, value }) => [line(labels), value]));
}

describe("metrics as Prometheus reads them", () => {
  test("are the format to the letter, from the first moment", () => {
    const families = readExposition(textOf(new SmallHost()));
    for (const name of families.keys()) expect(name).toMatch(/^(hiroba_room|process)_[a-z_]+$/);
    for (const { help } of families.values()) expect(help).toEndWith(".");
  });

  test("escape what labels and help hold, and write any number", () => {
    const text = renderFamilies([
      {
        name: "odd",
        help: "one\\two\nthree",
        type: "gauge",
        samples: [
          { labels: { a: 'quote " backslash \\ line \n end', b: "日本" }, value: Number.NaN },
          { labels: { a: "x,y}" }, value: Number.NEGATIVE_INFINITY },
          { value: 1e21 },
          { labels: { a: "tiny" }, value: 1e-7 },
        ],
      },
    ]);
    const { help, samples } = readExposition(text).get("odd") ?? { help: "", samples: [] };
    expect(help).toBe("one\\\\two\\nthree");
    expect(samples.map(({ labels }) => labels.get("a"))).toEqual([
      'quote " backslash \\ line \n end',
      "x,y}",
      undefined,
      "tiny",
    ]);
    expect(samples.map(({ value }) => value)).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, 1e21, 1e-7]);
  });

  test("tell messages in, out and dropped by carrier, kind and reason", () => {
    const host = new SmallHost();
    const { metrics } = host;
    metrics.received(Publish.pose, 48);
    metrics.received(Publish.pose, 50);
    metrics.received(SECTION + 0x10, 15);
    metrics.received(1, 60);
    metrics.delivered(Publish.pose, 1_000, 48);
    metrics.dropped(Publish.chat, Drop.rate);
    metrics.dropped(Publish.chat, Drop.blocked, 3);
    metrics.dropped(SECTION + 0x10, Drop.notAuthorized);
    const text = textOf(host);
    expect(samplesOf(text, "hiroba_room_messages_received_total")).toEqual({
      "carrier=mqtt kind=connect": 1,
      "carrier=publish kind=pose": 2,
      "carrier=section kind=pose": 1,
    });
    expect(samplesOf(text, "hiroba_room_messages_received_bytes_total")).toMatchObject({
      "carrier=publish kind=pose": 98,
      "carrier=section kind=pose": 15,
    });
    expect(samplesOf(text, "hiroba_room_messages_delivered_total")).toEqual({
      "carrier=publish kind=pose": 1_000,
    });
    expect(samplesOf(text, "hiroba_room_messages_delivered_bytes_total")).toEqual({
      "carrier=publish kind=pose": 48_000,
    });
    expect(samplesOf(text, "hiroba_room_messages_dropped_total")).toEqual({
      "carrier=publish kind=chat reason=rate": 1,
      "carrier=publish kind=chat reason=blocked": 3,
      "carrier=section kind=pose reason=not-authorized": 1,
    });
  });

  test("tell who was refused and how sessions ended, by the standard's names", () => {
    const host = new SmallHost();
    for (const code of [ReasonCode.success, ReasonCode.notAuthorized, ReasonCode.notAuthorized, 0xee])
      host.metrics.connected(code);
    for (const how of [Ended.byClient, Ended.withoutGoodbye, ReasonCode.keepAliveTimeout])
      host.metrics.ended(how);
    const text = textOf(host);
    expect(samplesOf(text, "hiroba_room_connects_accepted_total")).toEqual({ "": 1 });
    expect(samplesOf(text, "hiroba_room_connects_refused_total")).toEqual({
      "reason=not-authorized": 2,
      "reason=0xee": 1,
    });
    expect(samplesOf(text, "hiroba_room_sessions_ended_total")).toEqual({
      "reason=left": 1,
      "reason=connection-lost": 1,
      "reason=keep-alive-timeout": 1,
    });
    for (const outcome of ["replayed", "replayed", "refused"] as const) host.metrics.resumed(outcome);
    expect(samplesOf(textOf(host), "hiroba_room_resumes_total")).toEqual({
      "outcome=replayed": 2,
      "outcome=anew": 0,
      "outcome=refused": 1,
    });
  });

  test("tell who gets what and why", () => {
    const host = new SmallHost();
    host.connections = [ShedStep.hz20, ShedStep.hz20, ShedStep.ghost, null].map((shedStep, id) =>
      connectionRow(id, { shedStep }),
    );
    host.metrics.poses(Tier.near, 10, 400);
    host.metrics.poses(Tier.far, 2, 30);
    host.metrics.shed(ShedStep.hz5, ShedCause.budget);
    host.metrics.shed(ShedStep.hz20, ShedCause.recovered);
    const text = textOf(host);
    expect(samplesOf(text, "hiroba_room_receivers")).toEqual({
      "rate=20": 2,
      "rate=10": 0,
      "rate=5": 0,
      "rate=2": 0,
      "rate=ghost": 1,
    });
    expect(samplesOf(text, "hiroba_room_tier_poses_total")).toEqual({ "tier=near": 10, "tier=far": 2 });
    expect(samplesOf(text, "hiroba_room_tier_bytes_total")).toEqual({ "tier=near": 400, "tier=far": 30 });
    expect(samplesOf(text, "hiroba_room_shed_changes_total")).toEqual({
      "rate=20 cause=recovered": 1,
      "rate=5 cause=budget": 1,
    });
  });

  test("tell sessions by protocol, transport, TLS and extension, and what waits for them", () => {
    const host = new SmallHost();
    host.rooms = [
      roomRow({ participants: 3, reconnecting: 1, ghosts: 5 }),
      roomRow({ room: "rm_2", participants: 4 }),
    ];
    host.connections = [
      connectionRow(1, { mqtt: 4, queueBytes: 100 }),
      connectionRow(2, { mqtt: 4, queueBytes: 900 }),
      connectionRow(3, { transport: "websocket", isSecure: true, extension: "type0" }),
      connectionRow(4, { state: "connecting", room: null }),
    ];
    host.metrics.queued(5_000);
    host.metrics.queued(1_000);
    const text = textOf(host);
    expect(samplesOf(text, "hiroba_room_sessions")).toEqual({
      "protocol=3.1.1 transport=tcp tls=no extension=plain": 2,
      "protocol=5 transport=websocket tls=yes extension=extended": 1,
    });
    const numbers = (name: string) => samplesOf(text, `hiroba_room_${name}`)[""];
    expect(numbers("connections_without_session")).toBe(1);
    const names = ["rooms", "participants", "participants_reconnecting", "ghosts"];
    expect(names.map(numbers)).toEqual([2, 7, 1, 5]);
    expect([numbers("queue_bytes"), numbers("queue_max_bytes"), numbers("queue_peak_bytes")]).toEqual([
      1_000, 900, 5_000,
    ]);
  });

  test("tell times in seconds: since the start as a histogram, lately as quantiles", () => {
    const host = new SmallHost();
    for (const micros of [50, 100, 2_000, 3_000_000]) host.metrics.tick.record(micros);
    host.metrics.turn();
    host.metrics.turn();
    host.metrics.tick.record(1_000);
    host.metrics.originCalled("report", "ok", 1_500);
    host.metrics.originCalled("report", "503", 90);
    host.metrics.originRetried("report");
    const text = textOf(host);
    expect(samplesOf(text, "hiroba_room_tick_seconds")).toMatchObject({
      "le=0.000064": 1,
      "le=0.000128": 2,
      "le=0.002048": 4,
      "le=2.097152": 4,
      "le=4.194304": 5,
      "le=+Inf": 5,
    });
    expect(samplesOf(text, "hiroba_room_tick_recent_seconds")).toEqual({
      "quantile=0.5": 0.001,
      "quantile=0.99": 0.001,
      "quantile=0.999": 0.001,
    });
    expect(samplesOf(text, "hiroba_room_origin_calls_total")).toEqual({
      "call=report status=ok": 1,
      "call=report status=503": 1,
    });
    expect(samplesOf(text, "hiroba_room_origin_call_seconds")).toMatchObject({
      "call=report status=503 le=0.000128": 1,
      "call=report status=ok le=0.000128": 0,
      "call=report status=ok le=+Inf": 1,
    });
    expect(samplesOf(text, "hiroba_room_origin_retries_total")).toEqual({ "call=report": 1 });
  });

  test("are refused by a strict reader when a line is wrong", () => {
    const gauge = "# HELP a b.\n# TYPE a gauge\n";
    for (const wrong of [
      `${gauge}a 1`,
      `${gauge}b 1\n`,
      `${gauge}a 1\na 1\n`,
      `${gauge}a{x="1",} 1\n`,
      `${gauge}a{x="1" y="2"} 1\n`,
      `${gauge}a{x="\\q"} 1\n`,
      `${gauge}a one\n`,
      `${gauge}${gauge}`,
      "# TYPE a gauge\na 1\n",
      "# HELP a b.\n# TYPE a counter\na 1\n",
      '# HELP a b.\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
      '# HELP a b.\n# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n',
    ])
      expect(() => readExposition(wrong)).toThrow();
    expect(readExposition(`${gauge}a{x="1"} 1\n`).get("a")?.samples).toHaveLength(1);
  });
});
