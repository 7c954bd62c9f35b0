import { dayText, minuteText } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'

/**
 * Returns the text of `Last Used`, which is the same in every format. Scripts rely on it that the word `Never` appears
 * nowhere else.
 */
export function lastUsedText(usage: Usage): string {
  switch (usage.status) {
    case 'used':
      // Every time has the same form, so an hour or a day is shown by its start.
      return `${usage.atLeast ? '>= ' : ''}${minuteText(usage.at)}`
    case 'never':
      return 'Never'
    case 'not-observed':
      return `Never since ${dayText(usage.since)}`
    case 'unknown':
      return 'Unknown'
  }
}
