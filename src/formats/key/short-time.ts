/** Returns `2026-11-20 14:30`, for a column whose title says that it is UTC. */
export const shortTime = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
