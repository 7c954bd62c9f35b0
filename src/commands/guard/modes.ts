import type { Mode } from '../../cli/command.ts'
import { accountOptions } from '../../cli/groups/accounts.ts'
import { auditOptions, useOptions } from '../../cli/groups/evidence.ts'
import { guardAlarmOptions, guardOptions, guardTermOptions } from '../../cli/groups/guard.ts'
import { messageOptions, outputOptions, showOptions } from '../../cli/groups/output.ts'
import { runOptions } from '../../cli/groups/pace.ts'
import { option } from '../../cli/option.ts'
import { namesOf, pick } from '../../cli/option-set.ts'
import type { GuardAction } from './request.ts'

/** Options about where AWS is read, and with which credentials. */
export const place = {
  ...pick(auditOptions, 'region', 'profile'),
  ...pick(accountOptions, 'roleArn', 'externalId', 'roleSessionName'),
}
export const pace = { ...pick(useOptions, 'maxRate'), ...pick(runOptions, 'maxDuration') }

/** Options of a report that is read. */
const part = {
  ...pick(auditOptions, 'region', 'manager', 'key', 'excludeKey', 'tag'),
  ...pick(accountOptions, 'accounts', 'excludeAccounts'),
}

export const guardCommandOptions = {
  ...guardOptions,
  ...auditOptions,
  ...accountOptions,
  source: option({
    ...useOptions.source,
    help: 'Sources of the last use for check: kms, which the condition key goes by, or auto to ask others too (default: kms)',
    fallback: ['kms'],
  }),
  ...pick(useOptions, 'maxPages'),
  ...pace,
  ...outputOptions(['text', 'json', 'yaml', 'table', 'csv']),
  ...pick(showOptions, 'from', 'strict'),
  ...messageOptions,
}
export type GuardOptionName = keyof typeof guardCommandOptions

const always: readonly GuardOptionName[] = ['output', 'outputFile', ...namesOf(messageOptions)]
const terms = namesOf(guardTermOptions)

/** What each action takes, live and with `--from`. */
const TAKEN: Readonly<Record<GuardAction, { live: readonly GuardOptionName[]; saved: readonly GuardOptionName[] }>> = {
  statement: {
    live: [...terms, 'key', 'demo', ...namesOf(place), ...namesOf(pace)],
    saved: [...terms, 'key', 'region'],
  },
  scp: { live: terms, saved: [] },
  rcp: { live: terms, saved: [] },
  alarm: {
    live: [...namesOf(guardAlarmOptions), 'demo', ...namesOf(place), ...namesOf(pace)],
    saved: [
      'cancelTag',
      'reEnable',
      'topicKey',
      'alarms',
      ...namesOf(pick(part, 'region', 'accounts', 'excludeAccounts')),
    ],
  },
  check: {
    live: [
      'days',
      'cancelTag',
      ...namesOf(auditOptions),
      ...namesOf(accountOptions),
      ...namesOf(pace),
      'source',
      'maxPages',
      'strict',
    ],
    saved: ['days', 'cancelTag', ...namesOf(part), 'strict'],
  },
}

/** Their variables are about audits, or name files. */
const TYPED_ONLY: readonly GuardOptionName[] = ['output', 'outputFile', 'from']

/** What an action takes. `options` says which of them are set. */
export function guardMode(action: GuardAction, { from, key }: { from: boolean; key: boolean }): Mode {
  const { live, saved } = TAKEN[action]
  const mode = { option: '', typedOnly: [...TYPED_ONLY, ...(action === 'statement' ? ['key'] : [])] }
  if (saved.length === 0)
    return {
      ...mode,
      words: `guard ${action}`,
      takes: [...live, ...always],
      refusal: { hint: 'It prints a policy, and makes no AWS calls.' },
    }
  if (action === 'statement' && !key)
    return {
      ...mode,
      words: 'guard statement without --key',
      takes: [...terms, 'key', ...always],
      refusal: { hint: 'Add --key to merge the statement into the policy of a key.' },
    }
  return from
    ? {
        ...mode,
        words: `guard ${action} --from`,
        takes: [...saved, 'from', ...always],
        typedOnly: [...mode.typedOnly, 'region'],
        refusal: { hint: '--from shows what the report contains, and makes no AWS calls.' },
      }
    : {
        ...mode,
        words: `guard ${action}`,
        takes: [...live, 'from', ...always],
        refusal: { hint: 'See kms-audit guard --help.' },
      }
}
