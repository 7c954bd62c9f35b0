import type { Command } from '../cli/command.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { historyOptions } from '../cli/groups/history.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { namesOf, without } from '../cli/option-set.ts'
import { messageOptions, reportOptions } from '../cli/groups/output.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { resolveSettings } from '../cli/settings.ts'
import type { AuditRequest } from './audit/request.ts'
import type { Host } from './shared/host.ts'

const COUNTS = 'A saved report keeps its own request counts.'
const EVIDENCE = 'A saved report keeps its own evidence.'

/** Options that select a part of a saved report. */
const NARROWING = ['region', 'accounts', 'excludeAccounts', 'manager', 'key', 'excludeKey', 'tag'] as const

/** Every option of an audit; other commands that audit keep no history. */
const auditCommandOptions = { ...liveOptions, ...historyOptions }

export const audit: Command<AuditRequest, Host> = {
  summary: 'Audit keys (default command)',
  description:
    'Audit the AWS KMS keys of one or more accounts: when each key was last used, what it costs and, with --checks, ' +
    'which problems it has. Changes nothing in AWS.',
  operands: [],
  options: auditCommandOptions,
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
        ...namesOf(historyOptions),
        ...namesOf(without(messageOptions, 'logProgress')),
      ],
      // The history of live audits must not get old reports by accident.
      typedOnly: [...NARROWING, ...namesOf(historyOptions)],
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
    { what: 'Keep a line of each run for trends', command: 'kms-audit -r all --history keys.ndjson' },
    { what: 'Fail a pipeline if a key is unused', command: 'kms-audit -r all --fail-on unused --strict -q' },
  ],
  exitCodes: true,
  read(input) {
    const { typed, env } = input
    const mode = modeOf(audit, input)
    refuseOthers(audit, mode, typed)
    const resolved = resolveSettings(auditCommandOptions, input, readsVariable(audit, mode))
    const asked = runOptionsOf({ ...resolved, typed, env, purpose: 'show', narrowsReport: mode?.option === 'from' })
    // The sample account must not get into the history of an account by accident.
    const isMeant = !asked.demo || typed.has('history')
    return { ...asked, history: isMeant ? resolved.settings.history : null }
  },
  async run(request, host) {
    const { runAudit } = await import('./audit/run.ts')
    return runAudit(request, host)
  },
}
