// One's passkeys: added, renamed, taken away.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { PASSKEY_LABEL_MAX_CHARS, type Passkey } from "../../../shared/schema/passkey.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { createPasskey, passkeysWork } from "../session/passkey.ts";
import { edge } from "../session/session.tsx";
import { Dates } from "./dates.tsx";
import { useAccountChanged, useIsLastWay, usePasskeys } from "./queries.ts";
import { AccountSection } from "./section.tsx";

export function PasskeySection() {
  const { t } = useLanguage();
  const passkeys = usePasskeys();
  const isLastWay = useIsLastWay();
  const add = useAddPasskey();
  const changed = useAccountChanged();
  const remove = useMutation({
    mutationFn: (passkeyId: string) => edge.ask("passkeys.remove", { params: { passkeyId } }),
    onSettled: changed,
  });
  return (
    <AccountSection
      title={t.account.passkeys}
      lead={t.account.passkeysLead}
      query={passkeys}
      empty={t.account.passkeysEmpty}
      failure={add.error ?? remove.error}
      row={(passkey) => (
        <PasskeyRow
          key={passkey.id}
          passkey={passkey}
          isLastWay={isLastWay}
          busy={remove.isPending}
          onRemove={() => remove.mutate(passkey.id)}
        />
      )}
    >
      {passkeysWork() ? (
        <div className="row">
          <button type="button" className="button" disabled={add.isPending} onClick={() => add.mutate()}>
            {add.isPending ? t.signIn.waiting : t.account.addPasskey}
          </button>
        </div>
      ) : (
        <p className="hint">{t.account.passkeysNotHere}</p>
      )}
    </AccountSection>
  );
}

/** Asks the authenticator for a passkey and keeps it. */
export function useAddPasskey() {
  const changed = useAccountChanged();
  return useMutation({
    mutationFn: async () => {
      const credential = await createPasskey(await edge.ask("passkeys.start", {}));
      return edge.ask("passkeys.add", { body: { credential } });
    },
    onSuccess: changed,
  });
}

function PasskeyRow({
  passkey,
  isLastWay,
  busy,
  onRemove,
}: {
  readonly passkey: Passkey;
  readonly isLastWay: boolean | null;
  readonly busy: boolean;
  onRemove(): void;
}) {
  const { t } = useLanguage();
  const [renaming, setRenaming] = useState(false);
  const name = passkey.label === "" ? t.account.unnamedPasskey : passkey.label;
  if (renaming) return <RenameForm passkey={passkey} onDone={() => setRenaming(false)} />;
  return (
    <li className="account-row" data-passkey={passkey.id}>
      <div className="account-what">
        <p className="account-name">
          {name}{" "}
          <span className="tag">{passkey.isBackedUp ? t.account.backedUp : t.account.deviceBound}</span>
        </p>
        <Dates createdAt={passkey.createdAt} lastUsedAt={passkey.lastUsedAt} />
        {isLastWay === true && <p className="hint">{t.account.lastWay}</p>}
      </div>
      <div className="row">
        <button type="button" className="button button-quiet" onClick={() => setRenaming(true)}>
          {t.account.rename}
        </button>
        {isLastWay === false && (
          <ConfirmButton
            question={t.account.reallyRemove}
            sure={t.account.removeSure}
            busy={busy}
            onConfirm={onRemove}
          >
            {t.account.remove}
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}

function RenameForm({ passkey, onDone }: { readonly passkey: Passkey; onDone(): void }) {
  const { t } = useLanguage();
  const [label, setLabel] = useState(passkey.label);
  const changed = useAccountChanged();
  const rename = useMutation({
    mutationFn: () => edge.ask("passkeys.rename", { params: { passkeyId: passkey.id }, body: { label } }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate();
  }
  return (
    <li className="account-row">
      <form className="account-rename" onSubmit={submit}>
        <input
          className="input"
          aria-label={t.account.renameLabel}
          value={label}
          maxLength={PASSKEY_LABEL_MAX_CHARS}
          // biome-ignore lint/a11y/noAutofocus: whoever pressed "rename" wants to type here
          autoFocus
          onChange={(event) => setLabel(event.target.value)}
        />
        <button
          type="submit"
          className="button button-primary"
          disabled={rename.isPending || label.trim() === ""}
        >
          {t.account.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t.account.cancel}
        </button>
      </form>
      {rename.isError && <InlineError error={rename.error} />}
    </li>
  );
}
