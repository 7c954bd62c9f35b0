import type { KeyRecord } from '../model/report/report.ts'

/** The words that Last Used columns reserve are in lower case in all other text. */
export const lastUsedText = ({ last_used = 'not recorded' }: Pick<KeyRecord, 'last_used'>): string =>
  last_used.replace(/^Never/, 'never').replace(/^Unknown/, 'unknown')
