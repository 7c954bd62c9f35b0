/** Compares texts by their code units, as `<` does, for sorting. */
export const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
