import { fields, flag, list, Malformed, optional, word, type Read } from '../answers/shape.ts'

/**
 * Why the event selectors of a trail keep uses of keys or other events of KMS out of its logs; empty: they do not.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 *
 * @throws Malformed if they are not shaped as AWS documents them
 */
export function readSelectors(basic: unknown, advanced: unknown): string[] {
  const kept = optional(list(keptByAdvanced))(advanced, 'AdvancedEventSelectors') ?? []
  return hiddenByAll(kept.length > 0 ? kept : list(keptByBasic)(basic, 'EventSelectors'))
}

/** Whether uses of keys are recorded with these selectors. Null: that is not clear. */
export function selectUses(basic: unknown, advanced: unknown): boolean | null {
  const hidden = understood(() => readSelectors(basic, advanced))
  if (hidden === null) return null
  const isUsed = !hidden.some(why => why !== ONLY_READS)
  return isUsed && narrowed(advanced) ? null : isUsed
}

/** Whether changes of trails, which are write events, are surely recorded with these selectors. */
export function selectWrites(basic: unknown, advanced: unknown): boolean {
  const kept = understood(() => optional(list(ownWrites))(advanced, 'AdvancedEventSelectors') ?? [])
  if (kept === null || kept.length > 0) return kept?.includes(true) ?? false
  return understood(() => list(basicWrites)(basic, 'EventSelectors'))?.includes(true) ?? false
}

const basicWrites: Read<boolean> = (value, name) => {
  const { IncludeManagementEvents, ReadWriteType } = fields(value, name)
  return flag(IncludeManagementEvents, `${name}.IncludeManagementEvents`) && ReadWriteType !== 'ReadOnly'
}

/** Where only KMS or other services are left out, events of CloudTrail are not. */
const ownWrites: Read<boolean> = (value, name) => {
  const selectors = list(fieldSelector)(fields(value, name)['FieldSelectors'], `${name}.FieldSelectors`)
  return (
    selectors.every(({ Field }) => PLAIN_FIELDS.has(Field)) &&
    selectors.some(({ Field, Equals }) => Field === 'eventCategory' && Equals?.includes('Management')) &&
    selectors.every(({ Field, Equals }) => Field !== 'readOnly' || Equals?.[0] === 'false') &&
    selectors.every(({ Field, NotEquals }) => Field !== 'eventSource' || NotEquals?.includes(CLOUDTRAIL) === false)
  )
}

/** Whether a selector of management events leaves out some by more than source and kind, such as by name or caller. */
const narrowed = (advanced: unknown): boolean =>
  understood(() => optional(list(isNarrow))(advanced, 'AdvancedEventSelectors') ?? [])?.includes(true) ?? true

const isNarrow: Read<boolean> = (value, name) => {
  const selectors = list(fieldSelector)(fields(value, name)['FieldSelectors'], `${name}.FieldSelectors`)
  const isManagement = selectors.some(
    ({ Field, Equals }) => Field === 'eventCategory' && Equals?.includes('Management'),
  )
  return isManagement && selectors.some(({ Field }) => !PLAIN_FIELDS.has(Field))
}

const PLAIN_FIELDS: ReadonlySet<string> = new Set(['eventCategory', 'readOnly', 'eventSource'])
const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** Null: it is not shaped as AWS documents it. */
function understood<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

/** What one selector keeps of the events of KMS, or why it keeps none of them. */
type Kept = { reads: boolean; writes: boolean } | { nothing: string }

/** What any of the selectors keeps is kept. */
function hiddenByAll(all: readonly Kept[]): string[] {
  if (all.length === 0) return [NONE]
  const kept = all.flatMap(each => ('nothing' in each ? [] : each))
  if (kept.length === 0) return [...new Set(all.flatMap(each => ('nothing' in each ? each.nothing : [])))]
  return [
    ...(kept.some(({ reads }) => reads) ? [] : ['only write events: every use of a key is a read event']),
    ...(kept.some(({ writes }) => writes) ? [] : [ONLY_READS]),
  ]
}

const ONLY_READS = 'only read events: deletions and policy changes are missing'
const NONE = 'no selector for management events'
const EXCLUDED = 'KMS events are excluded'
const KMS = 'kms.amazonaws.com'

const keptByBasic: Read<Kept> = (value, name) => {
  const { IncludeManagementEvents, ExcludeManagementEventSources, ReadWriteType } = fields(value, name)
  const excluded = optional(list(word))(ExcludeManagementEventSources, `${name}.ExcludeManagementEventSources`)
  if (!flag(IncludeManagementEvents, `${name}.IncludeManagementEvents`)) return { nothing: NONE }
  if (excluded?.includes(KMS)) return { nothing: EXCLUDED }
  const kinds = word(ReadWriteType, `${name}.ReadWriteType`)
  return { reads: kinds !== 'WriteOnly', writes: kinds !== 'ReadOnly' }
}

const keptByAdvanced: Read<Kept> = (value, name) => {
  const selectors = list(fieldSelector)(fields(value, name)['FieldSelectors'], `${name}.FieldSelectors`)
  const field = (named: string) => selectors.find(({ Field }) => Field === named)
  if (field('eventCategory')?.Equals?.includes('Management') !== true) return { nothing: NONE }
  const source = field('eventSource')
  if (source?.NotEquals?.includes(KMS)) return { nothing: EXCLUDED }
  if (source?.Equals !== undefined && !source.Equals.includes(KMS)) return { nothing: 'only events of other services' }
  const readOnly = field('readOnly')?.Equals?.[0]
  return { reads: readOnly !== 'false', writes: readOnly !== 'true' }
}

interface FieldSelector {
  Field: string
  Equals: string[] | undefined
  NotEquals: string[] | undefined
}

const fieldSelector: Read<FieldSelector> = (value, name) => {
  const { Field, Equals, NotEquals } = fields(value, name)
  return {
    Field: word(Field, `${name}.Field`),
    Equals: optional(list(word))(Equals, `${name}.Equals`),
    NotEquals: optional(list(word))(NotEquals, `${name}.NotEquals`),
  }
}
