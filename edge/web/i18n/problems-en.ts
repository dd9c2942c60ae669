// What the page says in English when something went wrong, by the problem's code.

import { earningsProblemEn } from "./earnings-en.ts";
import { moneyProblemEn } from "./money-en.ts";
import { storeProblemEn } from "./store-en.ts";

export const problemsEn = {
  title: "Something went wrong",
  known: (code: string) => problemText(code),
  unknown: "This did not work. Please try again in a moment.",
  code: (code: string) => `Code: ${code}`,
};

function problemText(code: string): string | null {
  switch (code) {
    case "BANNED":
      return "A moderator has banned you from here. Your account page tells why and until when.";
    case "NOTICES_FULL":
      return "You have said as much as one may in an hour. Please wait a while.";
    case "NOTICE_NOT_YOURS":
      return "You may not say anything to these rooms. Whoever answers for them can.";
    case "GIFTS_FULL":
      return "That was a lot of gifts at once. Please wait a moment.";
    case "GIFT_NOT_TAKEN":
      return "They are not on stage here any more.";
    case "MUTED":
      return "A moderator has muted you here. Your account page tells why and until when.";
    case "REPORTS_FULL":
      return "You have reported as much as one may in a day. What you reported is being looked into.";
    case "REPORT_OF_SELF":
      return "You cannot report yourself, or what is your own.";
    case "REPORT_CLAIMED":
      return "Another moderator looks into this report.";
    case "REPORT_CLOSED":
      return "Somebody has closed this report.";
    case "TARGET_NOT_LOWER":
      return "They have as high a role as you. An admin can change that.";
    case "PLATFORM_ROLE_REQUIRED":
      return "This is for moderators or admins, and you are none by now.";
    case "APPEAL_NEEDS_ANOTHER":
      return "This appeal is against a decision of your own. Another moderator answers it.";
    case "APPEALED_ALREADY":
      return "You have appealed against this already.";
    case "PAYMENT_SEARCH_UNKNOWN":
      return "Payments are found by an id, ours or Stripe’s, or by a handle with its @.";
    case "REFUND_NOTHING_LEFT":
      return "Nothing is left of this payment to give back, or it was not paid.";
    case "REFUND_TOO_LARGE":
      return "That is more than is left of the payment by now.";
    case "REFUND_NOT_FAILED":
      return "This refund is under way, was paid, or another took its place.";
    case "LAST_ADMIN":
      return "This is the only admin left. Make somebody else an admin first.";
    case "EDGE_AWAY":
      return "The server cannot be reached. Check your connection and try again.";
    case "ORIGIN_AWAY":
    case "DATABASE_AWAY":
    case "DATABASE_BUSY":
      return "The server is having a rest. Please try again in a moment.";
    case "RATE_LIMITED":
      return "That was a lot of requests. Please wait a moment.";
    case "SESSION_REQUIRED":
    case "ACCESS_TOKEN_INVALID":
    case "ACCESS_TOKEN_REQUIRED":
      return "You have been signed out. Please sign in again.";
    case "SESSION_ENDED":
    case "SESSION_EXPIRED":
    case "SESSION_REUSED":
      return "Your session has ended. Please sign in again.";
    case "ACCOUNT_LEAVING":
      return "Your account is hidden, and is erased in 14 days or less. Sign in before then to keep it.";
    case "ACCOUNT_ERASING":
      return "This account is being erased.";
    case "ACCOUNT_NOT_LEAVING":
      return "This account stays: there is nothing to undo.";
    case "SIGN_IN_NOT_FRESH":
      return "To keep your account safe, this needs you to have signed in within the last ten minutes. Sign out, sign in again, and do it then.";
    case "OIDC_PROVIDER_AWAY":
      return "The sign-in provider cannot be reached. Try again in a moment, or come in as a guest.";
    case "OIDC_REFUSED":
      return "The sign-in provider’s answer could not be accepted. Please begin again.";
    case "SIGN_IN_UNKNOWN":
      return "This sign-in took too long or was begun elsewhere. Please begin again.";
    case "IDENTITY_TAKEN":
      return "This sign-in belongs to another account. Sign out and sign in with it to use that one; nothing has changed here.";
    case "IDENTITIES_FULL":
      return "This account has as many sign-ins as one may have. Remove one first.";
    case "PASSKEY_CANCELLED":
      return "No passkey was used. If this device has none for this site, come in another way.";
    case "PASSKEY_HERE_ALREADY":
      return "This device already has a passkey for your account.";
    case "PASSKEY_NOT_POSSIBLE":
      return "This browser could not use a passkey here. Try another browser or device.";
    case "PASSKEY_CHALLENGE_INVALID":
      return "That took too long, or was answered already. Please try again.";
    case "PASSKEY_UNKNOWN":
      return "No account here has this passkey. It may have been removed.";
    case "PASSKEY_INVALID":
      return "This passkey could not be accepted. Please try again.";
    case "PASSKEY_TAKEN":
      return "This passkey belongs to an account already. Sign in with it instead.";
    case "PASSKEYS_FULL":
      return "This account has as many passkeys as one may have. Remove one first.";
    case "LAST_SIGN_IN_WAY":
      return "This is the only way left to sign in to this account. Add another one first.";
    case "HANDLE_TAKEN":
      return "Somebody has this handle, or one that looks like it. Choose another.";
    case "HANDLE_RESERVED":
      return "This handle would speak for those who run this place. Choose another.";
    case "HANDLE_CHANGED_OFTEN":
      return "You have changed it too often within 30 days. Go back to one you had, or wait.";
    case "AVATAR_NOT_YOURS":
      return "This avatar’s licence lets only its owner wear it.";
    case "AVATAR_NOT_BOUGHT":
      return "This avatar is for those who have bought it.";
    case "UPLOAD_QUOTA_REACHED":
      return "You have begun as many uploads as you may within 24 hours.";
    case "UPLOAD_STORAGE_FULL":
      return "There is no room left for this file: what is kept for you has reached its limit.";
    case "UPLOAD_PARTS_WRONG":
      return "Parts of the file did not arrive as they should. Please upload it again.";
    case "STORE_AWAY":
      return "The place for files cannot be reached right now. Please try again in a moment.";
    case "CURSOR_INVALID":
      return "This list has moved on. Please load it again from the top.";
    case "ROOMS_FULL":
      return "Every room of this world is full. Please try again later.";
    case "WORLD_NOT_YOURS":
      return "This is for those who work on the world.";
    case "WORLD_CONTENT_INVALID":
      return "A file of this version cannot be used any more. Please choose another.";
    case "WORLD_SPAWN_OUTSIDE":
      return "People would appear outside of the world.";
    case "VERSION_NOT_FOUND":
    case "VERSION_NOT_DRAFT":
      return "Somebody has published or thrown away this draft. Please load the page again.";
    case "VERSIONS_FULL":
      return "The world has as many versions as one may. Throw drafts away first.";
    case "EVENT_CANCELLED":
      return "This event was called off.";
    case "EVENT_ENDED":
      return "This event is over. Thank you for coming.";
    case "EVENT_NOT_OPEN":
      return "This event lets nobody in now: its doors open a quarter of an hour before it begins.";
    case "EVENT_NOT_YOURS":
      return "Only those who organise this event can do that.";
    case "EVENT_PHASE_WRONG":
      return "This cannot be done with the event as it is now. Please load the page again.";
    case "EVENT_QUOTA_REACHED":
      return "You have as many events ahead as one may. Call one off, or wait until one is over.";
    case "EVENT_WORLD_PRIVATE":
      return "Nobody else can enter this world. Publish it or make it public, or choose another.";
    case "EVENT_SCHEDULE_INVALID":
      return "The event cannot be on at these times. Up to two weeks, or 12 hours where it repeats, begun within two years.";
    case "EVENT_OVER":
      return "The event would be over already. Please choose a time ahead.";
    case "EVENT_MEMBER_IS_ORGANISER":
      return "The organiser needs no other role.";
    case "EVENT_MEMBERS_FULL":
      return "As many people have a role at this event as may.";
    case "USER_NOT_JOINABLE":
      return "You cannot join this person now: they are in no room, or they let nobody follow them there.";
    case "ROOM_NOT_FOUND":
      return "This room is closed. Enter the world instead: another one will open.";
    case "PARTY_FULL":
      return "The party is full, or has asked as many as it may.";
    case "PARTY_NOT_FOUND":
      return "This party is no more, or you are not asked into it.";
    case "PARTY_DOES_NOT_FIT":
      return "A room there has fewer places than your party. Choose another, or leave the party first.";
    case "INVITATION_NOT_FOUND":
      return "This invitation is over.";
    case "USER_BLOCKED":
      return "You have blocked this person. Unblock them first.";
    case "USER_NOT_FOUND":
      return "This person cannot be found, or wants to have nothing to do with you.";
    case "USER_NOT_INVITABLE":
      return "This person takes no invitations of yours.";
    case "INVITATION_QUOTA_REACHED":
      return "You have sent as many invitations as you may within 24 hours.";
    case "FRIENDS_FULL":
    case "FOLLOWING_FULL":
    case "SHUNS_FULL":
      return "Your list is full. Take somebody off it first.";
    case "NO_ROOM_HOST":
      return "No room can be opened right now. Please try again in a moment.";
    default:
      return moneyProblemEn(code) ?? storeProblemEn(code) ?? earningsProblemEn(code);
  }
}
