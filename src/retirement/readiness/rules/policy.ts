import type { ReasonRule } from '../reason.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

const policyUnread: ReasonRule = {
  id: 'unknown-policy',
  level: 'blocked',
  title: 'The key policy could not be read',
  find(key, { policyOf }) {
    if (key.key_policy === undefined) return null
    const read = policyOf(key)
    if (read?.known === true) return null
    return {
      text: read === null ? 'The key policy could not be read.' : read.why,
      source: 'key policy',
      clears: 'Allow kms:GetKeyPolicy, and correct a policy that is not valid.',
    }
  },
}

const policyNotAsked: ReasonRule = {
  id: 'unread-policy',
  level: 'review',
  title: 'The report contains no key policy',
  find: ({ key_policy }, { report }) =>
    key_policy === undefined
      ? {
          text: 'The report does not contain the key policy.',
          source: 'key policy',
          clears: `Run ${reportCommand(report, 'retire', 'plan')} without --from, or make the report with --checks.`,
        }
      : null,
}

export const ofPolicy: readonly ReasonRule[] = [policyUnread, policyNotAsked]
