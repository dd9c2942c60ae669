// What stands round every page but the room: where one can go, who one is, which language.

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { LeavingNotice } from "../account/leaving-notice.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { useStanding } from "../moderation/queries.ts";
import { useSession, useUser } from "../session/session.tsx";
import { Bell } from "../social/bell.tsx";
import { PartyNotice } from "../social/party-notice.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Mark } from "./mark.tsx";

export function Shell() {
  const { t } = useLanguage();
  const { signOut } = useSession();
  const user = useUser();
  const role = useStanding().data?.platformRole ?? "user";
  const { pathname, hash } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, unless a part of it was asked for
  useEffect(() => {
    if (hash === "") window.scrollTo(0, 0);
  }, [pathname]);
  const leave = useMutation({ mutationFn: signOut });
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t.nav.skip}
      </a>
      <header className="shell-header">
        <NavLink to="/" className="brand" aria-label={t.product}>
          <Mark />
          <span>{t.product}</span>
        </NavLink>
        <nav className="shell-nav" aria-label={t.nav.label}>
          <NavLink to="/" end>
            {t.nav.worlds}
          </NavLink>
          <NavLink to="/events">{t.nav.events}</NavLink>
          <NavLink to="/avatars">{t.nav.avatars}</NavLink>
          <NavLink to="/store">{t.store.nav}</NavLink>
          <NavLink to="/friends">{t.nav.friends}</NavLink>
          <NavLink to="/wallet">{t.money.nav}</NavLink>
          <NavLink to="/search">{t.nav.search}</NavLink>
          {role !== "user" && <NavLink to="/moderation">{t.moderation.nav}</NavLink>}
          {role === "admin" && <NavLink to="/books">{t.books.title}</NavLink>}
        </nav>
        <div className="shell-account">
          <Bell />
          <NavLink to="/account" className="shell-user" aria-label={`${t.nav.account}: ${user.displayName}`}>
            <span className="shell-user-name">{user.displayName}</span>
            {user.isGuest && <span className="tag">{t.nav.guest}</span>}
          </NavLink>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => leave.mutate()}
            disabled={leave.isPending}
          >
            {t.nav.signOut}
          </button>
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" className="shell-main">
        <LeavingNotice />
        <PartyNotice room={null} />
        <Outlet />
      </main>
    </div>
  );
}
