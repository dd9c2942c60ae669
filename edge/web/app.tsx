// Every address of the page on one screen. The room brings three.js along, so it is fetched when somebody walks in.

import { lazy, Suspense } from "react";
import { Navigate, Outlet, Route, Routes, useParams, useSearchParams } from "react-router";
import type { Door } from "../../shared/client/edge-client.ts";
import { Shell } from "./components/shell.tsx";
import { ErrorPanel, Loading } from "./components/states.tsx";
import { useLanguage } from "./i18n/locale.tsx";
import { useStanding } from "./moderation/queries.ts";
import { AccountPage } from "./pages/account.tsx";
import { AvatarPage, AvatarsPage } from "./pages/avatars.tsx";
import { BannedPage } from "./pages/banned.tsx";
import { BooksPage } from "./pages/books.tsx";
import { EarningsPage } from "./pages/earnings.tsx";
import { EventPage } from "./pages/event.tsx";
import { EditEventPage, NewEventPage } from "./pages/event-form.tsx";
import { EventsPage } from "./pages/events.tsx";
import { FriendsPage } from "./pages/friends.tsx";
import { HoldingsPage } from "./pages/holdings.tsx";
import { ItemPage } from "./pages/item.tsx";
import { ModerationPage } from "./pages/moderation.tsx";
import { MyEventsPage } from "./pages/my-events.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { NotificationsPage } from "./pages/notifications.tsx";
import { PaymentPage } from "./pages/payment.tsx";
import { ReconciliationPage } from "./pages/reconciliation.tsx";
import { ReportPage } from "./pages/report.tsx";
import { SearchPage } from "./pages/search.tsx";
import { SellingPage } from "./pages/selling.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { StatementPage } from "./pages/statement.tsx";
import { StorePage } from "./pages/store.tsx";
import { TicketsPage } from "./pages/tickets.tsx";
import { UploadsPage } from "./pages/uploads.tsx";
import { UserPage } from "./pages/user.tsx";
import { VersionFormPage } from "./pages/version-form.tsx";
import { WalletPage } from "./pages/wallet.tsx";
import { WorldPage } from "./pages/world.tsx";
import { WorldVersionsPage } from "./pages/world-versions.tsx";
import { WorldsPage } from "./pages/worlds.tsx";
import { doorHref, doorOf } from "./room/door.ts";
import { useSession } from "./session/session.tsx";

const RoomPage = lazy(() => import("./pages/room.tsx"));
const AvatarMakerPage = lazy(() => import("./pages/avatar-maker.tsx"));

export function App() {
  return (
    <Routes>
      <Route element={<Gate />}>
        <Route element={<Shell />}>
          <Route index element={<WorldsPage />} />
          <Route path="worlds" element={<Navigate to="/" replace />} />
          <Route path="worlds/:worldId" element={<WorldPage />} />
          <Route path="worlds/:worldId/versions" element={<WorldVersionsPage />} />
          <Route path="worlds/:worldId/versions/:number" element={<VersionFormPage />} />
          <Route path="events" element={<EventsPage />} />
          <Route path="events/new" element={<NewEventPage />} />
          <Route path="events/mine" element={<MyEventsPage />} />
          <Route path="events/:eventId" element={<EventPage />} />
          <Route path="events/:eventId/edit" element={<EditEventPage />} />
          <Route path="avatars" element={<AvatarsPage />} />
          <Route
            path="avatars/make"
            element={
              <Suspense fallback={<Loading page />}>
                <AvatarMakerPage />
              </Suspense>
            }
          />
          <Route path="account" element={<AccountPage />} />
          <Route path="avatars/:avatarId" element={<AvatarPage />} />
          <Route path="items/:itemId" element={<ItemPage />} />
          <Route path="users/:userId" element={<UserPage />} />
          <Route path="friends" element={<FriendsPage />} />
          <Route path="notifications" element={<NotificationsPage />} />
          <Route path="search" element={<SearchPage />} />
          <Route path="uploads" element={<UploadsPage />} />
          <Route path="wallet" element={<WalletPage />} />
          <Route path="tickets" element={<TicketsPage />} />
          <Route path="earnings" element={<EarningsPage />} />
          <Route path="earnings/statements/:month" element={<StatementPage />} />
          <Route path="store" element={<StorePage />} />
          <Route path="store/mine" element={<HoldingsPage />} />
          <Route path="store/selling" element={<SellingPage />} />
          <Route path="moderation" element={<ModerationPage />} />
          <Route path="moderation/reports/:reportId" element={<ReportPage />} />
          <Route path="books" element={<BooksPage />} />
          <Route path="books/payments/:paymentId" element={<PaymentPage />} />
          <Route path="books/reconciliations/:number" element={<ReconciliationPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        <Route path="worlds/:id/room" element={<RoomOfPath kind="world" />} />
        <Route path="events/:id/room" element={<RoomOfPath kind="event" />} />
        <Route path="users/:id/room" element={<RoomOfPath kind="user" />} />
        <Route path="invitations/:id/room" element={<RoomOfPath kind="invitation" />} />
        <Route path="parties/:id/room" element={<RoomOfPath kind="party" />} />
      </Route>
    </Routes>
  );
}

/** Signing in happens where one wanted to go, so that a link to a room leads there. */
function Gate() {
  const { state, resume } = useSession();
  switch (state.name) {
    case "resuming":
      return <Loading page />;
    case "away":
      return (
        <main className="lone">
          <ErrorPanel error={state.error} onRetry={resume} />
        </main>
      );
    case "signed-out":
      return <SignInPage endedBy={state.endedBy} />;
    case "signed-in":
      return <Admitted />;
  }
}

/** Whoever is banned sees why, and nothing else. Nobody waits for that to be known: the edge refuses them meanwhile. */
function Admitted() {
  const ban = useStanding().data?.ban ?? null;
  return ban === null ? <Outlet /> : <BannedPage ban={ban} />;
}

/** A room of its own for every door: nothing of the one before stays. */
function RoomOfPath({ kind }: { readonly kind: Door["kind"] }) {
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const { t } = useLanguage();
  const door = doorOf(kind, id, search);
  if (door === null)
    return (
      <main className="lone">
        <NotFoundPage />
      </main>
    );
  return (
    <Suspense fallback={<Loading page label={t.room.opening} />}>
      <RoomPage key={doorHref(door)} door={door} />
    </Suspense>
  );
}
