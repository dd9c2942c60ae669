// What is planned, soonest first.

import { Link } from "react-router";
import { EventCards } from "../components/event-card.tsx";
import { useListView } from "../components/list-address.ts";
import { TagFilter } from "../components/list-tools.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

const PATH = "/events";

export function EventsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.events);
  const view = useListView();
  return (
    <>
      <div className="page-head page-head-tools">
        <div>
          <h1>{t.events.title}</h1>
          <p className="lead">{t.events.lead}</p>
        </div>
        <div className="row">
          <Link className="button" to="/events/mine">
            {t.events.mine}
          </Link>
          <Link className="button button-primary" to="/events/new">
            {t.events.plan}
          </Link>
        </div>
      </div>
      <div className="list-tools">
        <TagFilter kind="event" path={PATH} view={view} />
      </div>
      <EventList tag={view.tag} />
    </>
  );
}

function EventList({ tag }: { readonly tag: string | null }) {
  const { t } = useLanguage();
  const events = usePages(
    ["events", "list", tag],
    (cursor) =>
      edge.ask("events.list", { query: { ...pageQuery(cursor), ...(tag === null ? {} : { tag }) } }),
    { keepsPrevious: true },
  );
  if (events.isPending) return <CardSkeletons count={2} className="event-list" />;
  if (events.data === undefined)
    return <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />;
  const list = events.data.pages.flatMap((page) => page.items);
  return (
    <div aria-busy={events.isPlaceholderData}>
      {list.length > 0 && <EventCards events={list} />}
      {list.length === 0 &&
        (tag === null ? (
          <Empty title={t.events.empty} hint={t.events.emptyHint} />
        ) : (
          <Empty title={t.find.nothingTagged(tag)} hint={t.find.nothingTaggedHint} />
        ))}
      <MoreButton query={events} />
    </div>
  );
}
