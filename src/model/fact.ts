/** A value that was requested: either it is known, or the reason why it is not. Unknown does not mean no. */
export type Fact<T> = { known: true; value: T } | { known: false; why: string }

export const known = <T>(value: T): Fact<T> => ({ known: true, value })
export const unknown = (why: string): { known: false; why: string } => ({ known: false, why })
