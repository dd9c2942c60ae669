// The page's words in English, and by their type what every other language must have.

import { booksEn } from "./books-en.ts";
import { earningsEn, earningsProblemEn } from "./earnings-en.ts";
import { giftsEn } from "./gifts-en.ts";
import { makerEn } from "./maker-en.ts";
import { moderationEn } from "./moderation-en.ts";
import { moneyEn, moneyProblemEn } from "./money-en.ts";
import { storeEn, storeProblemEn } from "./store-en.ts";
import { ticketsEn } from "./tickets-en.ts";
import { worldsEn } from "./worlds-en.ts";

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

export const en = {
  product: "Hiroba",
  languageName: "English",
  nav: {
    label: "Main",
    worlds: "Worlds",
    events: "Events",
    avatars: "Avatars",
    friends: "Friends",
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
  notices: {
    title: "Say something to everybody",
    label: "One line for all who are in the open rooms",
    count: (used: string, most: string) => `${used} of ${most} characters`,
    say: "Say it",
    really: "Say this to everybody in the rooms now? It cannot be taken back.",
    sure: "Yes, say it",
    said: (count: number, text: string) =>
      count === 0
        ? "No room is open: nobody heard it."
        : `Said in ${plural(count, "1 room", `${text} rooms`)}.`,
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
  party: {
    title: "Party",
    none: "Ask a friend along, and you are a party: where you go, there is a place for all of you.",
    youLead: "You lead: where you enter, there is a place for everybody, and they are told.",
    leads: (name: string) => `Where ${name} enters, there is a place for you.`,
    leader: "Leads",
    invited: "Asked",
    invite: "Ask along",
    inviteThis: (name: string) => `Ask ${name} into your party`,
    letLead: "Let them lead",
    remove: "Send out",
    leave: "Leave the party",
    reallyLeave: "Leave the party?",
    sureLeave: "Yes, leave",
    asks: (name: string) => `${name} asks you into their party.`,
    join: "Join",
    decline: "Decline",
    isIn: (name: string, world: string) => `${name} leads your party to ${world}.`,
    comeAlong: "Come along",
    notNow: "Not now",
  },
  social: {
    title: "Friends",
    lead: "Who you know here, and where they are.",
    viewLabel: "People",
    views: {
      friends: "Friends",
      following: "Following",
      followers: "Followers",
      blocks: "Blocked",
      mutes: "Muted",
    },
    lists: {
      following: {
        empty: "You follow nobody yet.",
        hint: "Follow somebody on their page.",
        undo: "Unfollow",
      },
      followers: { empty: "Nobody follows you yet.", hint: "Whoever does shows up here.", undo: null },
      blocks: {
        empty: "You have blocked nobody.",
        hint: "Whom you block neither sees nor hears you, nor you them, in any room.",
        undo: "Unblock",
      },
      mutes: {
        empty: "You have muted nobody.",
        hint: "Whom you mute is not told, and you are told nothing of what they do.",
        undo: "Unmute",
      },
    },
    incoming: "Would like to be your friend",
    outgoing: "You have asked",
    askedAt: (when: string) => `asked ${when}`,
    since: (day: string) => `since ${day}`,
    accept: "Accept",
    decline: "Decline",
    takeBack: "Take back",
    noFriends: "No friends here yet.",
    noFriendsHint: "Look for somebody by name below, or ask on their page.",
    isIn: "In",
    elsewhere: "Not in a world now, or not telling",
    join: "Join",
    joinThis: (name: string) => `Join ${name}`,
    unfriend: "Unfriend",
    reallyUnfriend: "Be friends no more?",
    sure: "Yes, end it",
    find: "Find somebody",
    findLabel: "Look for people by name",
    findPlaceholder: "A name…",
    nobodyFound: (query: string) => `Nobody was found for “${query}”. Guests cannot be found.`,
    ask: "Ask to be friends",
    states: { friends: "Friends", requested: "Asked", asked: "Has asked you" },
    friendDoes: {
      none: "Ask to be friends",
      asked: "Accept as a friend",
      requested: "Take the request back",
      friends: "Unfriend",
    },
    follow: "Follow",
    unfollow: "Unfollow",
    mute: "Mute",
    unmute: "Unmute",
    block: "Block",
    unblock: "Unblock",
    reallyBlock:
      "Block this person? Friendship and follows end, and neither sees or hears the other any more.",
    blockSure: "Yes, block",
    isBlocked: "You have blocked this person.",
    invite: "Invite friends",
    inviteThis: (name: string) => `Invite ${name}`,
    inviteOne: "Invite",
    invited: "Invited",
    inviteNobody: "Once you have friends here, you can invite them from here.",
  },
  notifications: {
    title: "Notifications",
    unread: (count: number, text: string) =>
      plural(count, "Notifications: 1 unread", `Notifications: ${text} unread`),
    isNew: "New:",
    readAll: "Mark all as read",
    empty: "Nothing yet.",
    emptyHint: "Requests, followers and invitations show up here.",
    friendRequest: (name: string) => `${name} would like to be your friend.`,
    friendAccepted: (name: string) => `${name} is your friend now.`,
    follow: (name: string) => `${name} follows you.`,
    invitation: (name: string, world: string) => `${name} invites you to “${world}”.`,
    sanction: (kind: string, name: string | null) =>
      `Moderators decided about ${name === null ? "you" : `“${name}”`}: ${kind}.`,
    appealAnswered: (kind: string, outcome: string) => `Your appeal was answered (${kind}). ${outcome}`,
    present: (name: string, thing: string) => `${name} gave you “${thing}”.`,
    sold: (thing: string) => `Somebody bought “${thing}” of yours.`,
    does: { answer: "Answer", look: "Look", go: "Go there" },
  },
  privacy: {
    title: "Privacy",
    lead: "What others may know and do. Whom you have blocked may none of it.",
    questions: {
      presenceFor: "Who may see which world you are in",
      joinableBy: "Who may come to the room you are in",
      messageableBy: "Who may invite you",
    },
    audiences: { everyone: "Everyone", friends: "Friends", nobody: "Nobody" },
  },
  profile: {
    wears: "Wears",
    none: "This person has no profile. Guests have none.",
    ownGuest: "As a guest you have no public profile. Add a way to sign in to have one.",
    edit: "Edit my profile",
    noWorlds: "No worlds yet.",
    noAvatars: "No avatars yet.",
    followers: (count: number, text: string) => plural(count, "1 follower", `${text} followers`),
    following: (text: string) => `follows ${text}`,
  },
  events: {
    title: "Events",
    lead: "Gatherings with a time and a place. Times are shown in your time zone.",
    now: "On now",
    enter: "Enter",
    enterUnseen: "Enter unseen, as a camera",
    over: "Over",
    goThere: "Go to the place",
    empty: "No event is planned.",
    emptyHint: "Announced events show up here.",
    plan: "Plan an event",
    mine: "My events",
    organised: "What I organise, or take part in",
    coming: "Where I come, or may come",
    nothingOrganised: "You have planned nothing yet.",
    nothingOrganisedHint: "What you plan stays a draft until you publish it.",
    nothingComing: "You come to no event yet.",
    nothingComingHint: "Say so on an event’s page, and it stands here and in your calendar.",
    phase: {
      draft: "Draft",
      published: "Announced",
      open: "Open",
      ended: "Over",
      archived: "Archived",
      cancelled: "Called off",
    },
    role: { organiser: "Organiser", staff: "Staff", performer: "Performer", guest: "Guest" },
    by: "Organised by",
    byHouse: "Organised by the house",
    place: "Where",
    inZone: (span: string, zone: string) => `${span} (${zone})`,
    doors: (when: string) => `Doors open ${when}`,
    cancelledLead: "This event was called off. It will not take place.",
    draftLead: "Only you and the staff see this draft.",
    archivedLead: "This event is put away. Only you and the staff see it.",
    goingTo: "I’m going",
    maybe: "Interested",
    going: (count: number, text: string) => plural(count, "1 person is going", `${text} people are going`),
    interested: (count: number, text: string) => plural(count, "1 is interested", `${text} are interested`),
    rsvpHint: "It keeps no seat for you: come in time.",
    calendar: "Add to calendar",
    seats: (count: string) => `${count} seats`,
    ghostSeats: (count: string) => `${count} to look on`,
    rooms: (count: number, text: string) => plural(count, "1 room", `${text} rooms`),
    floor: (device: string, rank: string) => `${device}: avatars up to “${rank}”`,
    every: {
      DAILY: (interval: number) => plural(interval, "Every day", `Every ${interval} days`),
      WEEKLY: (interval: number) => plural(interval, "Every week", `Every ${interval} weeks`),
      MONTHLY: (interval: number) => plural(interval, "Every month", `Every ${interval} months`),
    },
    onDays: (days: string) => `on ${days}`,
    nth: (ordinal: number | null, day: string) => nthText(ordinal, day),
    times: (count: number) => plural(count, "once", `${count} times`),
    until: (day: string) => `until ${day}`,
    manage: "Yours to decide",
    publish: "Publish",
    edit: "Edit",
    cancel: "Call it off",
    reallyCancel: "Call this event off for good? Whoever comes is told by their calendar.",
    sureCancel: "Yes, call it off",
    archive: "Put away",
    reallyArchive: "Put this event away? Nobody but you and the staff will see it.",
    sureArchive: "Yes, put it away",
    members: "Who does what",
    membersLead:
      "Staff keep order and show things, performers are heard by all. Each enters before the others.",
    memberLabel: "Address of their profile, or a friend’s name",
    memberUnknown: "Please give a friend’s name or the address of a profile.",
    roleLabel: "As",
    appoint: "Appoint",
    dismiss: (name: string) => `Dismiss ${name}`,
    minutesEarly: (minutes: string) => `enters ${minutes} minutes early`,
    rights: {
      stageVoice: "speaks to all",
      screen: "screens",
      camera: "cameras",
      expel: "sends people out",
    },
    form: {
      newTitle: "Plan an event",
      newLead: "It stays a draft that nobody sees until you publish it.",
      editTitle: "Edit the event",
      name: "Name",
      description: "What is it about?",
      world: "Where",
      chooseWorld: "Choose a world",
      start: "Begins",
      end: "Ends",
      zone: "Time zone",
      zoneHint: "It begins at this hour there, summer or winter.",
      repeats: "Repeats",
      repeat: {
        once: "Not at all",
        daily: "Every day",
        weekly: "Every week",
        fortnightly: "Every two weeks",
        monthly: "Every month, on this day",
        nth: "Every month, on this weekday",
        other: "By its own rule",
      },
      count: "How many times",
      countHint: "Empty: without an end.",
      tags: "Tags",
      tagsHint: (max: number) => `Up to ${max}, with spaces between.`,
      seats: "Seats",
      ghostSeats: "Seats to look on",
      rooms: "Rooms",
      noLimit: "Empty: as many as fit.",
      avatarFloor: "Avatars",
      avatarFloorHint: "Whoever wears a heavier one is shown by a lighter variant of it, or by its stand-in.",
      avatarFloorAny: "“Any” leaves it to the world.",
      anyAvatar: "Any",
      upToRank: (rank: string) => `Up to “${rank}”`,
      save: "Save",
      create: "Save as a draft",
      wrong: {
        name: (max: number) => `Please give it a name of up to ${max} characters.`,
        world: "Please choose a world.",
        start: "Please say when it begins.",
        end: "It has to end after it begins.",
        zone: "This is no time zone. Try one such as Asia/Tokyo.",
        count: (max: number) => `A number from 1 to ${max}, or nothing.`,
        number: (max: number) => `A number of up to ${max}, or nothing.`,
        tags: "Tags are words of letters, digits, - and _.",
      },
    },
    feed: {
      title: "Your calendar",
      lead: "Subscribe to all that you come to in your own calendar app. Whoever knows the address can read it.",
      make: "Make a secret address",
      renew: "Make a new address",
      reallyRenew: "Make a new address? The one before is good for nothing then.",
      sureRenew: "Yes, a new one",
      end: "Take the address away",
      since: (when: string) => `There is an address, made ${when}. It was shown when it was made.`,
      once: "Copy it now: it is not shown again.",
      copy: "Copy",
      copied: "Copied",
    },
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
    weight: (whole: string, lightest: string) => `${whole}, ${lightest} where the screen is small`,
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
    handle: "Handle",
    handleLead:
      "A name nobody else has, for being found and linked to. Change it, and the one before stays yours for 30 days.",
    handleHint: (min: number, max: number) =>
      `${min} to ${max} letters, digits or _. No mix of alphabets, and nothing that looks like somebody else’s.`,
    dropHandle: "Give it up",
    seeProfile: "See my profile",
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
      "You are signed out everywhere, and nobody sees your profile, worlds and avatars any more. After 14 days all of it is erased for good; until then you can sign in and change your mind. What others have bought of you stays theirs, without your name.",
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
    variants: {
      UNDER_WAY: "It can be used now. Lighter variants for other people’s devices are being made…",
      READY: "It can be used, and its lighter variants for other people’s devices are ready.",
      FAILED: "It can be used, but not all of its lighter variants could be made.",
    },
    variantNamed: (level: string, profile: string) => `${level} (${profile})`,
    variantLevel: { lod0: "Full detail", lod1: "Less detail", lod2: "Least detail", "stand-in": "From afar" },
    variantProfile: { web: "browsers", compat: "Unity", ktx2: "browsers, KTX2" },
    variantStatus: { WAITING: "Waiting", UNDER_WAY: "Being made", READY: "Ready", SKIPPED: "Left out" },
    texturesDone: (done: string, total: string) => `Textures: ${done} of ${total}`,
    severity: { error: "Must be fixed", warning: "Worth knowing", info: "Note" },
    fixed: "Fixed for you",
    rankOn: { desktop: "On desktops", mobile: "On phones", headset: "On headsets" },
    rank: {
      excellent: "Very light",
      good: "Light",
      medium: "Medium",
      heavy: "Heavy",
      "very-heavy": "Very heavy",
    },
    rankBy: (rank: string, count: string) => `${rank} (${count})`,
    counted: {
      triangles: "triangles",
      materials: "materials",
      bones: "bones",
      morphTargets: "morph targets",
      springJoints: "spring bones",
      colliders: "colliders",
      textureBytes: "texture memory",
      fileBytes: "file size",
    },
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
  versions: {
    bring: "Bring a new version",
    lead: "The new file takes the place of this one, with the same address, likes and wearers. If it is not accepted, everything stays as it is.",
    title: "Versions",
    number: (number: string) => `Version ${number}`,
    shown: "Shown now",
    show: "Go back to this",
    forget: "Delete",
    forgetQuestion: (version: string) => `Delete ${version.toLowerCase()} and its files for good?`,
    forgetSure: "Delete it",
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
    roles: { performer: "on stage", staff: "staff", moderator: "keeps order" },
    chat: "Chat",
    chatEmpty: "Nobody has said anything yet. Say hello!",
    message: "Message",
    messagePlaceholder: "Say something…",
    send: "Send",
    notSent: "Not sent",
    sendAgain: "Send again",
    discard: "Discard",
    unread: (count: string) => `${count} new`,
    told: "To everybody here",
    muted: "muted",
    moreOf: (name: string) => `Mute or block “${name}”`,
    reallyBlock: "Neither of you sees or hears the other any more, here and everywhere.",
    cameIn: (name: string) => `${name} came in`,
    wentAway: (name: string) => `${name} left`,
    wear: "What I wear",
    wearTitle: "What do you wear?",
    wearLighter: "Others see a lighter variant of a heavier one.",
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
  maker: makerEn,
  gifts: giftsEn,
  moderation: moderationEn,
  money: moneyEn,
  tickets: ticketsEn,
  store: storeEn,
  earnings: earningsEn,
  books: booksEn,
  worldWork: worldsEn,
  notFound: {
    title: "There is nothing here",
    lead: "The address may have been mistyped, or what was here is gone.",
  },
};

function nthText(ordinal: number | null, day: string): string {
  if (ordinal === null) return day;
  const ordinals: Readonly<Record<number, string>> = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    [-1]: "last",
  };
  return `the ${ordinals[ordinal] ?? `${-ordinal}th last`} ${day}`;
}

function stepName(name: string): string {
  switch (name) {
    case "scan":
      return "Looking at the file";
    case "validate-vrm":
      return "Checking model, bones, textures and licence";
    case "validate-model":
      return "Checking the model and its textures";
    case "fix":
      return "Putting small faults right";
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

export type Messages = typeof en;
