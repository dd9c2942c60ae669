// What a room said when it was reported: who was there and where they stood, and the last lines of chat.

import { Link } from "react-router";
import type { Evidence, EvidenceState } from "../../../shared/schema/moderation.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function EvidenceView({
  state,
  window,
}: {
  readonly state: EvidenceState;
  readonly window: Evidence | null;
}) {
  const { t } = useLanguage();
  return (
    <section className="card account-section" aria-label={t.moderation.window}>
      <h2>{t.moderation.window}</h2>
      {window === null ? (
        <p className="account-empty">{t.moderation.windows[state === "kept" ? "gone" : state]}</p>
      ) : (
        <>
          <Lines lines={window.lines} />
          <People window={window} />
        </>
      )}
    </section>
  );
}

function Lines({ lines }: Pick<Evidence, "lines">) {
  const { t, format } = useLanguage();
  return (
    <>
      <h3>{t.moderation.chat}</h3>
      {lines.length === 0 && <p className="account-empty">{t.moderation.noChat}</p>}
      <ol className="evidence-lines">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays as it is
          <li key={index}>
            <time dateTime={new Date(line.atMs).toISOString()}>{format.clock(line.atMs)}</time>{" "}
            <Link to={`/users/${line.user}`}>{line.name}</Link> {line.text}
          </li>
        ))}
      </ol>
    </>
  );
}

function People({ window }: { readonly window: Evidence }) {
  const { t, format } = useLanguage();
  const metres = (value: number) => format.number(Math.round(value * 10) / 10);
  const here = new Set<string>(window.people.map(({ user }) => user));
  const left = window.visits.filter(({ user }) => user !== null && !here.has(user));
  return (
    <>
      <h3>{t.moderation.people}</h3>
      <ul className="evidence-people">
        {window.people.map(({ sid, user, name, position, seat }) => (
          <li key={sid}>
            <Link to={`/users/${user}`}>{name}</Link>{" "}
            <span className="hint">
              {seat === "ghost" && t.moderation.ghost}
              {position !== null && t.moderation.position(metres(position[0]), metres(position[2]))}
            </span>
          </li>
        ))}
        {left.map(({ user, name, joinedAt, leftAt }) => (
          <li key={`${user}${joinedAt}`}>
            <Link to={`/users/${user}`}>{name ?? t.moderation.nobody}</Link>{" "}
            <span className="hint">
              {format.clock(Date.parse(joinedAt))}–{leftAt !== null && format.clock(Date.parse(leftAt))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
