// The pages about one's money, beside one another.

import { useLocation } from "react-router";
import { Tabs } from "../components/tabs.tsx";
import type { Messages } from "../i18n/en.ts";
import { useLanguage } from "../i18n/locale.tsx";

const PAGES: readonly { readonly path: string; name(t: Messages): string }[] = [
  { path: "/wallet", name: (t) => t.money.title },
  { path: "/tickets", name: (t) => t.money.tickets },
  { path: "/earnings", name: (t) => t.earnings.nav },
];

export function MoneyTabs() {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  const tabs = PAGES.map(({ path, name }) => ({ to: path, label: name(t), isCurrent: pathname === path }));
  return <Tabs label={t.money.tabs} tabs={tabs} />;
}
