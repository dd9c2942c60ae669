// One part of a payment's page: a title, and a list that may be empty.

import type { ReactNode } from "react";

export function PartSection<Item>({
  title,
  empty = "",
  items,
  children,
}: {
  readonly title: string;
  readonly empty?: string;
  readonly items: readonly Item[];
  children(item: Item): ReactNode;
}) {
  return (
    <section className="card account-section" aria-label={title}>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p className="account-empty">{empty}</p>
      ) : (
        <ul className="account-list">{items.map(children)}</ul>
      )}
    </section>
  );
}
