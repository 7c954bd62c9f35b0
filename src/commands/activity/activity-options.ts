import { accountOptions } from '../../cli/groups/accounts.ts'
import { archiveOptions } from '../../cli/groups/archives.ts'
import { auditOptions } from '../../cli/groups/evidence.ts'
import { path, wholeNumber } from '../../cli/kinds/kind.ts'
import { endOfDay, since } from '../../cli/kinds/since.ts'
import { option } from '../../cli/option.ts'
import type { Since } from '../../model/since.ts'
import { DAY } from '../../model/time.ts'

/** The options of `kms-audit activity`, besides those of every assessment. */
export const activityOptions = {
  key: option({ ...auditOptions.key, help: auditOptions.key.help.replace('Audit only', 'Show only') }),
  since: option({
    flags: '--since <time>',
    group: 'What to audit',
    help: 'How far back to read, such as 24h, 30d or 2024-01-31, up to 90d, or any time of an archive (default: 24h)',
    kind: since,
    fallback: { months: 0, milliseconds: DAY } as Since,
  }),
  until: option({
    flags: '--until <day>',
    group: 'What to audit',
    help: 'Last day to read of an archive, such as 2024-12-31 (default: today)',
    kind: endOfDay,
    fallback: null,
    inEnvironment: false,
    inConfig: 'never',
  }),
  org: accountOptions.org,
  accounts: option({
    ...accountOptions.accounts,
    help: 'Read only these accounts of the organization (--org), or these of an archive, which need not be entered',
  }),
  ...archiveOptions,
  maxPages: option({
    flags: '--max-pages <n>',
    group: 'Long runs',
    help: 'Pages of 50 events to read in each account and Region, at two pages a second (default: 2400; with --demo 200)',
    kind: wholeNumber({ min: 10, max: 1_000_000 }),
    fallback: null,
  }),
  maxDecrypts: option({
    flags: '--max-decrypts <n>',
    group: 'Checks',
    help: 'Decrypt calls of one principal within 24 hours that are usual (default: 1000)',
    kind: wholeNumber({ min: 0, max: 1_000_000_000 }),
    fallback: null,
  }),
  maxDenied: option({
    flags: '--max-denied <n>',
    group: 'Checks',
    help: 'Denied calls of one principal in one Region that are usual (default: 0)',
    kind: wholeNumber({ min: 0, max: 1_000_000_000 }),
    fallback: null,
  }),
  compareWith: option({
    flags: '--compare-with <file.json>',
    group: 'Checks',
    help: 'Earlier result of kms-audit activity -o json: find callers that it does not have for a key',
    kind: path,
    fallback: null,
    inEnvironment: false,
    inConfig: 'never',
  }),
  maxFailures: option({
    flags: '--max-failures <n>',
    group: 'Checks',
    help: 'Failed calls of one principal within an hour that are usual (default: 100)',
    kind: wholeNumber({ min: 0, max: 1_000_000_000 }),
    fallback: null,
  }),
}
