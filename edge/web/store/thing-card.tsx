// A thing of the store as a card: its picture, its name, who made it, and below that whatever the list it stands in has to say.

import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Listing } from "../../../shared/schema/store.ts";
import { OwnerLink } from "../components/owner-link.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { useUser } from "../session/session.tsx";
import { thingHref } from "./thing.ts";

type Shown = Pick<Listing, "assetId" | "kind" | "name" | "owner" | "thumbnailUrl">;

export function ThingCard({ thing, children }: { readonly thing: Shown; readonly children: ReactNode }) {
  const { t } = useLanguage();
  const user = useUser();
  const { assetId, kind, name, owner, thumbnailUrl } = thing;
  return (
    <article className="card avatar-card thing-card" data-thing={assetId}>
      {thumbnailUrl === null ? (
        <span className="avatar-portrait thing-letter" aria-hidden="true">
          {[...name][0]}
        </span>
      ) : (
        <img className="avatar-portrait" src={thumbnailUrl} alt="" loading="lazy" width="320" height="320" />
      )}
      <div className="avatar-text">
        <h3 title={name}>
          <Link className="name-link" to={thingHref({ id: assetId, kind })}>
            {name}
          </Link>
        </h3>
        <p className="thing-owner">{owner.id === user.id ? t.store.yours : <OwnerLink owner={owner} />}</p>
        <p>
          <span className="tag">{t.store.kind[kind]}</span>
        </p>
      </div>
      {children}
    </article>
  );
}
