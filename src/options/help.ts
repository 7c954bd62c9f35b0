import type { OptionEntry } from './entry.ts'
import { exitCodes } from './exit-codes.ts'
import { sinks } from '../sinks/index.ts'
import { wrap } from '../lib/wrap.ts'
import { entries } from './table.ts'

/** What `--help` prints, for 80 columns. */
export const helpText = (): string =>
  [INTRODUCTION, ...sections(), NOTES, EXAMPLES, `Exit codes:\n${codes()}`].join('\n')

const WIDTH = 80
/** Room for the longest flags, indented. */
const TERM = Math.max(...entries.map(([, { flags }]) => indented(flags).length)) + 2

const INTRODUCTION = `Usage: kms-audit [options]
       kms-audit checks                what --checks looks for
${Object.keys(sinks).map(publishLine).join('\n')}

Which of my AWS KMS keys does nobody use, and what do they cost me?
Changes nothing in AWS; publish sends there what it shows, and asks before.
`

function publishLine(id: string): string {
  return `       kms-audit publish ${id.padEnd(14)}sends the findings there; asks before`
}

const NOTES = `Lists are joined by commas, or the option is given again: -r eu-west-1 -r 'us-*'
Options are environment variables too: KMS_AUDIT_REGION=all, KMS_AUDIT_STRICT=1
`

const EXAMPLES = `Examples:
  kms-audit --demo                          see what it does, without an account
  kms-audit -r all --only unused            the keys nobody uses, in all Regions
  kms-audit -p dev,prod -o csv -f keys.csv  two accounts, into one file
  kms-audit --fail-on unused --strict -q    for a pipeline: the exit code tells
`

function sections(): string[] {
  const groups = new Map<string, string>()
  for (const [, entry] of entries) groups.set(entry.group, (groups.get(entry.group) ?? '') + paragraph(entry))
  return [...groups].map(([group, text]) => `${group}:\n${text}`)
}

function paragraph({ flags, help }: OptionEntry): string {
  const [first = '', ...rest] = wrap(help, WIDTH - TERM)
  return [`${indented(flags).padEnd(TERM)}${first}`, ...rest.map(line => ' '.repeat(TERM) + line)]
    .map(line => `${line}\n`)
    .join('')
}

/** Long names stand below each other. */
function indented(flags: string): string {
  return `  ${flags.startsWith('--') ? '    ' : ''}${flags}`
}

const codes = (): string => exitCodes.map(({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}\n`).join('')
