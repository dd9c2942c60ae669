// The pages of the store beside one another: what there is, what one has, what one sells.

import { useLocation } from "react-router";
import type { SellableKind } from "../../../shared/schema/store.ts";
import { Chips } from "../components/chips.tsx";
import { Tabs } from "../components/tabs.tsx";
import type { Messages } from "../i18n/en.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { KINDS } from "./store-view.ts";

const PAGES: readonly { readonly path: string; name(t: Messages): string }[] = [
  { path: "/store", name: (t) => t.store.nav },
  { path: "/store/mine", name: (t) => t.store.mine },
  { path: "/store/selling", name: (t) => t.store.selling },
];

export function StoreTabs() {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  const tabs = PAGES.map(({ path, name }) => ({ to: path, label: name(t), isCurrent: pathname === path }));
  return <Tabs label={t.store.tabs} tabs={tabs} />;
}

/** All kinds, or one of them. */
export function KindChips({
  kind,
  hrefOf,
}: {
  readonly kind: SellableKind | null;
  hrefOf(kind: SellableKind | null): string;
}) {
  const { t } = useLanguage();
  const chips = [null, ...KINDS].map((each) => ({
    to: hrefOf(each),
    label: each === null ? t.store.everyKind : t.store.kinds[each],
    isCurrent: each === kind,
  }));
  return <Chips label={t.store.kindLabel} chips={chips} />;
}
