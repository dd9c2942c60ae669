// Where a copy lies: in the upload bucket, which nobody reads without a signature, beside what uploads put there.

/** The key of one request's file. */
export function exportKey(exportId: string): string {
  return `exports/${exportId}.json`;
}
