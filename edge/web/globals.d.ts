// What build.ts writes into the page.

/** Path of the avatar check's worker, from the root of the site. */
declare const AVATAR_CHECK_WORKER_PATH: string;
