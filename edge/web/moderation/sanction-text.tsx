// One decision in words: what, where, for how long, whether it still holds, and why.

import type { Sanction } from "../../../shared/schema/moderation.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function SanctionText({ sanction }: { readonly sanction: Sanction }) {
  const { t, format } = useLanguage();
  const words = t.moderation;
  const { kind, scope, target, until, state, reason, createdAt, appeal } = sanction;
  const ends = kind === "mute" || kind === "ban";
  return (
    <div className="sanction-text">
      <p className="account-name">
        {words.kinds[kind]}
        {scope !== null && ` · ${whereOf(words, scope)}`}
        {target.kind !== "user" && ` · ${target.name ?? words.gone}`}{" "}
        <span className={state === "in-force" ? "tag tag-on" : "tag"}>{words.states[state]}</span>
      </p>
      <p className="hint account-dates">
        <span>{format.moment(createdAt)}</span>
        {ends && <span>{until === null ? words.forGood : words.until(format.moment(until))}</span>}
      </p>
      <p className="prose">{reason}</p>
      {appeal !== null && (
        <p className="hint">
          {words.appeals[appeal.outcome]} {appeal.answer !== "" && words.answer(appeal.answer)}
        </p>
      )}
    </div>
  );
}

function whereOf(
  words: ReturnType<typeof useLanguage>["t"]["moderation"],
  { kind, name }: NonNullable<Sanction["scope"]>,
): string {
  switch (kind) {
    case "platform":
      return words.everywhere;
    case "world":
      return words.inWorld(name ?? words.gone);
    case "room":
      return words.inRoom(name ?? words.gone);
  }
}
