// The page inside an executable: there this file is another, made by scripts/build/embed.ts. From its sources an edge has none,
// and serves the folder it is told.

/** Where each file of the page can be read, by its path, which begins with a slash. */
export const embeddedPage: ReadonlyMap<string, string> = new Map();
