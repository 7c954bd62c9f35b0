/** Something we asked for: either we know it, or we know why we do not. Unknown is not no. */
export type Fact<T> = { known: true; value: T } | { known: false; why: string }

export const known = <T>(value: T): Fact<T> => ({ known: true, value })
export const unknown = (why: string): { known: false; why: string } => ({ known: false, why })
