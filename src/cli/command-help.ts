import { sinks } from '../sinks/index.ts'
import { MODES } from './takes.ts'
import type { OptionName } from './table.ts'

/** What the help says about one command. */
export interface CommandHelp {
  /** What follows `kms-audit` on the command line, one line for each form. */
  usage: readonly string[]
  /** One line for the list of commands. */
  summary: string
  /** The first paragraph of the command's own help. */
  description: string
  /** The options that have an effect. */
  takes: ReadonlySet<OptionName>
  /** Texts of options that mean something narrower here than in an audit. */
  texts?: Readonly<Partial<Record<OptionName, string>>>
  examples: readonly Example[]
  /** Whether the meanings of the exit codes are worth a paragraph: the command can end in several ways. */
  exitCodes: boolean
}

export interface Example {
  what: string
  command: string
}

const sinkIds = Object.keys(sinks)

/** Options that every command takes, for scripts that always give them. */
const WITHOUT_EFFECT: readonly OptionName[] = ['noProgress']

export const commandHelp = {
  audit: {
    usage: ['[audit] [options]'],
    summary: 'Audit keys (default command)',
    description:
      'Audit the AWS KMS keys of one or more accounts: when each key was last used, what it costs and, with --checks, ' +
      'which problems it has. Changes nothing in AWS.',
    takes: MODES.audit.takes,
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
  },
  checks: {
    usage: ['checks [options]'],
    summary: 'List the checks that --checks runs',
    description: 'List all checks with their severity, what they read and why they matter. Makes no AWS calls.',
    takes: new Set([...MODES.checks.takes].filter(name => !WITHOUT_EFFECT.includes(name))),
    texts: {
      output: 'Output format: table or json; with =file, written to that file (default: table)',
      outputFile: 'File for the list (default: stdout)',
    },
    examples: [{ what: 'Print the ids of all checks', command: "kms-audit checks -o json | jq -r '.[].id'" }],
    exitCodes: false,
  },
  publish: {
    usage: sinkIds.map(id => `publish ${id} [options]`),
    summary: 'Send findings to AWS Security Hub',
    description:
      'Run all checks, or those of --check, and send the findings to AWS Security Hub. Prints what it would send and ' +
      'asks for confirmation first.',
    takes: new Set([...MODES.publish.takes, ...MODES['publish from'].takes]),
    texts: {
      from: 'Send the findings of a report saved with -o json, without a new audit (- reads stdin)',
      accounts: 'Audit only these accounts of the organization',
      excludeAccounts: 'Exclude these accounts of the organization',
      severity: 'Send only findings of this severity or higher',
    },
    examples: [
      { what: 'Show what would be sent', command: 'kms-audit publish security-hub -r all --dry-run' },
      { what: 'Send findings of high severity or higher', command: 'kms-audit publish security-hub --severity high' },
      { what: 'Send the findings of a saved report', command: 'kms-audit publish security-hub --from report.json' },
    ],
    exitCodes: true,
  },
} satisfies Record<string, CommandHelp>

export type CommandName = keyof typeof commandHelp

/** Words that name a command in the list of commands: a sink belongs to the words of `publish`. */
export const termsOf = (name: CommandName): readonly string[] =>
  name === 'publish' ? sinkIds.map(id => `publish ${id}`) : [name]
