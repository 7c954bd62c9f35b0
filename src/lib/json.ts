export type Json = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object. A list is not. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
