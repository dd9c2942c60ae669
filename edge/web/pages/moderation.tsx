// The moderators' console: what waits, what one looks into, what was closed, appeals; and for admins the team and the log.

import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";
import * as z from "zod";
import { Empty, Loading } from "../components/states.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { AppealList } from "../moderation/appeal-list.tsx";
import { AuditLog } from "../moderation/audit-log.tsx";
import { useStanding } from "../moderation/queries.ts";
import { ReportQueue } from "../moderation/report-queue.tsx";
import { TeamList } from "../moderation/team-list.tsx";

const OF_MODERATORS = ["queue", "mine", "closed", "appeals"] as const;
const OF_ADMINS = [...OF_MODERATORS, "team", "log"] as const;
const tabSchema = z.enum(OF_ADMINS);
type TabName = z.infer<typeof tabSchema>;

export function ModerationPage() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const pageRef = useRef<HTMLDivElement>(null);
  const standing = useStanding();
  useTitle(t.moderation.title);
  const role = standing.data?.platformRole ?? "user";
  // On a telephone not every tab is in view, and the one that was chosen is to be.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab, or the first time there are any
  useEffect(() => {
    pageRef.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [search, role]);
  if (standing.isPending) return <Loading />;
  if (role === "user") return <Empty title={t.moderation.notForYou} hint={t.moderation.notForYouHint} />;
  const tabs: readonly TabName[] = role === "admin" ? OF_ADMINS : OF_MODERATORS;
  const asked = tabSchema.safeParse(search.get("tab"));
  const current = asked.success && tabs.includes(asked.data) ? asked.data : "queue";
  return (
    <div className="moderation-page" ref={pageRef}>
      <div className="page-head">
        <h1>{t.moderation.title}</h1>
      </div>
      <Tabs
        label={t.moderation.tabsLabel}
        tabs={tabs.map((name) => ({
          to: `/moderation?tab=${name}`,
          label: t.moderation.tabs[name],
          isCurrent: name === current,
        }))}
      />
      <Part key={current} name={current} />
    </div>
  );
}

function Part({ name }: { readonly name: TabName }) {
  switch (name) {
    case "queue":
      return <ReportQueue state="waiting" />;
    case "mine":
    case "closed":
      return <ReportQueue state={name} />;
    case "appeals":
      return <AppealList />;
    case "team":
      return <TeamList />;
    case "log":
      return <AuditLog />;
  }
}
