// Naming somebody: a friend by their name, or anybody by their id or the address of their profile.

import { useId } from "react";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useFriends } from "../social/queries.ts";
import { Field } from "./field.tsx";

type Friend = { readonly id: UserId; readonly displayName: string };

export function PersonField({
  label,
  text,
  people,
  onChange,
}: {
  readonly label: string;
  readonly text: string;
  readonly people: readonly Friend[];
  onChange(text: string): void;
}) {
  const { t } = useLanguage();
  const listId = useId();
  const isUnknown = text.trim() !== "" && personOf(text, people) === null;
  return (
    <Field label={label} problem={isUnknown ? t.events.memberUnknown : null}>
      {(field) => (
        <>
          <input
            {...field}
            list={listId}
            value={text}
            autoComplete="off"
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={listId}>
            {people.map((friend) => (
              <option key={friend.id} value={friend.displayName} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** One's friends; nobody until they are known. */
export function usePeopleKnown(): readonly Friend[] {
  return useFriends().data?.friends.map(({ user }) => user) ?? [];
}

/** Null: the text names nobody. */
export function personOf(text: string, friends: readonly Friend[]): UserId | null {
  const said = text.trim();
  const friend = friends.find(({ displayName }) => displayName === said);
  if (friend !== undefined) return friend.id;
  const id = userIdSchema.safeParse(/(usr_[0-9a-z-]+)\/?$/.exec(said)?.[1]);
  return id.success ? id.data : null;
}
