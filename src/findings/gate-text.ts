import { countNoun } from '../lib/text/numbers.ts'
import { placeOf } from '../model/finding.ts'
import { hasSeveral } from '../model/report/place-records.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import type { FailOn, DispositionFilter } from '../model/options/options.ts'
import { type GateMatch, type GateSubject, isDispositionFilter, isSeverity } from './gate-match.ts'

/**
 * Why the exit code is 1: `--fail-on unused: 5 keys are unused (exit code 1): alias/a, alias/b, alias/c and 2 more.`
 */
export function gateMatchText({ word, matched }: GateMatch, report: Report): string {
  const count = matched.length
  const what = isDispositionFilter(word) ? keysText(count, word) : findingsText(count, word, report)
  return `--fail-on ${word}: ${what} (exit code 1): ${namesText(matched, word, report)}.`
}

/**
 * What is unknown although nothing matches: `--fail-on high: no match, but 1 finding is unknown: policy-public on …`
 */
export function gateUndecidedText({ word, about, undecided, total }: GateMatch, report: Report): string {
  const count = undecided.length
  const doubt =
    about === 'keys'
      ? `the last use of ${count} of ${countNoun(total, 'key')} is unknown`
      : `${countNoun(count, 'finding')} ${count === 1 ? 'is' : 'are'} unknown`
  return `--fail-on ${word}: no match, but ${doubt}: ${namesText(undecided, word, report)}.`
}

function keysText(count: number, word: DispositionFilter): string {
  const keys = countNoun(count, 'key')
  if (word === 'unknown') return `the last use of ${keys} is unknown`
  if (word === 'never') return `${keys} ${count === 1 ? 'was' : 'were'} never used`
  return `${keys} ${count === 1 ? 'is' : 'are'} ${word.replace('_', ' ')}`
}

function findingsText(count: number, word: FailOn, { findings = [] }: Report): string {
  const isCompared = findings.some(finding => finding.is_new !== undefined)
  const found = countNoun(count, isCompared ? 'new finding' : 'finding')
  if (!isSeverity(word)) return found
  return word === 'critical' ? `${found} of severity critical` : `${found} of severity ${word} or higher`
}

/** Names in one line; the report lists all of them. */
const MAX_NAMES = 3

function namesText(subjects: readonly GateSubject[], word: FailOn, report: Report): string {
  const nameOf = nameReader(report)
  const names = [...new Set(subjects.map(subject => withCheck(subject, word, nameOf(subject))))]
  const shown = names.slice(0, names.length === MAX_NAMES + 1 ? names.length : MAX_NAMES)
  const more = names.length - shown.length
  const last = more > 0 ? `${more} more` : shown.pop()
  return shown.length === 0 ? `${last}` : `${shown.join(', ')} and ${last}`
}

/** Puts the name of the check in front of the name of the key, unless `--fail-on` names the check. */
const withCheck = ({ check }: GateSubject, word: FailOn, name: string): string =>
  check === undefined || check === word ? name : `${check} on ${name}`

/**
 * Returns a function that names a subject: `alias/orders` or the key id, with account and Region if the report has
 * several.
 */
function nameReader({ keys, scope: { places } }: Report): (subject: GateSubject) => string {
  const known = new Map<string, KeyRecord>(keys.map(key => [placeOf(key), key]))
  const severalAccounts = hasSeveral(places, 'account_id')
  const severalRegions = hasSeveral(places, 'region')
  return subject => {
    const { account_id, region, key_id, resource } = subject
    if (key_id === null && resource === undefined) return `account ${account_id}`
    const name = resource?.name ?? resource?.id ?? known.get(placeOf(subject))?.aliases[0] ?? key_id ?? account_id
    const where = [...(severalAccounts ? [account_id] : []), ...(severalRegions && region !== null ? [region] : [])]
    return where.length === 0 ? name : `${name} (${where.join(', ')})`
  }
}
