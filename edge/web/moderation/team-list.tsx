// Who keeps order, and changing that: for admins.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import type { PlatformRole } from "../../../shared/schema/user.ts";
import { AccountSection } from "../account/section.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator, useModerationChanged } from "./queries.ts";

export function TeamList() {
  const { t } = useLanguage();
  const id = useId();
  const changed = useModerationChanged();
  const [newcomer, setNewcomer] = useState("");
  const team = useQuery({
    queryKey: ["moderation", "team"],
    queryFn: async () => (await askAsModerator("moderation.team", {})).items,
  });
  const change = useMutation({
    mutationFn: ({ userId, role }: { userId: UserId; role: PlatformRole }) =>
      askAsModerator("moderation.changeRole", { params: { userId }, body: { role } }),
    onSuccess: () => {
      setNewcomer("");
      return changed();
    },
  });
  const parsed = userIdSchema.safeParse(newcomer.trim());
  return (
    <AccountSection
      title={t.moderation.team}
      lead={t.moderation.teamLead}
      query={team}
      empty={t.moderation.noneYet}
      failure={change.error}
      row={({ user, role }) => (
        <li key={user.id} className="account-row" data-member={user.id}>
          <div className="account-what">
            <p className="account-name">
              {user.displayName} <span className="tag tag-on">{t.moderation.roles[role]}</span>
            </p>
            <p className="hint">{user.id}</p>
          </div>
          <button
            type="button"
            className="button"
            disabled={change.isPending}
            onClick={() => change.mutate({ userId: user.id, role: "user" })}
          >
            {t.moderation.remove}
          </button>
        </li>
      )}
    >
      <div className="field">
        <label htmlFor={id}>{t.moderation.addMember}</label>
        <input
          id={id}
          className="input"
          value={newcomer}
          placeholder="usr_…"
          onChange={(event) => setNewcomer(event.target.value)}
        />
      </div>
      <div className="row">
        {(["moderator", "admin"] as const).map((role) => (
          <button
            key={role}
            type="button"
            className="button"
            disabled={!parsed.success || change.isPending}
            onClick={() => parsed.success && change.mutate({ userId: parsed.data, role })}
          >
            {t.moderation.make(t.moderation.roles[role])}
          </button>
        ))}
      </div>
    </AccountSection>
  );
}
