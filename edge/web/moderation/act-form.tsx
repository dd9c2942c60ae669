// Deciding about whom or what a report is about.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import * as z from "zod";
import {
  type ReportDetail,
  SANCTION_REASON_MAX_CHARS,
  type SanctionKind,
  sanctionKindSchema,
} from "../../../shared/schema/moderation.ts";
import { type SanctionScopeKind, sanctionScopeKindSchema } from "../../../shared/schema/sanction-scope.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator, useModerationChanged } from "./queries.ts";

const HOUR_MS = 60 * 60_000;
const DURATIONS_MS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS };
const durationSchema = z.enum(["hour", "day", "week", "month", "ever"]);
type Duration = z.infer<typeof durationSchema>;

export function ActForm({ report }: { readonly report: ReportDetail }) {
  const { t } = useLanguage();
  const id = useId();
  const changed = useModerationChanged();
  const isThing = report.target.kind !== "user";
  const kinds: readonly SanctionKind[] = isThing
    ? ["takedown", ...(report.subject === null ? [] : (["warn", "ban"] as const))]
    : ["warn", "mute", ...(report.room === null ? [] : (["kick"] as const)), "ban"];
  const [kind, setKind] = useState<SanctionKind>(kinds[0] ?? "warn");
  const [scope, setScope] = useState<SanctionScopeKind>(report.room === null ? "platform" : "room");
  const [duration, setDuration] = useState<Duration>("day");
  const [reason, setReason] = useState("");
  const isTimed = kind === "mute" || kind === "ban";
  const decide = useMutation({
    mutationFn: () =>
      askAsModerator("moderation.decide", {
        body: {
          kind,
          target: targetOf(report, kind),
          ...(isTimed ? { scope: scopeOf(report, scope), until: untilOf(duration) } : {}),
          ...(kind === "kick" ? { scope: scopeOf(report, "room") } : {}),
          reason,
          report: report.id,
        },
      }),
    onSuccess: () => {
      setReason("");
      return changed();
    },
  });
  return (
    <section className="card account-section" aria-label={t.moderation.act}>
      <h2>{t.moderation.act}</h2>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate();
        }}
      >
        <div className="act-choices">
          <Choice
            id={`${id}-kind`}
            label={t.moderation.actKind}
            value={kind}
            options={kinds}
            words={t.moderation.kinds}
            onChoose={(value) => setKind(sanctionKindSchema.parse(value))}
          />
          {isTimed && report.room !== null && (
            <Choice
              id={`${id}-scope`}
              label={t.moderation.actScope}
              value={scope}
              options={["room", "platform"]}
              words={t.moderation.scopes}
              onChoose={(value) => setScope(sanctionScopeKindSchema.parse(value))}
            />
          )}
          {isTimed && (
            <Choice
              id={`${id}-for`}
              label={t.moderation.actFor}
              value={duration}
              options={durationSchema.options}
              words={t.moderation.durations}
              onChoose={(value) => setDuration(durationSchema.parse(value))}
            />
          )}
        </div>
        <div className="field">
          <label htmlFor={`${id}-reason`}>{t.moderation.actReason}</label>
          <textarea
            id={`${id}-reason`}
            className="input"
            rows={2}
            required
            maxLength={SANCTION_REASON_MAX_CHARS}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {decide.isError && <InlineError error={decide.error} />}
        <div className="row">
          <button type="submit" className="button button-danger" disabled={decide.isPending}>
            {t.moderation.actSend}
          </button>
        </div>
      </form>
    </section>
  );
}

function Choice<Value extends string>({
  id,
  label,
  value,
  options,
  words,
  onChoose,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Value[];
  readonly words: Readonly<Record<Value, string>>;
  onChoose(value: string): void;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChoose(event.target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A takedown is of the thing; everything else of whoever made it. */
function targetOf({ target, subject }: ReportDetail, kind: SanctionKind) {
  if (kind === "takedown")
    return { kind: target.kind === "world" ? "world" : "asset", id: target.id } as const;
  return { kind: "user", id: subject?.id ?? target.id } as const;
}

function scopeOf({ room }: ReportDetail, kind: SanctionScopeKind) {
  return kind === "room" ? { kind, id: room } : { kind: "platform" as const };
}

function untilOf(duration: Duration): string | null {
  return duration === "ever" ? null : new Date(Date.now() + DURATIONS_MS[duration]).toISOString();
}
