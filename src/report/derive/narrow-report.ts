import { defined } from '../../lib/defined.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { placeOf } from '../../model/finding.ts'
import type { GapRecord, KeyRecord, PlaceRecord, Report } from '../../model/report/report.ts'
import type { SavedOptions } from '../../model/options/options.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import { TagFilter } from '../../selection/tag-filter.ts'
import { toGap } from '../to-record.ts'
import { type LeftOut, leftOutRecord, placeStatus } from '../to-place.ts'
import { matchRegions, regionsOf } from '../report-regions.ts'
import { narrowAccountFacts, type PlaceTest } from './narrow-account-facts.ts'

type Narrowing = Pick<
  SavedOptions,
  'oneKey' | 'regions' | 'accounts' | 'exceptAccounts' | 'manager' | 'keys' | 'exceptKeys' | 'tags'
>

export interface NarrowedReport {
  report: Report
  /** Lines about names of keys that could not be checked, or that matched no key. */
  notes: readonly string[]
}

/**
 * Returns the report of these accounts, Regions and keys alone. Summary and savings are still those of the whole
 * report.
 *
 * @throws AuditError (wrong usage) for what the report does not contain
 */
export function narrowReport(report: Report, wanted: Narrowing): NarrowedReport {
  const filter = new KeyFilter(wanted.keys, wanted.exceptKeys, { isOne: wanted.oneKey })
  const isPlace = placesWanted(report, wanted, filter)
  const { keys: named, unnamed, notes } = keysWanted(report, wanted, filter, isPlace)
  const tags = new TagFilter(wanted.tags)
  const keys = named.filter(key => tags.wants(tagsOf(key), { account: key.account_id, region: key.region }))
  const ids = new Set(keys.map(placeOf))
  const everyKey = filter.isIdle && tags.isOpen && (wanted.manager === null || wanted.manager === report.scope.manager)
  const isKept = (where: Where): boolean =>
    (where.account_id === '' || isPlace(where.account_id, where.region)) && (everyKey || isIn(ids, where) !== false)
  const untagged = new Set(named.map(placeOf))
  const isOfChoice = (gap: GapRecord): boolean =>
    isPlace(gap.account_id, gap.region) &&
    // Only the description says who manages a key. Without it, the key may be one that was asked for.
    ((filter.isOpen && gap.operation === 'kms:DescribeKey' && isIn(unnamed, gap) !== true) ||
      // A key whose tags could not be read may also be one that was asked for.
      (!tags.isOpen && gap.operation === 'kms:ListResourceTags' && isIn(untagged, gap) === true))
  const gaps = report.gaps.filter(gap => isKept(gap) || isOfChoice(gap))
  const leftOut = { exclude_key: filter.excluded, tag: tags.leftOut }
  const places = report.scope.places
    .filter(({ account_id, region }) => isPlace(account_id, region))
    .map(place => toPlace(place, { keys, gaps, leftOut }))
  const narrow: Report = {
    ...report,
    scope: {
      ...report.scope,
      ...selection(report, wanted),
      places,
      ...narrowAccountFacts(report, isPlace),
    },
    gaps,
    keys,
    ...defined({ findings: report.findings?.filter(isKept), deletions: report.deletions?.filter(isKept) }),
  }
  return { report: narrow, notes: tags.noMatchText === null ? notes : [...notes, tags.noMatchText] }
}

/** Whether the key of a gap or finding is one of these. Null: the gap or finding is not about a single key. */
const isIn = (ids: ReadonlySet<string>, { account_id, region, key_id }: Where): boolean | null =>
  region === null || key_id === null ? null : ids.has(placeOf({ account_id, region, key_id }))

/** Returns the selection that the report was made for, in addition to the selection of a saved report. */
function selection({ scope }: Report, { manager, keys, exceptKeys, tags }: Narrowing) {
  const names = [...new Set([...(scope.exclude_keys ?? []), ...exceptKeys])]
  const words = [...new Set([...(scope.tags ?? []), ...tags])]
  return {
    manager: manager ?? scope.manager,
    ...(keys.length > 0 && { keys: [...keys] }),
    ...(names.length > 0 && { exclude_keys: names }),
    ...(words.length > 0 && { tags: words }),
  }
}

/** Returns the tags of a key; an AWS managed key has none. Null: they could not be read. */
const tagsOf = ({ key_manager, tags = null }: KeyRecord) => (key_manager === 'AWS' ? [] : tags)

type Where = Pick<GapRecord, 'account_id' | 'region' | 'key_id'>

function placesWanted(
  report: Report,
  { regions: patterns, accounts, exceptAccounts }: Narrowing,
  filter: KeyFilter,
): PlaceTest {
  const present = accountsOf(report)
  filter.requireAccounts(new Set(present), `The report has no other accounts.`)
  const missing = accounts.find(account => !present.includes(account))
  if (missing !== undefined)
    throw new AuditError('usage', `The report has no account ${missing}.`, {
      hint: `It has ${safeText(present.join(', '))}.`,
    })
  const chosen = (accounts.length === 0 ? present : accounts).filter(account => !exceptAccounts.includes(account))
  if (chosen.length === 0) throw new AuditError('usage', '--exclude-accounts excludes every account.')
  const named = matchRegions(report, patterns) ?? (filter.onlyArns ? [] : regionsOf(report))
  const regions = new Set([...named, ...filter.regions])
  return (account, region) => chosen.includes(account) && (region === null || regions.has(region))
}

const accountsOf = ({ scope, keys }: Report): string[] =>
  [...new Set([...scope.places, ...keys].map(({ account_id }) => account_id))].toSorted()

function keysWanted(
  report: Report,
  { manager }: Narrowing,
  filter: KeyFilter,
  isPlace: PlaceTest,
): Pick<NarrowedReport, 'notes'> & { keys: KeyRecord[]; unnamed: ReadonlySet<string> } {
  const { manager: recorded } = report.scope
  if (filter.isOpen && manager !== null && recorded !== 'all' && recorded !== manager)
    throw new AuditError('usage', `The report contains only keys of --manager ${recorded}.`, {
      hint: `Run the audit again with --manager ${manager} or --manager all.`,
    })
  const candidates = report.keys.filter(
    key => isPlace(key.account_id, key.region) && (!filter.isOpen || fitsManager(key, manager)),
  )
  const keys = candidates.filter(key => isNamed(key, filter))
  const named = new Set(keys)
  const unnamed = new Set(candidates.filter(key => !named.has(key)).map(placeOf))
  return { keys, unnamed, notes: filter.requireMatches(regionsOf(report), report.gaps.map(toGap)) }
}

function isNamed(
  { account_id: account, region, key_id: id, key_arn: arn, aliases }: KeyRecord,
  filter: KeyFilter,
): boolean {
  const [, partition = ''] = arn.split(':')
  return filter.wants({ id, arn }, { partition, account, region }, new Map([[id, aliases]]))
}

/** As in an audit, a key whose manager is not known counts as a customer's. */
const fitsManager = ({ key_manager }: KeyRecord, manager: Narrowing['manager']): boolean =>
  manager === null || manager === 'all' || (manager === 'aws') === (key_manager === 'AWS')

function toPlace(
  place: PlaceRecord,
  { keys, gaps, leftOut }: { keys: readonly KeyRecord[]; gaps: readonly GapRecord[]; leftOut: LeftOut },
): PlaceRecord {
  const { account_id, region, status } = place
  const here = keys.filter(key => key.account_id === account_id && key.region === region)
  return {
    ...place,
    keys: here.length,
    status: status === 'unreachable' ? status : placeStatus(place, gaps),
    ...leftOutRecord({ account: account_id, region }, leftOut, place.left_out),
  }
}
