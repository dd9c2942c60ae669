// Where one is signed in, this device first, and ending that from here.

import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useSession, useUser } from "../session/session.tsx";
import { useAccountChanged, useDevices } from "./queries.ts";
import { AccountSection } from "./section.tsx";

export function DeviceSection() {
  const { t, format } = useLanguage();
  const { signOut, signOutEverywhere } = useSession();
  const { isGuest } = useUser();
  const devices = useDevices();
  const changed = useAccountChanged();
  const endOne = useMutation({
    mutationFn: (sessionId: string) => edge.ask("sessions.endOne", { params: { sessionId } }),
    onSettled: changed,
  });
  const endOthers = useMutation({
    mutationFn: () => edge.ask("sessions.endAll", { query: { keep: "current" } }),
    onSettled: changed,
  });
  const leave = useMutation({ mutationFn: signOut });
  const leaveAll = useMutation({ mutationFn: signOutEverywhere });
  const hasOthers = (devices.data ?? []).some(({ isCurrent }) => !isCurrent);
  const question = isGuest ? t.account.reallyLeaveGuest : t.account.reallyEndAll;
  return (
    <AccountSection
      title={t.account.devices}
      lead={t.account.devicesLead}
      query={devices}
      empty={t.account.unnamedDevice}
      failure={endOne.error ?? endOthers.error ?? leave.error ?? leaveAll.error}
      row={({ id, device, isCurrent, createdAt, lastUsedAt }) => (
        <li key={id} className="account-row" data-session={id}>
          <div className="account-what">
            <p className="account-name">
              {device === "" ? t.account.unnamedDevice : device}{" "}
              {isCurrent && <span className="tag tag-on">{t.account.thisDevice}</span>}
            </p>
            <p className="hint account-dates">
              <span>{t.account.signedInAt(format.moment(createdAt))}</span>
              <span>{t.account.usedAt(format.moment(lastUsedAt))}</span>
            </p>
          </div>
          {!isCurrent && (
            <button
              type="button"
              className="button"
              disabled={endOne.isPending}
              onClick={() => endOne.mutate(id)}
            >
              {t.account.endDevice}
            </button>
          )}
        </li>
      )}
    >
      <div className="row">
        {isGuest ? (
          <ConfirmButton
            question={question}
            sure={t.account.sure}
            busy={leave.isPending}
            onConfirm={() => leave.mutate()}
          >
            {t.account.endHere}
          </ConfirmButton>
        ) : (
          <button type="button" className="button" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t.account.endHere}
          </button>
        )}
        {hasOthers && (
          <>
            <button
              type="button"
              className="button"
              disabled={endOthers.isPending}
              onClick={() => endOthers.mutate()}
            >
              {t.account.endOthers}
            </button>
            <ConfirmButton
              question={question}
              sure={t.account.sure}
              busy={leaveAll.isPending}
              onConfirm={() => leaveAll.mutate()}
            >
              {t.account.endAll}
            </ConfirmButton>
          </>
        )}
      </div>
    </AccountSection>
  );
}
