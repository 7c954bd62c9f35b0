import { groupBy } from '../../../lib/group-by.ts'
import { listText } from '../../../lib/text/lists.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import {
  answeredText,
  distinctResources,
  typeName,
  usedByText,
  searchedTypes,
} from '../../../model/report/dependents-text.ts'
import { EFFECTS, type DependentRecord, type DependentsScope } from '../../../model/dependents.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { SEARCH_LIMITS } from '../../report-text/dependents-summary.ts'
import { effectText } from '../../report-text/effect-text.ts'
import { type Block, type Section, type SheetInput, text } from '../sheet.ts'

/** The resources that reference the key, those that fail first on top, and which types could not be read. */
export function usedBySection({ key, report, command }: SheetInput): Section {
  const title = 'Used by'
  const types = searchedTypes(report)
  const { dependents } = key
  if (dependents === undefined || types === undefined) return { title, blocks: notSearched(key, command) }
  const notes = [
    ...(dependents.length === 0 ? [`${usedByText(key, types)}.`] : [`Read: ${answeredText(key, types)}.`]),
    ...unreadTypesText(key, types),
    ...silentText(dependents),
    ...recordedText(report.scope.dependents),
  ]
  return {
    title: dependents.length === 0 ? title : `${title} (${countText(distinctResources(dependents))})`,
    blocks: [...resourceBlocks(dependents, types), ...archivedBlocks(key), text([...notes, SEARCH_LIMITS].join(' '))],
  }
}

const notSearched = ({ key_arn: arn }: KeyRecord, command: SheetInput['command']): Block[] => [
  text('Not searched. To find resources that reference the key:'),
  { kind: 'commands', lines: [command('key', arn, '--dependents')] },
]

/** Resources that a row names. */
const NAMED = 12

/** The resources whose data needed the key, by archived log files; those of the latest uses first. */
function archivedBlocks({ data_of: archived = [] }: KeyRecord): Block[] {
  if (archived.length === 0) return []
  const latest = archived.toSorted((a, b) => (a.last_seen_on < b.last_seen_on ? 1 : -1))
  const rows = latest.slice(0, NAMED).map(one => [`${one.singular} ${one.id}`, one.last_seen_on])
  const more = archived.length - rows.length
  return [
    { kind: 'table', titles: ['Used by data of', 'Last seen in log files'], rows },
    ...(more === 0 ? [] : [text(`And ${countText(more)} more, see -o json.`)]),
  ]
}

/** One row for resources that are alike, so that a hundred volumes do not hide one database. */
function resourceBlocks(dependents: readonly DependentRecord[], types: DependentsScope['types']): Block[] {
  if (dependents.length === 0) return []
  const alike = groupBy(dependents, each => JSON.stringify([each.type, each.role, effectText(each), foundText(each)]))
  const rows = alike.toSorted((a, b) => effectRank(a) - effectRank(b)).flatMap(resourceRow(types))
  return [{ kind: 'table', titles: ['Resource', 'If the key is unusable', 'Found by'], rows }]
}

const effectRank = ([first]: readonly DependentRecord[]): number =>
  first === undefined ? 0 : EFFECTS.indexOf(first.when_unusable)

const resourceRow =
  (types: DependentsScope['types']) =>
  (alike: readonly DependentRecord[]): string[][] => {
    const [first] = alike
    if (first === undefined) return []
    const ids = alike.map(({ id }) => id)
    const more = ids.length > NAMED + 1 ? ` and ${countText(ids.length - NAMED)} more, see -o json` : ''
    const named = `${(more === '' ? ids : ids.slice(0, NAMED)).join(', ')}${more}`
    const role = first.role === null ? '' : ` (${first.role})`
    const words = typeName(first.type, alike.length, types)
    const what = alike.length === 1 ? `${words} ${named}` : `${countText(alike.length)} ${words}: ${named}`
    return [[`${what}${role}`, effectText(first), foundText(first)]]
  }

const foundText = ({ found_by: ways, recorded_at: at }: DependentRecord): string =>
  ways.map(way => (way === 'config' && at !== undefined ? `config, recorded ${at.slice(0, 10)}` : way)).join(', ')

/** The gaps by reason. The section about what was not read has their messages. */
function unreadTypesText({ dependents_gaps: gaps = [] }: KeyRecord, types: DependentsScope['types']): string[] {
  if (gaps.length === 0) return []
  const parts = groupBy(gaps, ({ reason }) => reason).map(alike => {
    const names = listText(alike.map(({ type }) => typeName(type, 2, types)))
    return `${names} (${alike[0]?.reason.replace('_', ' ') ?? ''})`
  })
  return [`Not read, or only in part: ${parts.join('; ')}.`]
}

/** A watch over the disabled key sees no error of these resources. */
function silentText(dependents: readonly DependentRecord[]): string[] {
  const count = distinctResources(dependents.filter(({ fails_silently: silent }) => silent))
  if (count === 0) return []
  const verb = count === 1 ? 'reports' : 'report'
  return [`${countNoun(count, 'resource')} ${verb} no error while the key is disabled.`]
}

const recordedText = (scope: DependentsScope | undefined): string[] =>
  scope === undefined || scope.from === 'lists' ? [] : [`The answers are what AWS Config (${scope.from}) has recorded.`]
