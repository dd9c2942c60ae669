// Which build runs. Whoever bundles puts the name in (scripts/build.ts); what runs from its sources has none of its own.

/** Put in by the bundler. */
declare const HIROBA_BUILD: string | undefined;

const FROM_SOURCE = "source";

/** Version and commit, such as `0.1.0+1a2b3c4`, and `.changed` behind it where the checkout was not what that commit says; or `source`. */
export const BUILD: string = typeof HIROBA_BUILD === "string" ? HIROBA_BUILD : FROM_SOURCE;

/** Whether this was bundled: then there are no source files beside it. */
export const isBuilt: boolean = BUILD !== FROM_SOURCE;
