import { listText } from '../../../lib/text/lists.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import {
  ACTING_TYPES,
  type DependentRecord,
  type DependentsGapRecord,
  type Effect,
  resourceInWords,
} from '../../../model/dependents.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import type { FoundReason, ReasonRule } from '../reason.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

const SOON: readonly Effect[] = ['at-once', 'within-hours']
const LATER: readonly Effect[] = ['on-next-start', 'on-restore']

const failsSoon: ReasonRule = {
  id: 'dependent-fails-soon',
  level: 'blocked',
  title: 'A resource fails at once or within hours, or AWS acts on it, when the key is disabled',
  find: (key, { report }) =>
    foundOf(
      report,
      dependentsOf(key, one => SOON.includes(one.when_unusable) || one.acts_on_disabled),
      'fails at once or within hours',
      'Move the resource to another key, or delete it.',
    ),
}

const failsAtUnknownTime: ReasonRule = {
  id: 'dependent-effect-unknown',
  level: 'blocked',
  title: 'A resource references the key, and AWS does not say when it fails',
  find: (key, { report }) =>
    foundOf(
      report,
      dependentsOf(key, one => !one.acts_on_disabled && ![...SOON, ...LATER].includes(one.when_unusable)),
      'may fail at any time',
      'Move the resource to another key, or delete it.',
    ),
}

const failsLater: ReasonRule = {
  id: 'dependent-fails-later',
  level: 'review',
  title: 'A resource fails when it is started, attached or restored',
  find: (key, { report }) =>
    foundOf(
      report,
      dependentsOf(key, one => !one.acts_on_disabled && LATER.includes(one.when_unusable)),
      'fails when it is next started or restored',
      'Delete the resource or copy it to another key, or decide that it is not needed.',
    ),
}

/** Some data may be old: resources that were moved to another key keep what was written before under the old one. */
const dataNeededIt: ReasonRule = {
  id: 'data-needed-key',
  level: 'review',
  title: 'Archived log files show that data of a resource needed the key, which was not found to reference it now',
  find({ data_of: archived = [] }) {
    if (archived.length === 0) return null
    const names = archived.map(({ singular, id, last_seen_on: day }) => `${singular} ${id} (last on ${day})`)
    const shown = names.slice(0, SHOWN_RESOURCES)
    const more = names.length - shown.length
    const all = more === 0 ? listText(shown) : `${shown.join(', ')} and ${countNoun(more, 'more resource')}`
    return {
      text: `Log files show that data of ${countNoun(names.length, 'resource')} needed the key: ${all}.`,
      source: 'dependents',
      clears: 'Make sure that this data is encrypted with another key now, or that it is not needed.',
    }
  },
}

const SHOWN_RESOURCES = 12

const dependentsOf = (key: KeyRecord, matches: (one: DependentRecord) => boolean): DependentRecord[] =>
  (key.dependents ?? []).filter(matches)

function foundOf(report: Report, found: readonly DependentRecord[], what: string, clears: string): FoundReason | null {
  const [first] = found
  if (first === undefined) return null
  const names = found.map(one => resourceInWords(report.scope.dependents?.types ?? [], one))
  const text =
    found.length === 1
      ? `A resource that references the key ${what}: ${names.join()} (${first.consequence}).`
      : `${countNoun(found.length, 'resource')} reference the key, and each ${what}: ${listText(names)}. For example, ${names[0]}: ${first.consequence}.`
  return { text, source: 'dependents', clears }
}

const pluralText = ({ scope }: Report, id: string): string =>
  scope.dependents?.types.find(type => type.id === id)?.plural ?? id

const notSwept: ReasonRule = {
  id: 'sweep-not-done',
  level: 'review',
  title: 'The report contains no search for resources that reference keys',
  find: ({ dependents, dependents_gaps: gaps }, { report }) =>
    dependents !== undefined && gaps !== undefined && report.scope.dependents !== undefined
      ? null
      : {
          text: 'No resources that reference the key were searched, so there may be some.',
          source: 'dependents',
          clears: 'Run the audit again with --dependents.',
        },
}

const sweptInPart: ReasonRule = {
  id: 'sweep-incomplete',
  level: 'review',
  title: 'Some types of resources could not be searched',
  find({ dependents_gaps: gaps = [], dependents }, { report }) {
    if (gaps.length === 0) return null
    const types = new Set(gaps.map(({ type }) => type))
    const asked = report.scope.dependents?.types.length ?? types.size
    const found = (dependents ?? []).length > 0 ? 'References were' : 'No reference was'
    return {
      text: `${found} found in ${asked - types.size} of ${asked} types of resources. Could not be read: ${listText([...types].map(type => pluralText(report, type)))}.`,
      source: 'dependents',
      clears: `Read these types too, and make a new plan. ${whyText(report, gaps)}`,
    }
  },
}

/** A plan never disables a key before these types were searched. */
export const ACTING_TYPES_UNREAD = 'acting-types-unread'

const actingTypesUnread: ReasonRule = {
  id: ACTING_TYPES_UNREAD,
  level: 'review',
  title: 'Types whose resources AWS stops, archives or deletes when their key is disabled were not searched',
  find({ dependents, dependents_gaps: gaps }, { report }) {
    const asked = new Set(report.scope.dependents?.types.map(({ id }) => id))
    const unread = new Set(gaps?.map(({ type }) => type))
    const isRead = (id: string): boolean =>
      dependents !== undefined && gaps !== undefined && asked.has(id) && !unread.has(id)
    const missing = ACTING_TYPES.filter(id => !isRead(id))
    if (missing.length === 0) return null
    return {
      text: `Not searched: ${listText(missing)}. AWS stops, archives or deletes such a resource when its key is disabled.`,
      source: 'dependents',
      clears: `Allow these lists, and run ${reportCommand(report, 'retire', 'plan')} with --dependents listed,${missing.join(',')}.`,
    }
  },
}

/** The messages of the first types, which say what to do. */
function whyText(report: Report, gaps: readonly DependentsGapRecord[]): string {
  const texts = gaps.map(({ type, message }) => `${pluralText(report, type)}: ${message.replace(/\.$/, '')}.`)
  return texts.slice(0, SHOWN_MESSAGES).join(' ')
}

const SHOWN_MESSAGES = 2

export const ofDependents: readonly ReasonRule[] = [
  failsSoon,
  failsAtUnknownTime,
  failsLater,
  dataNeededIt,
  notSwept,
  actingTypesUnread,
  sweptInPart,
]
