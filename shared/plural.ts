// English words that change where there is one of something. Japanese has none.

export function plural(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}
