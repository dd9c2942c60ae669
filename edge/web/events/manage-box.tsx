// What the organiser decides of an event: announced, changed, called off, put away; whatever can be done with it as it is.

import { Link } from "react-router";
import type { OwnEvent } from "../../../shared/schema/event.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { manageTicketsHref } from "../tickets/anchor.ts";
import { useHadCount } from "../tickets/queries.ts";
import { useMove } from "./queries.ts";

const CAN_EDIT = new Set<OwnEvent["phase"]>(["draft", "published", "open"]);
const CAN_CANCEL = new Set<OwnEvent["phase"]>(["published", "open"]);
const CAN_ARCHIVE = new Set<OwnEvent["phase"]>(["draft", "ended", "cancelled"]);

export function ManageBox({ event }: { readonly event: OwnEvent }) {
  const { t, format } = useLanguage();
  const move = useMove(event.id);
  const hadCount = useHadCount(event.id);
  const { phase } = event;
  if (phase === "archived") return null;
  return (
    <section className="card event-box" aria-labelledby="manage-title">
      <h2 id="manage-title">{t.events.manage}</h2>
      <div className="row">
        {phase === "draft" && (
          <button
            type="button"
            className="button button-primary"
            disabled={move.isPending}
            onClick={() => move.mutate("publish")}
          >
            {t.events.publish}
          </button>
        )}
        {CAN_EDIT.has(phase) && (
          <Link className="button" to={`/events/${event.id}/edit`}>
            {t.events.edit}
          </Link>
        )}
        {CAN_EDIT.has(phase) && event.recurrence === null && (
          <Link className="button" to={manageTicketsHref(event.id)}>
            {t.tickets.manage.link}
          </Link>
        )}
        {CAN_CANCEL.has(phase) && (
          <ConfirmButton
            question={
              hadCount === 0
                ? t.events.reallyCancel
                : `${t.events.reallyCancel} ${t.tickets.manage.refunds(hadCount, format.number(hadCount))}`
            }
            sure={t.events.sureCancel}
            busy={move.isPending}
            onConfirm={() => move.mutate("cancel")}
          >
            {t.events.cancel}
          </ConfirmButton>
        )}
        {CAN_ARCHIVE.has(phase) && (
          <ConfirmButton
            question={t.events.reallyArchive}
            sure={t.events.sureArchive}
            busy={move.isPending}
            onConfirm={() => move.mutate("archive")}
          >
            {t.events.archive}
          </ConfirmButton>
        )}
      </div>
      {move.isError && <InlineError error={move.error} />}
    </section>
  );
}
