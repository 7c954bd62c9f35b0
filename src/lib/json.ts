export type Json = Readonly<Record<string, unknown>>

/** A JSON object, which a list is not. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
