import { isObject } from '../../lib/json.ts'
import { safeText } from '../../lib/text/safe-text.ts'

/** Returns the JSON value with control, bidirectional and invisible characters of its texts made visible. */
export function visible(value: unknown): unknown {
  if (typeof value === 'string') return safeText(value)
  if (Array.isArray(value)) return value.map(visible)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [safeText(name), visible(one)]))
}
