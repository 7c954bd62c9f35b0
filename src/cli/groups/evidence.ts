import { OPERATIONS } from '../../model/operations/operations.ts'
import { sources } from '../../sources/index.ts'
import { option, type OptionEntry } from '../option.ts'
import { choice, flag, list, listLike, offering, wholeNumber } from '../kinds/kind.ts'
import { dollars, rateList, sourceList } from '../kinds/kms.ts'

const sourceIds = Object.keys(sources)

/** Options about what to audit. */
export const auditOptions = {
  region: option({
    flags: '-r, --region <list>',
    group: 'What to audit',
    help: 'Regions to audit: names, globs such as eu-*, or all (default: AWS_REGION, AWS_DEFAULT_REGION, then the Region of the profile)',
    kind: offering({ of: 'regions', isList: true }, list('Regions such as eu-west-1, eu-* or all')),
    fallback: null,
    alsoCalled: ['regions', 'filter-region'],
  }),
  profile: option({
    flags: '-p, --profile <list>',
    group: 'What to audit',
    help: 'AWS profiles to use, one per account; they take precedence over credentials in the environment',
    kind: offering({ of: 'profiles', isList: true }, list('names of AWS profiles')),
    fallback: [],
    inConfig: 'named',
    alsoCalled: ['profiles', 'account'],
  }),
  manager: option({
    flags: '--manager <who>',
    group: 'What to audit',
    help: 'Keys to audit, by who manages them: customer, aws or all (default: customer)',
    kind: choice(['customer', 'aws', 'all']),
    fallback: 'customer',
    alsoCalled: ['key-manager'],
  }),
  key: option({
    flags: '--key <list>',
    group: 'What to audit',
    help: "Audit only these keys: ids or their first characters, ARNs, aliases or globs ('alias/prod/*')",
    kind: list('key ids, ARNs, aliases or globs of aliases'),
    fallback: [],
    alsoCalled: ['keys', 'key-id', 'resource-arn', 'alias'],
  }),
  excludeKey: option({
    flags: '--exclude-key <list>',
    group: 'What to audit',
    help: 'Exclude these keys; takes the same forms as --key',
    kind: list('key ids, ARNs, aliases or globs of aliases'),
    fallback: [],
    alsoCalled: ['exclude-keys', 'skip-key', 'skip-keys', 'ignore-key', 'not-key'],
  }),
  tag: option({
    flags: '--tag <k=v>',
    group: 'What to audit',
    help: "Audit only keys with this tag: team=payments, team='pay*' or team (any value); repeat to require several tags",
    kind: listLike('tags such as team=payments or team', /^[^=]/),
    fallback: [],
    alsoCalled: ['tags', 'filter-tag', 'resource-tag', 'key-tag'],
  }),
  demo: option({
    flags: '--demo',
    group: 'What to audit',
    help: 'Run on a simulated sample account, without credentials or network',
    kind: flag,
    fallback: false,
    excludes: ['profile'],
    inConfig: 'named',
  }),
} satisfies Record<string, OptionEntry>

/** Options about evidence of use and about cost. */
export const useOptions = {
  unusedDays: option({
    flags: '--unused-days <n>',
    group: 'Usage and cost',
    help: 'Days without use after which a key counts as unused (default: 90)',
    kind: wholeNumber({ min: 1, max: 36_500 }),
    fallback: 90,
    alsoCalled: ['days', 'threshold'],
  }),
  requestDays: option({
    flags: '--request-days <n>',
    group: 'Usage and cost',
    help: 'Days over which requests are counted, up to 455 (default: 30)',
    kind: wholeNumber({ min: 1, max: 455 }),
    fallback: 30,
    excludes: ['no-requests'],
  }),
  noRequests: option({
    flags: '--no-requests',
    group: 'Usage and cost',
    help: 'Do not count requests',
    kind: flag,
    fallback: false,
  }),
  source: option({
    flags: '--source <list>',
    group: 'Usage and cost',
    help: `Sources of usage data: auto, none (only list the keys), or any of ${sourceIds.join(', ')} (default: auto)`,
    kind: sourceList(sourceIds),
    fallback: 'auto',
    alsoCalled: ['sources'],
  }),
  doubleCheck: option({
    flags: '--double-check',
    group: 'Usage and cost',
    help: 'Search the full 90-day CloudTrail history for every unused key',
    kind: flag,
    fallback: false,
  }),
  maxPages: option({
    flags: '--max-pages <n>',
    group: 'Usage and cost',
    help: 'Maximum number of CloudTrail pages to read per key (default: 40)',
    kind: wholeNumber({ min: 1, max: 100_000 }),
    fallback: 40,
  }),
  maxRate: option({
    flags: '--max-rate <OP=N>',
    group: 'Usage and cost',
    help: 'Calls per second for an operation whose quota differs from the AWS default, such as GetKeyLastUsage=50',
    kind: rateList(Object.keys(OPERATIONS)),
    fallback: {},
  }),
  who: option({
    flags: '--who',
    group: 'Usage and cost',
    help: 'Look up who used each key last in CloudTrail: two calls per second in each account and Region, unused keys first',
    kind: flag,
    fallback: false,
    alsoCalled: ['last-user', 'callers'],
  }),
  pricePerKey: option({
    flags: '--price-per-key <usd>',
    group: 'Usage and cost',
    help: 'Monthly price of a key in US dollars (default: the AWS list price)',
    kind: dollars,
    fallback: null,
    alsoCalled: ['price'],
  }),
  prices: option({
    flags: '--prices <source>',
    group: 'Usage and cost',
    help: 'Prices of keys and requests: list (those in the package), or live (the AWS price list, read once a day) (default: list)',
    kind: choice(['list', 'live']),
    fallback: 'list',
    excludes: ['price-per-key'],
    alsoCalled: ['pricing'],
  }),
} satisfies Record<string, OptionEntry>
