import { safeText } from '../../../lib/text/safe-text.ts'
import { shellWord } from '../../../lib/text/shell-word.ts'
import { TRAIL_ARCHIVE } from '../../../model/gap.ts'
import { gapsOfEntered } from '../../../model/report/recorded.ts'
import type { GapRecord, Report } from '../../../model/report/report.ts'
import type { Rerun } from '../../../model/options/rerun.ts'
import { leftOutText } from './left-out-text.ts'

/** A suggested command, and its purpose. */
interface NextStep {
  why: string
  /** Quoted for a POSIX shell. */
  command: string
}

/**
 * Returns the most useful next command. Null if it cannot be repeated: stdin has been read, or a word cannot be
 * printed.
 */
export function nextStep(report: Report, rerun: Rerun): NextStep | null {
  if (rerun.isFromStdin) return null
  const choice = rerun.isSaved ? nextOfSaved(report, rerun) : nextOfAudit(report, rerun)
  if (choice === null) return null
  const [why, left, added] = choice
  const repeated = rerun.options.filter(({ name }) => !left.includes(name)).flatMap(({ words }) => words)
  const command = [rerun.program, ...[...repeated, ...added].map(shellWord)].join(' ')
  return safeText(command) === command ? { why, command } : null
}

type NextStepChoice = readonly [why: string, leftOut: readonly string[], added: readonly string[]]

function nextOfAudit(report: Report, rerun: Rerun): NextStepChoice | null {
  const { summary, savings, findings, scope } = report
  const gap = worstGap(gapsOfEntered(report).filter(({ operation }) => operation !== TRAIL_ARCHIVE))
  if (summary.keys === 0 && leftOutText(report) !== null) return null
  if (savings.unused_key_count > 0) return nextOfUnused(report, rerun)
  if (summary.keys === 0 && gap !== undefined) return [fixText(gap), [], []]
  if (summary.keys === 0 && !rerun.isRegionFixed) return ['look for keys in all Regions:', ['region'], ['-r', 'all']]
  // Without a source every last use is unknown, with or without gaps.
  if (scope.sources.length === 0) return ['find out which keys are unused:', ['source'], allSources(report)]
  if (summary.unknown > 0 && gap !== undefined) return [fixText(gap), [], []]
  if (summary.unknown > 0 && !rerun.asksCloudTrail)
    return ['ask all sources when the keys were last used:', ['source'], allSources(report)]
  if (findings === undefined) return ['check the policies, grants and rotation of these keys:', [], ['--checks']]
  return [KEEP, [], ['-o', 'json', '-f', 'kms-baseline.json']]
}

const KEEP = 'save a report as the baseline for the next audit (--baseline):'

/**
 * The option that asks all sources. `auto` includes the archives that other options name, but not the archive of
 * the sample account, which only `--source` names.
 */
function allSources({ scope: { sources, archive_options } }: Report): string[] {
  const archives = archive_options === undefined ? sources.filter(id => !AUTO.includes(id)) : []
  return ['--source', archives.length === 0 ? 'auto' : [...AUTO, ...archives].join(',')]
}

/** What `--source auto` asks without archives. */
const AUTO = ['kms', 'cloudtrail', 'cloudwatch']

/** Suggests the full search first, then checks of policies and grants, then a report to keep as evidence. */
function nextOfUnused(report: Report, { isDoubleChecked, asksCloudTrail }: Rerun): NextStepChoice {
  const { findings, savings } = report
  const left = ['double-check', ...(asksCloudTrail ? [] : ['source'])]
  const proof = ['--only', 'unused', '--double-check', ...(asksCloudTrail ? [] : allSources(report))]
  const isOne = savings.unused_key_count === 1
  const keys = isOne ? 'this key' : 'these keys'
  const first = isOne ? 'before you delete it' : 'before you delete them'
  if (!isDoubleChecked) return [`search 90 days of CloudTrail for ${keys} ${first}:`, left, proof]
  if (findings === undefined)
    return [`check the policies and grants of ${keys} ${first}:`, left, [...proof, '--checks']]
  return [`save the evidence ${first}:`, left, [...proof, '-o', 'json', '-f', 'unused-keys.json']]
}

function nextOfSaved({ summary, savings, findings }: Report, { isUnusedOnly }: Rerun): NextStepChoice | null {
  if (summary.keys === 0) return null
  const unused = savings.unused_key_count > 0 ? ['--only', 'unused'] : []
  if (unused.length > 0 && !isUnusedOnly) return ['list only the unused keys:', [], unused]
  if (findings === undefined)
    return ['check the policies, grants and rotation of these keys:', [], [...unused, '--checks']]
  return ['export the list for the owners of the keys:', [], [...unused, '-o', 'csv', '-f', 'keys.csv']]
}

/**
 * Returns the gap that hides the most: a gap of a whole Region before one of a key, and a denied call before others,
 * because a policy can allow it.
 */
const worstGap = (gaps: readonly GapRecord[]): GapRecord | undefined =>
  gaps.find(({ key_id, reason }) => key_id === null && reason === 'denied') ??
  gaps.find(({ key_id }) => key_id === null) ??
  gaps.find(({ reason }) => reason === 'denied') ??
  gaps[0]

function fixText({ operation, reason, account_id, region, key_id }: GapRecord): string {
  const account = account_id === '' ? '' : ` ${region === null ? 'in' : 'of'} account ${account_id}`
  const where = safeText(
    `${key_id === null ? '' : ` for key ${key_id}`}${region === null ? '' : ` in ${region}`}${account}`,
  )
  const what = safeText(operation)
  if (reason === 'denied') return `allow ${what}${where}, then run this again:`
  if (reason === 'expired') return 'renew the credentials, then run this again:'
  return `run this again, because ${what} failed${where} (${reason.replace('_', ' ')}):`
}
