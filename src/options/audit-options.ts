import { RATES } from '../aws/rates.ts'
import { sources } from '../sources/index.ts'
import { option, type OptionEntry } from './entry.ts'
import { choice, flag, list, wholeNumber } from './kinds.ts'
import { dollars, rateList, sourceList } from './kms-kinds.ts'

const sourceIds = Object.keys(sources)

/** Options about what to look at. */
export const auditOptions = {
  region: option({
    flags: '-r, --region <list>',
    group: 'What to audit',
    help: "names, globs (eu-*) or all; default: AWS_REGION, AWS_DEFAULT_REGION, else the profile's",
    kind: list('Regions such as eu-west-1, eu-* or all'),
    fallback: null,
    alsoCalled: ['regions', 'filter-region'],
  }),
  profile: option({
    flags: '-p, --profile <list>',
    group: 'What to audit',
    help: 'AWS profiles, each one an account; takes precedence over the environment',
    kind: list('names of AWS profiles'),
    fallback: [],
    alsoCalled: ['profiles', 'account'],
  }),
  manager: option({
    flags: '--manager <who>',
    group: 'What to audit',
    help: 'keys managed by customer (default), aws or all',
    kind: choice(['customer', 'aws', 'all']),
    fallback: 'customer',
    alsoCalled: ['key-manager'],
  }),
  key: option({
    flags: '--key <list>',
    group: 'What to audit',
    help: 'only these keys: ids, ARNs or aliases',
    kind: list('key ids, ARNs or aliases'),
    fallback: [],
    alsoCalled: ['keys', 'key-id', 'resource-arn', 'alias'],
  }),
  demo: option({
    flags: '--demo',
    group: 'What to audit',
    help: 'a simulated account: no credentials, no network',
    kind: flag,
    fallback: false,
    excludes: ['profile'],
  }),
} satisfies Record<string, OptionEntry>

/** Options about the evidence of use, and about money. */
export const useOptions = {
  unusedDays: option({
    flags: '--unused-days <n>',
    group: 'Use and cost',
    help: 'not used for n days counts as unused (default: 90)',
    kind: wholeNumber({ min: 1, max: 36_500 }),
    fallback: 90,
    alsoCalled: ['days', 'threshold'],
  }),
  requestDays: option({
    flags: '--request-days <n>',
    group: 'Use and cost',
    help: 'count requests over n days, up to 455 (default: 30)',
    kind: wholeNumber({ min: 1, max: 455 }),
    fallback: 30,
    excludes: ['no-requests'],
  }),
  noRequests: option({
    flags: '--no-requests',
    group: 'Use and cost',
    help: 'no request counts',
    kind: flag,
    fallback: false,
  }),
  source: option({
    flags: '--source <list>',
    group: 'Use and cost',
    help: `auto (default), none for the inventory alone, or any of ${sourceIds.join(', ')}`,
    kind: sourceList(sourceIds),
    fallback: 'auto',
    alsoCalled: ['sources'],
  }),
  doubleCheck: option({
    flags: '--double-check',
    group: 'Use and cost',
    help: 'ask CloudTrail, to its end, for every unused key',
    kind: flag,
    fallback: false,
  }),
  maxPages: option({
    flags: '--max-pages <n>',
    group: 'Use and cost',
    help: 'CloudTrail pages to read per key (default: 40)',
    kind: wholeNumber({ min: 1, max: 100_000 }),
    fallback: 40,
  }),
  maxRate: option({
    flags: '--max-rate <OP=N>',
    group: 'Use and cost',
    help: 'calls per second, where your quotas differ from the default: GetKeyLastUsage=50',
    kind: rateList(Object.keys(RATES)),
    fallback: {},
  }),
  pricePerKey: option({
    flags: '--price-per-key <usd>',
    group: 'Use and cost',
    help: "dollars a month per key (default: AWS's list price)",
    kind: dollars,
    fallback: null,
    alsoCalled: ['price'],
  }),
} satisfies Record<string, OptionEntry>
