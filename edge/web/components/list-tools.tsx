// Over a list: the orders it can be seen in, and the tags that most of what is in it carry.

import { useQuery } from "@tanstack/react-query";
import type { LikedKind } from "../../../shared/schema/catalog.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { Chips } from "./chips.tsx";
import { type ListView, listHref, ORDERS } from "./list-address.ts";
import { Tabs } from "./tabs.tsx";

const TAGS_SHOWN_MAX = 16;

export function OrderTabs({ path, view }: { readonly path: string; readonly view: ListView }) {
  const { t } = useLanguage();
  return (
    <Tabs
      label={t.find.orderLabel}
      tabs={ORDERS.map((order) => ({
        to: listHref(path, { ...view, order }),
        label: t.find.orders[order],
        isCurrent: order === view.order,
      }))}
    />
  );
}

/** Nothing while there are no tags: a list does without. The tag that is chosen is shown though it be rare. */
export function TagFilter({
  kind,
  path,
  view,
}: {
  readonly kind: LikedKind;
  readonly path: string;
  readonly view: ListView;
}) {
  const { t } = useLanguage();
  const { data } = useQuery({
    queryKey: ["tags", kind],
    queryFn: () => edge.ask("search.tags", { query: { kind } }),
  });
  const often = (data?.items ?? []).slice(0, TAGS_SHOWN_MAX).map(({ tag }) => tag);
  const tags = view.tag === null || often.includes(view.tag) ? often : [view.tag, ...often];
  if (tags.length === 0) return null;
  return (
    <Chips
      label={t.find.tagLabel}
      chips={[null, ...tags].map((tag) => ({
        to: listHref(path, { ...view, tag }),
        label: tag === null ? t.find.everyTag : `#${tag}`,
        isCurrent: tag === view.tag,
      }))}
    />
  );
}
