import type { Command } from '../cli/command.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { namesOf, without } from '../cli/option-set.ts'
import { messageOptions, reportOptions } from '../cli/groups/output.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { resolveSettings } from '../cli/settings.ts'
import type { Options } from '../model/options/options.ts'
import type { Host } from './shared/host.ts'

const COUNTS = 'A saved report keeps its own request counts.'
const EVIDENCE = 'A saved report keeps its own evidence.'

/** Options that select a part of a saved report. */
const NARROWING = ['region', 'accounts', 'excludeAccounts', 'manager', 'key', 'excludeKey', 'tag'] as const

export const audit: Command<Options, Host> = {
  summary: 'Audit keys (default command)',
  description:
    'Audit the AWS KMS keys of one or more accounts: when each key was last used, what it costs and, with --checks, ' +
    'which problems it has. Changes nothing in AWS.',
  operands: [],
  options: liveOptions,
  common: {
    region: 'Regions: names, globs such as eu-*, or all',
    profile: 'AWS profiles to use, one per account',
    org: 'Audit all accounts of the organization',
    key: 'Audit only these keys',
    unusedDays: 'Days until a key counts as unused (default: 90)',
    checks: 'Check key policies, grants, rotation and more',
    only: 'Show only these verdicts, such as unused',
    output: 'Format: csv, json, html …; with =file, to a file',
    outputFile: 'Write the report to a file',
    failOn: 'Exit with 1 on a match, such as unused or high',
    demo: 'Run on a simulated account, without credentials',
    quiet: messageOptions.quiet.help,
    help: 'Show help; after a command, all of its options',
    version: messageOptions.version.help,
  },
  modes: [
    {
      option: 'from',
      words: '--from',
      takes: [
        ...NARROWING,
        ...(['unusedDays', 'pricePerKey', 'from'] as const),
        ...namesOf(checkOptions),
        ...namesOf(reportOptions),
        ...namesOf(without(messageOptions, 'logProgress')),
      ],
      typedOnly: NARROWING,
      refusal: {
        hints: {
          profile: 'Reports do not contain profile names. Use --accounts.',
          requestDays: COUNTS,
          noRequests: COUNTS,
          source: EVIDENCE,
          doubleCheck: EVIDENCE,
          who: 'A saved report shows the last users that it contains.',
          maxPages: EVIDENCE,
        },
        hint: '--from shows a saved report and makes no AWS calls.',
      },
    },
    {
      option: 'estimate',
      words: '--estimate',
      takes: namesOf(without(liveOptions, ...namesOf(reportOptions), 'from', 'logProgress')),
      refusal: { hint: '--estimate prints the number of calls, the time and the cost, and no report.' },
    },
  ],
  refusal: { words: 'an audit', hint: 'See kms-audit audit --help.' },
  examples: [
    { what: 'Try it on a simulated account', command: 'kms-audit --demo' },
    { what: 'List the unused keys in all Regions', command: 'kms-audit -r all --only unused' },
    { what: 'Audit two accounts and save one CSV file', command: 'kms-audit -p dev,prod -o csv -f keys.csv' },
    {
      what: 'Print a table, and save JSON and SARIF',
      command: 'kms-audit -o table -o json=keys.json -o sarif=kms.sarif',
    },
    { what: 'Audit an organization and run all checks', command: 'kms-audit --org --org-role KeyAudit --checks' },
    { what: 'Fail a pipeline if a key is unused', command: 'kms-audit -r all --fail-on unused --strict -q' },
  ],
  exitCodes: true,
  read(input) {
    const { typed, env } = input
    const mode = modeOf(audit, input)
    refuseOthers(audit, mode, typed)
    const resolved = resolveSettings(liveOptions, input, readsVariable(audit, mode))
    return runOptionsOf({ ...resolved, typed, env, purpose: 'show', narrowsReport: mode?.option === 'from' })
  },
  async run(options, host) {
    const { runAudit } = await import('./audit/run.ts')
    return runAudit(options, host)
  },
}
