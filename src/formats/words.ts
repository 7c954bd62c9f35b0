import type { KeyRecord } from '../model/report.ts'

/** `ERROR` for a key that could not be described; scripts search for it. */
export const enabledText = ({ enabled, error }: KeyRecord): string => {
  if (error !== null || enabled === null) return 'ERROR'
  return enabled ? 'True' : 'False'
}

/** The description or, in its place, why there is none. Not yet made safe. */
export const describe = ({ description, error }: KeyRecord): string =>
  error === null ? (description ?? '') : `Error: ${error}`
