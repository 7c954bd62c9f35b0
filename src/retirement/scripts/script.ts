import { safeText } from '../../lib/text/safe-text.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { PlannedKey, RetirementPlan } from '../../model/retirement/retirement.ts'
import baseText from './shell/base.sh?raw'

/** What differs between the three scripts. */
export interface ScriptParts {
  /** Lines of the comment at the top. */
  about: readonly string[]
  /** The first lines of `--help`. */
  help: string
  /** Values that its functions use, besides the plan and the account. */
  values: Readonly<Record<string, string | number>>
  /** Texts of the functions that it needs besides those of all scripts. */
  functions: readonly string[]
  /** Names of functions without arguments that must succeed before the first key. */
  requires: readonly string[]
  keys: readonly PlannedKey[]
  /** The call for a key: the name of a function, and its arguments. */
  call(key: PlannedKey): readonly string[]
}

/**
 * Returns a POSIX shell script with one block for each key. Only ARNs, Regions, times and digests of the plan are code.
 * Text from the account is in comments of one line, with control characters made visible.
 */
export function scriptText(plan: RetirementPlan, parts: ScriptParts): string {
  if (parts.keys.length === 0) return withoutKeys(plan, parts)
  const any_region = parts.keys[0]?.region ?? ''
  const values = { plan_id: plan.plan_id, account: plan.account_id, any_region, ...parts.values }
  const blocks = parts.keys.map((key, index) => blockOf(key, `${index + 1} of ${parts.keys.length}`, parts))
  return [
    '#!/bin/sh',
    ...parts.about.map(comment),
    aboutPlan(plan),
    comment('Without --execute, it only checks and says what it would do. It is safe to run twice.'),
    'set -eu',
    '',
    ...Object.entries(values).map(([name, value]) => `${name}=${quoted(String(value))}`),
    `planned_keys=${quoted(parts.keys.map(({ key_arn }) => key_arn).join(' '))}`,
    `help_text=${quoted(parts.help)}`,
    '',
    [baseText, ...parts.functions].join('\n'),
    'read_arguments "$@"',
    ...parts.requires,
    '',
    ...blocks,
    'summary',
    '',
  ].join('\n')
}

const aboutPlan = ({ plan_id, account_id, tool_version }: RetirementPlan): string =>
  comment(`Plan ${plan_id} for account ${account_id}, made by kms-audit ${tool_version}.`)

const withoutKeys = (plan: RetirementPlan, { about }: ScriptParts): string =>
  [
    '#!/bin/sh',
    ...about.map(comment),
    aboutPlan(plan),
    'set -eu',
    "echo 'The plan has no key for this step. Nothing was changed.'",
    '',
  ].join('\n')

function blockOf(key: PlannedKey, position: string, { call }: ScriptParts): string {
  const [name = '', arn = '', ...words] = call(key)
  return [
    comment(`--- Key ${position}: ${titleOf(key)}`),
    ...(key.description ? [comment(`Description: ${key.description}`)] : []),
    comment(`Last used: ${key.last_used ?? 'not checked'}. ${savedText(key)} Readiness: ${key.readiness}.`),
    ...key.reasons.map(({ level, text }) => comment(`${level}: ${text}`)),
    `${name} ${shellWord(arn)} \\`,
    `  ${words.map(shellWord).join(' ')}`,
    '',
  ].join('\n')
}

const titleOf = ({ aliases, key_id, region }: PlannedKey): string =>
  `${aliases.length === 0 ? key_id : aliases.join(', ')} in ${region}`

const savedText = ({ monthly_savings: dollars }: PlannedKey): string =>
  dollars === null ? 'Its price is not known.' : `Costs $${dollars.toFixed(2)} a month.`

/** One line, whatever the text holds. */
const comment = (text: string): string => `# ${safeText(text)}`

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
