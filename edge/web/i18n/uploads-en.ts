// What the page says in English about files that are brought: while they are checked and sent, and what became of them.
export const uploadEn = {
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
    name: (endings: string, max: string) => `Please choose a file that ends in ${endings}, of up to ${max}.`,
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
};

export const versionsEn = {
  bring: "Bring a new version",
  lead: "The new file takes the place of this one, with the same address, likes and wearers. If it is not accepted, everything stays as it is.",
  title: "Versions",
  number: (number: string) => `Version ${number}`,
  shown: "Shown now",
  show: "Go back to this",
  forget: "Delete",
  forgetQuestion: (version: string) => `Delete ${version.toLowerCase()} and its files for good?`,
  forgetSure: "Delete it",
};

export const uploadsEn = {
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
  outcome: "What became of it",
  nothingMore: "There is nothing more to say of it.",
  status: { VALIDATING: "Under way", COMPLETED: "Published", ERROR: "Not accepted" },
  quotaUploads: (used: string, max: string) => `${used} of ${max} uploads in the last 24 hours`,
  quotaStored: (used: string, max: string) => `${used} of ${max} kept for you`,
};

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
