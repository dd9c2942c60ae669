// One's own events: what one organises or does something at, where one comes, and the calendar of the latter.

import { Link } from "react-router";
import { EventCards } from "../components/event-card.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { CalendarFeed } from "../events/calendar-feed.tsx";
import { ReceivedGifts } from "../events/received-gifts.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

export function MyEventsPage() {
  const { t } = useLanguage();
  useTitle(t.events.mine);
  return (
    <>
      <div className="page-head page-head-tools">
        <h1>{t.events.mine}</h1>
        <Link className="button button-primary" to="/events/new">
          {t.events.plan}
        </Link>
      </div>
      <Organised />
      <Coming />
      <ReceivedGifts />
      <CalendarFeed />
    </>
  );
}

function Organised() {
  const { t } = useLanguage();
  const user = useUser();
  const events = usePages(["my-events", user.id], (cursor) =>
    edge.ask("me.events", { query: pageQuery(cursor) }),
  );
  const list = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="profile-section" aria-labelledby="organised-title">
      <h2 className="section-title" id="organised-title">
        {t.events.organised}
      </h2>
      {events.isPending && <CardSkeletons count={1} className="event-list" />}
      {events.isError && events.data === undefined && (
        <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />
      )}
      {events.data !== undefined && list.length === 0 && (
        <Empty title={t.events.nothingOrganised} hint={t.events.nothingOrganisedHint} />
      )}
      {list.length > 0 && <EventCards events={list} />}
      <MoreButton query={events} />
    </section>
  );
}

function Coming() {
  const { t } = useLanguage();
  const user = useUser();
  const rsvps = usePages(["my-rsvps", user.id], (cursor) =>
    edge.ask("me.rsvps", { query: pageQuery(cursor) }),
  );
  const list = rsvps.data?.pages.flatMap((page) => page.items.map(({ event }) => event)) ?? [];
  return (
    <section className="profile-section" aria-labelledby="coming-title">
      <h2 className="section-title" id="coming-title">
        {t.events.coming}
      </h2>
      {rsvps.isPending && <CardSkeletons count={1} className="event-list" />}
      {rsvps.isError && rsvps.data === undefined && (
        <ErrorPanel error={rsvps.error} onRetry={() => void rsvps.refetch()} />
      )}
      {rsvps.data !== undefined && list.length === 0 && (
        <Empty title={t.events.nothingComing} hint={t.events.nothingComingHint} />
      )}
      {list.length > 0 && <EventCards events={list} />}
      <MoreButton query={rsvps} />
    </section>
  );
}
