import { codeSpan, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import { countNoun, moneyText } from '../../lib/text/numbers.ts'
import { resourceInWords } from '../../model/dependents.ts'
import type { PlannedKey, PlannedWave, ReadinessReason, RetirementPlan } from '../../model/retirement/retirement.ts'
import { firstWave } from '../scripts/disable-script.ts'
import { elsewhereText } from './elsewhere.ts'
import { moreText, MOST_ROWS, nameOf } from './rows.ts'
import { savingsText } from './money.ts'
import { stepsText } from './steps.ts'

/** The text of `runbook.md`, for a change ticket: what happens when, what can go wrong, and how it is undone. */
export const runbookText = (plan: RetirementPlan): string =>
  [
    `# Retire KMS keys of account ${plan.account_id}`,
    summaryText(plan),
    firstWave(plan).length > 0 || plan.start_at_watch.length > 0 ? stepsText(plan) : '',
    wavesText(plan),
    startAtWatchText(plan),
    elsewhereText(plan),
    CANNOT_SEE,
  ]
    .filter(part => part !== '')
    .map(part => `${part.replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n`)
    .join('\n')

const summaryText = (plan: RetirementPlan): string =>
  `Plan \`${plan.plan_id}\`, made by kms-audit ${plan.tool_version} at ${plan.created_at}, from the report of ${plan.generated_at}.

- ${countNoun(plan.keys, 'key')} of the account were audited. A key counts as unused after ${plan.unused_days} days without use.
- ${countNoun(
    plan.waves.reduce((sum, { keys }) => sum + keys.length, 0),
    'key',
  )} in ${countNoun(plan.waves.length, 'wave')}, and ${countNoun(plan.start_at_watch.length, 'disabled key')} whose watch can start now. ${savingsText(plan.savings)}
- ${plan.migrate_first.length} to migrate first, ${plan.owned_by_code.length} owned by code, ${plan.not_planned.length} that stay as they are.
- kms-audit changes nothing in AWS. A person runs the scripts, with their own credentials.`

function wavesText(plan: RetirementPlan): string {
  const [first, ...later] = plan.waves
  if (first === undefined) return '## Wave 1\n\nNo enabled key can be disabled now. The reasons are below.'
  const keys = first.keys.map(key => keyText(key, plan)).join('\n')
  const own = `## Wave 1\n\nWatch: ${first.watch_days} days. ${savingsText(first.savings)}\n\n${keys}`
  return later.length === 0 ? own : `${own}\n\n${laterWavesText(later)}`
}

/** The lowest risk comes first, then the largest saving. */
function laterWavesText(waves: readonly PlannedWave[]): string {
  const rows = waves.slice(0, MOST_ROWS).map(({ number, keys, savings: { monthly, from, deleted_by } }) => {
    const named = keys.slice(0, NAMED).map(key => nameOf(key))
    const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : ''
    const saves = monthly === null ? 'not known' : moneyText(monthly)
    return tableRow([String(number), `${named.join(', ')}${more}`, keys[0]?.readiness ?? '', saves, from, deleted_by])
  })
  return `## Later waves

Each needs a new plan, made after the watch of the wave before it. The lowest risk comes first, then the largest saving.

${tableHead(['Wave', 'Keys', 'Readiness', 'Saves a month', 'From', 'Deleted by'])}${rows.join('')}${moreText(waves.length, 'wave')}`
}

function startAtWatchText(plan: RetirementPlan): string {
  const { start_at_watch: keys } = plan
  if (keys.length === 0) return ''
  return `## Already disabled\n\nStep 1 leaves these keys out. Their watch starts when they were disabled.\n\n${keys.map(key => keyText(key, plan)).join('\n')}`
}

/** A heading with the name of the key, a table with what is known, and its reasons to tick off. */
function keyText(key: PlannedKey, plan: RetirementPlan): string {
  const rows = [
    ['ARN', codeSpan(key.key_arn)],
    ['Aliases', key.aliases.length === 0 ? 'none' : key.aliases.map(alias => codeSpan(alias, LONGEST)).join(', ')],
    ['Description', key.description ? codeSpan(key.description, LONGEST) : 'none'],
    ['Last used', key.last_used ?? 'not checked'],
    ['Dependents', dependentsText(key, plan)],
    ['Saves', key.monthly_savings === null ? 'not known' : `${moneyText(key.monthly_savings)} a month`],
    ['Readiness', key.readiness],
  ]
  const table = `${tableHead(['Key', key.region])}${rows.map(tableRow).join('')}`
  const silent = key.fails_silently ? `- [ ] ${SILENT}\n` : ''
  return `${table}\n${key.reasons.map(reasonText).join('')}${silent}`
}

const LONGEST = 200

const SILENT =
  'Resources of this key report no error while it is disabled, so that a quiet watch proves nothing for them. Check them by hand.'

const reasonText = ({ text, clears }: ReadinessReason): string =>
  `- [ ] ${proseWithCode(text)} To clear it: ${proseWithCode(clears)}\n`

/** Never that there are none: only in how many types no reference was found. */
function dependentsText(
  { dependents, dependents_gaps: gaps }: PlannedKey,
  { searched_types: types, dependent_types }: RetirementPlan,
): string {
  if (gaps === null || types === null) return 'not searched'
  const searched = `in ${types.length - gaps.length} of ${countNoun(types.length, 'type')} of resources`
  if (dependents.length === 0) return `no reference found ${searched}`
  const named = dependents.slice(0, NAMED).map(one => codeSpan(resourceInWords(dependent_types, one), LONGEST))
  const more = dependents.length > NAMED ? ` and ${dependents.length - NAMED} more` : ''
  return `${named.join(', ')}${more}, found ${searched}`
}

const NAMED = 10

/** https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
const CANNOT_SEE = `## What this plan cannot see

- Lists show which key a resource uses today, not which key its old data needs: objects in S3 that were written earlier, log events before a log group changed its key, backups of DynamoDB, messages in queues, old versions of secrets and parameters. "No reference found" does not mean that no data needs the key.
- Data that was encrypted by a program with the key, and is stored elsewhere.
- What other accounts encrypted with the key. Ask their owners.
- CloudTrail records failed calls in some cases only. A quiet watch is strong evidence, but no proof.
- AWS says that last use alone must not decide about a deletion: an attached EBS volume calls KMS only when it is attached.`
