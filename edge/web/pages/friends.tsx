// People one knows: friends and where they are, whom one follows, who follows one, and whom one keeps away.

import { useSearchParams } from "react-router";
import { Tabs } from "../components/tabs.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { FriendList } from "../social/friend-list.tsx";
import { PartyBox } from "../social/party-box.tsx";
import { PeopleList } from "../social/people-list.tsx";
import { PersonSearch } from "../social/person-search.tsx";
import type { PeopleList as List } from "../social/queries.ts";

const VIEWS = ["friends", "following", "followers", "blocks", "mutes"] as const satisfies readonly (
  | "friends"
  | List
)[];

export function FriendsPage() {
  const { t } = useLanguage();
  const [params] = useSearchParams();
  const current = VIEWS.find((view) => view === params.get("list")) ?? "friends";
  useTitle(t.social.title);
  return (
    <div className="social-page">
      <div className="page-head">
        <h1>{t.social.title}</h1>
        <p className="lead">{t.social.lead}</p>
      </div>
      <Tabs
        label={t.social.viewLabel}
        tabs={VIEWS.map((view) => ({
          to: view === "friends" ? "/friends" : `/friends?list=${view}`,
          label: t.social.views[view],
          isCurrent: view === current,
        }))}
      />
      {current === "friends" ? (
        <>
          <PartyBox />
          <FriendList />
          <PersonSearch />
        </>
      ) : (
        <PeopleList key={current} list={current} />
      )}
    </div>
  );
}
