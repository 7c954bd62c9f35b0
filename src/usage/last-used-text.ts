import { dayText, minuteText } from '../model/time.ts'
import type { Usage } from '../model/usage.ts'

/** What stands under `Last Used`, the same in every format. Scripts count on the word `Never` standing nowhere else. */
export function lastUsedText(usage: Usage): string {
  switch (usage.status) {
    case 'used':
      // A coarse source's hour or day is told by its start: the contract knows one form of time.
      return `${usage.atLeast ? '>= ' : ''}${minuteText(usage.at)}`
    case 'never':
      return 'Never'
    case 'not-observed':
      return `Never since ${dayText(usage.since)}`
    case 'unknown':
      return 'Unknown'
  }
}
