import { safeText } from '../../lib/text/safe-text.ts'
import type { OwnedKey } from '../../model/retirement/retirement.ts'
import type { ShownPlans } from './shown-plans.ts'

/** The keys of all plans that these tools own. */
export const ownedBy = ({ plans }: ShownPlans, tools: readonly OwnedKey['owner']['tool'][]): OwnedKey[] =>
  plans.flatMap(({ owned_by_code: keys }) => keys.filter(({ owner }) => tools.includes(owner.tool)))

/** Comment lines about the key; text of the account is on one line each. */
export const aboutKey = (key: OwnedKey): string[] =>
  [
    `${key.aliases.length === 0 ? key.key_id : key.aliases.join(', ')}: ${key.key_arn}`,
    ...(key.description ? [`Description: ${key.description}`] : []),
    `Readiness: ${key.readiness}`,
    ...key.reasons.filter(({ id }) => id !== 'owned-by-code').map(({ text }) => `- ${text}`),
  ].map(line => `# ${safeText(line)}`)
