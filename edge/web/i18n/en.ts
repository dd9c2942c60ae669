// The page's words in English, and by their type what every other language must have.

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

export const en = {
  product: "Hiroba",
  languageName: "English",
  nav: {
    label: "Main",
    worlds: "Worlds",
    events: "Events",
    avatars: "Avatars",
    account: "Your account",
    search: "Search",
    language: "Language",
    signOut: "Sign out",
    guest: "Guest",
    skip: "Skip to content",
  },
  common: {
    loading: "Loading…",
    retry: "Try again",
    more: "Show more",
    close: "Close",
    back: "Back to the worlds",
  },
  signIn: {
    title: "A square for everybody",
    lead: "Walk about, talk, and meet. In your browser, with nothing to install.",
    displayName: "Display name",
    displayNameHint: (max: number) => `Up to ${max} characters. Others see it above your head.`,
    guest: "Enter as a guest",
    entering: "Entering…",
    signUpWithPasskey: "Create an account with a passkey",
    signUpHint: "With a passkey you can come back as yourself: your face, finger or PIN, no password.",
    or: "already have an account?",
    passkey: "Sign in with a passkey",
    waiting: "Waiting for your passkey…",
    account: "Sign in with an account",
    accountOf: (provider: string) => `Sign in with ${provider}`,
    nameEmpty: "Please enter a name.",
    nameTooLong: (max: number) => `Please use at most ${max} characters.`,
    nameUnprintable: "There is an invisible or control character in this name. Please remove it.",
  },
  worlds: {
    title: "Where to?",
    lead: "Choose a world and walk in.",
    enter: "Enter",
    enterThis: (name: string) => `Enter “${name}”`,
    people: (count: string) => `${count} here now`,
    nobody: "Nobody here yet",
    capacity: (count: string) => `up to ${count} people a room`,
    empty: "There is no world yet.",
    emptyHint: "As soon as somebody makes one, it shows up here.",
  },
  find: {
    orderLabel: "Order",
    orders: { trending: "Trending", new: "New", popular: "Popular" },
    tagLabel: "Tags",
    everyTag: "All",
    featured: "Featured",
    nothingTagged: (tag: string) => `Nothing carries the tag #${tag}.`,
    nothingTaggedHint: "Choose another tag, or all.",
  },
  search: {
    title: "Search",
    label: "Search for worlds, events, avatars, items and people",
    placeholder: "Name, tag, word…",
    kindLabel: "What to look for",
    everyKind: "All",
    kinds: { world: "Worlds", event: "Events", avatar: "Avatars", item: "Items", user: "People" },
    kind: { world: "World", event: "Event", avatar: "Avatar", item: "Item", user: "Person" },
    begin: "Type what you are looking for. Several words are all looked for.",
    nothing: (query: string) => `Nothing was found for “${query}”.`,
    nothingHint: "Try fewer or other words.",
  },
  like: {
    give: "Like",
    takeBack: "Take the like back",
    label: (name: string, count: string) => `Like “${name}” (${count})`,
    count: (count: number, text: string) => plural(count, "1 like", `${text} likes`),
  },
  world: {
    by: "by",
    ofTheHouse: "A world of the house",
    rooms: "Open rooms",
    noRooms: "No room is open. One opens for you when you enter.",
    room: (number: string) => `Room ${number}`,
    seats: (taken: string, capacity: string) => `${taken} of ${capacity}`,
    full: "Full",
    events: "Planned here",
    visibility: { unlisted: "Unlisted", friends: "For friends", private: "Private" },
  },
  profile: {
    wears: "Wears",
    none: "This person has no profile. Guests have none.",
    ownGuest: "As a guest you have no public profile. Add a way to sign in to have one.",
    edit: "Edit my profile",
    noWorlds: "No worlds yet.",
    noAvatars: "No avatars yet.",
  },
  events: {
    title: "Events",
    lead: "Gatherings with a time and a place. Times are shown in your time zone.",
    now: "On now",
    enter: "Enter",
    over: "Over",
    goThere: "Go to the place",
    empty: "No event is planned.",
    emptyHint: "Announced events show up here.",
  },
  avatars: {
    title: "Avatars",
    lead: "Choose how you look, or bring a VRM of your own.",
    standIn: "Starter figure",
    standInHint: "A small figure in a colour of its own. Always there.",
    wear: "Wear",
    wearing: "Wearing",
    wearThis: (name: string) => `Wear “${name}”`,
    by: (authors: string) => `by ${authors}`,
    sharedBy: "brought by",
    onlyOwner: "Only its owner may wear it",
    credit: "Credit required",
    licence: "Licence",
    facts: (height: string, triangles: string) => `${height} m · ${triangles} triangles`,
    catalogue: "Everybody’s avatars",
    empty: "Nobody has brought an avatar yet.",
    emptyHint: "Yours can be the first.",
  },
  account: {
    title: "Your account",
    since: (day: string) => `Here since ${day}`,
    guestTitle: "Keep this account",
    guestLead:
      "You are here as a guest: once you sign out, nobody can come back to this account, you neither. Add a way to sign in and keep everything.",
    profile: "Profile",
    profileLead: "What others see of you.",
    profileGuest: "What others see of you. With an account, there is room for a few words more.",
    bio: "About you",
    passkeys: "Passkeys",
    passkeysLead: "Sign in with your face, finger or PIN. Nothing to remember, nothing to steal.",
    passkeysEmpty: "No passkey yet.",
    passkeysNotHere: "Passkeys do not work at this address or in this browser.",
    addPasskey: "Add a passkey",
    unnamedPasskey: "Passkey",
    backedUp: "Synced",
    deviceBound: "This device only",
    rename: "Rename",
    renameLabel: "Name of this passkey",
    save: "Save",
    remove: "Remove",
    reallyRemove: "Remove it?",
    removeSure: "Yes, remove",
    cancel: "Cancel",
    identities: "Accounts elsewhere",
    identitiesLead: "Sign in through a provider you trust.",
    identitiesEmpty: "None linked.",
    link: (provider: string) => `Link ${provider}`,
    lastWay: "Your only way to sign in: add another to be able to remove it.",
    devices: "Devices",
    devicesLead: "Where you are signed in. End what you do not know.",
    thisDevice: "This device",
    unnamedDevice: "Unknown device",
    signedInAt: (when: string) => `signed in ${when}`,
    usedAt: (when: string) => `last used ${when}`,
    neverUsed: "never used",
    addedAt: (when: string) => `added ${when}`,
    endDevice: "Sign out there",
    endOthers: "Sign out everywhere else",
    endHere: "Sign out here",
    endAll: "Sign out everywhere",
    reallyEndAll: "Sign out on every device, this one too?",
    reallyLeaveGuest: "As a guest you cannot come back to this account. Sign out all the same?",
    sure: "Yes, sign out",
    copy: "Your data",
    copyLead: "A copy of everything that is kept about you, as one file (JSON).",
    copyAsk: "Ask for a copy",
    copyAskAgain: "Ask for a new copy",
    copyWaiting: "Your copy is being made…",
    copyReady: (when: string, size: string) => `Your copy of ${when} is ready: ${size}.`,
    copyKept: (until: string) => `It is kept until ${until}.`,
    copyDownload: "Download",
    leave: "Delete this account",
    leaveLead:
      "You are signed out everywhere, and nobody sees your profile, worlds and avatars any more. After 14 days all of it is erased for good; until then you can sign in and change your mind.",
    leaveLeadGuest:
      "Your account and everything in it are erased at once. As a guest you cannot sign in again, so this cannot be undone.",
    leaveAsk: "Delete my account",
    reallyLeaveForGood: "Delete your account, with all you have made?",
    reallyLeaveForGoodGuest: "Delete your account now, for good?",
    leaveSure: "Yes, delete it",
    signInAgain: "Sign out to sign in again",
    leavingTitle: "Your account is about to be deleted",
    leavingLead: (when: string) =>
      `It is hidden from everybody, and is erased on ${when}. Until then you can keep it, and everything is as it was.`,
    restore: "Keep my account",
  },
  upload: {
    title: "Bring your own",
    drop: "Drop a file here",
    choose: "Choose a file",
    hint: (endings: string, max: string) => `${endings}, up to ${max}. It is checked in your browser first.`,
    checking: "Checking the file in your browser…",
    checkedGood: "This file can be uploaded.",
    checkedNotes: "This file can be uploaded. Worth knowing:",
    checkedBad: {
      avatar: "This file cannot be an avatar as it is.",
      world: "This file cannot be a world as it is.",
      item: "This file cannot be an item as it is.",
      accessory: "This file cannot be an accessory as it is.",
      image: "This picture cannot be uploaded as it is.",
      audio: "This music cannot be uploaded as it is.",
    },
    checkedBadHint: "Nothing was sent. Fix what is listed and choose the file again.",
    send: "Upload it",
    another: "Choose another file",
    sending: "Sending",
    sent: (sent: string, total: string) => `${sent} of ${total}`,
    waiting: "Waiting for the workshop…",
    step: (name: string) => stepName(name),
    stepsDone: (done: string, total: string) => `step ${done} of ${total}`,
    done: (name: string) => `“${name}” is published.`,
    refused: "The server could not accept this file.",
    storeRefused: (code: string) => `The store refused the file (${code}). Please try again.`,
    brokenOff: "The connection broke off while sending. Please try again.",
    tooLong:
      "It is taking longer than usual. It will appear in the list when it is done; you need not wait here.",
    unfit: {
      name: (endings: string, max: string) =>
        `Please choose a file that ends in ${endings}, of up to ${max}.`,
      empty: (endings: string, max: string) =>
        `There is nothing in this file. Please choose a ${endings} of up to ${max}.`,
      "too-large": (endings: string, max: string) =>
        `This file is too large. ${endings} may have up to ${max}.`,
    },
    severity: { error: "Must be fixed", warning: "Worth knowing", info: "Note" },
    factVersion: "Format",
    factHeight: "Height",
    factTriangles: "Triangles",
    factTextures: "Textures",
    factSize: "Size",
    factAuthors: "By",
    factPermission: "Who may wear it",
    permission: {
      onlyAuthor: "only its author",
      onlySeparatelyLicensedPerson: "people with a licence of their own",
      everyone: "everyone",
    },
    metres: (value: string) => `${value} m`,
  },
  uploads: {
    title: "My uploads",
    lead: "Bring worlds, items, pictures and music, and see what became of what you brought.",
    link: "All my uploads",
    bring: "Bring a file",
    kindLabel: "What is it?",
    platformLabel: "Built for",
    kinds: {
      avatar: "Avatar (VRM)",
      world: "World (GLB)",
      bundle: "World (Unity AssetBundle)",
      item: "Item",
      accessory: "Accessory",
      image: "Picture",
      audio: "Music",
    },
    list: "What I brought",
    empty: "You have brought nothing yet.",
    emptyHint: "Whatever you upload shows up here, with what became of it.",
    status: { VALIDATING: "Under way", COMPLETED: "Published", ERROR: "Not accepted" },
    quotaUploads: (used: string, max: string) => `${used} of ${max} uploads in the last 24 hours`,
    quotaStored: (used: string, max: string) => `${used} of ${max} kept for you`,
  },
  room: {
    connecting: "Walking in…",
    queued: (ahead: number) =>
      ahead === 0
        ? "Every place is taken. You are next; this page lets you in by itself."
        : `Every place is taken. ${ahead} before you; this page lets you in by itself.`,
    lookOn: "Look on meanwhile",
    lookingOn: "You are looking on: nobody sees you, and you can chat.",
    opening: "Setting up the scene…",
    joined: "Connected",
    leave: "Leave",
    lost: "The connection was lost.",
    notYetIn: "The room could not be entered yet.",
    tryingNow: "Trying again…",
    tryingIn: (seconds: string) => `Trying again in ${seconds} s.`,
    reconnecting: "Reconnecting",
    left: "Left",
    tryNow: "Try now",
    leftTitle: "You are no longer in the room",
    notInTitle: "You could not enter",
    enterAgain: "Enter again",
    people: "People here",
    peopleCount: (count: number, text: string) => plural(count, "1 person", `${text} people`),
    you: "you",
    away: "away",
    comingBack: "reconnecting",
    bot: "bot",
    chat: "Chat",
    chatEmpty: "Nobody has said anything yet. Say hello!",
    message: "Message",
    messagePlaceholder: "Say something…",
    send: "Send",
    notSent: "Not sent",
    sendAgain: "Send again",
    discard: "Discard",
    unread: (count: string) => `${count} new`,
    cameIn: (name: string) => `${name} came in`,
    wentAway: (name: string) => `${name} left`,
    wear: "What I wear",
    wearTitle: "What do you wear?",
    moreAvatars: "Bring your own avatar",
    jump: "Jump",
    stick: "Move",
    scene: "The room. Walk with W, A, S, D or the arrow keys; turn with Q and E.",
    keys: {
      walk: "walk",
      run: "run",
      jump: "jump",
      look: "look round",
      drag: "drag",
      chat: "chat",
    },
    noDrawing: "This browser cannot draw the room in 3D (WebGL 2 is off). You can still talk.",
    leftBecause: (code: string) => leftBecause(code),
    notice: (code: number) => noticeText(code),
  },
  problems: {
    title: "Something went wrong",
    known: (code: string) => problemText(code),
    unknown: "This did not work. Please try again in a moment.",
    code: (code: string) => `Code: ${code}`,
  },
  notFound: {
    title: "There is nothing here",
    lead: "The address may have been mistyped, or what was here is gone.",
  },
};

function stepName(name: string): string {
  switch (name) {
    case "scan":
      return "Looking at the file";
    case "validate-vrm":
      return "Checking model, bones, textures and licence";
    case "validate-model":
      return "Checking the model and its textures";
    case "validate-bundle":
      return "Checking the AssetBundle";
    case "validate-audio":
      return "Checking the music";
    case "remake-image":
      return "Making the picture anew";
    case "thumbnail":
      return "Drawing its picture";
    case "publish":
      return "Publishing";
    default:
      return "Working on it";
  }
}

function noticeText(code: number): string | null {
  switch (code) {
    case 2:
      return "You cannot go further than the edge of this world.";
    case 4:
      return "That was a lot at once; your last line was not sent. Wait a moment.";
    case 5:
      return "You are changing things too quickly. Wait a moment.";
    default:
      return null;
  }
}

function leftBecause(code: string): string | null {
  switch (code) {
    case "LEFT":
      return "You left.";
    case "NOT_FOUND":
    case "WORLD_NOT_FOUND":
      return "This world does not exist, or no longer does.";
    case "TAKEN_OVER":
      return "You entered this room from another window; this one stepped aside.";
    case "KICKED":
      return "You were asked to leave this room.";
    case "BANNED":
      return "You may not enter this room for now.";
    case "TICKET_REFUSED":
    case "CONNECT_REFUSED":
      return "The room did not let you in. Please try again.";
    case "EXTENSION_NOT_GRANTED":
      return "This room speaks another version than this page. Please reload the page.";
    default:
      return null;
  }
}

function problemText(code: string): string | null {
  switch (code) {
    case "EDGE_AWAY":
      return "The server cannot be reached. Check your connection and try again.";
    case "ORIGIN_AWAY":
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
      return "Only whoever has signed in within the last ten minutes can do this. Sign in again first.";
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
    case "AVATAR_NOT_YOURS":
      return "This avatar’s licence lets only its owner wear it.";
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
    case "EVENT_NOT_OPEN":
      return "This event lets nobody in now: its doors open a quarter of an hour before it begins.";
    case "USER_NOT_JOINABLE":
      return "You cannot join this person now: they are in no room, or they let nobody follow them there.";
    case "ROOM_NOT_FOUND":
      return "This room is closed. Enter the world instead: another one will open.";
    case "NO_ROOM_HOST":
      return "No room can be opened right now. Please try again in a moment.";
    default:
      return null;
  }
}

export type Messages = typeof en;
