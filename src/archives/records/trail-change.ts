import { selectUses, selectWrites } from '../../aws/cloudtrail/selectors.ts'
import { defined } from '../../lib/defined.ts'
import { isObject, type Json } from '../../lib/json.ts'
import type { TrailChange } from '../../model/archive/coverage.ts'
import { eventTime, textOrNull } from './record-fields.ts'
import type { Odd } from './key-call.ts'

/** The operations that change what a trail records. */
export const TRAIL_CHANGES: ReadonlySet<string> = new Set([
  'CreateTrail',
  'DeleteTrail',
  'PutEventSelectors',
  'StartLogging',
  'StopLogging',
  'UpdateTrail',
])

/**
 * Reads a record of CloudTrail itself. Null: it changed no trail. What the call does not say clearly is null in the
 * change.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 */
export function readTrailChange(
  record: Json,
  place: Pick<TrailChange, 'account' | 'region'>,
): TrailChange | Odd | null {
  const operation = textOrNull(record['eventName'])
  if (operation === null) return { odd: 'has no name' }
  if (!TRAIL_CHANGES.has(operation) || textOrNull(record['errorCode']) !== '') return null
  const at = eventTime(record)
  if (at === null) return { odd: 'has no time' }
  const [asked, answered] = [record['requestParameters'], record['responseElements']].map(each =>
    isObject(each) ? each : {},
  )
  const name = asked?.['trailName'] ?? asked?.['name']
  return {
    at,
    account: place.account,
    region: place.region,
    operation,
    trail: typeof name === 'string' ? name : null,
    recordsUses: recordsUses(operation, asked ?? {}),
    isMultiRegion: givenFlag(operation, 'isMultiRegionTrail', asked ?? {}, answered ?? {}) ?? null,
    ...defined({ isOrganization: givenFlag(operation, 'isOrganizationTrail', asked ?? {}, answered ?? {}) }),
    ...(operation === 'PutEventSelectors' && { recordsWrites: recordsWrites(asked ?? {}) }),
  }
}

/** A new trail records all management events, but does not log yet, and an update keeps the selectors. */
function recordsUses(operation: string, asked: Json): boolean | null {
  if (operation === 'StopLogging' || operation === 'DeleteTrail') return false
  if (operation !== 'PutEventSelectors') return null
  return selectUses(likeAnswers(asked['eventSelectors']), likeAnswers(asked['advancedEventSelectors']))
}

const recordsWrites = (asked: Json): boolean =>
  selectWrites(likeAnswers(asked['eventSelectors']), likeAnswers(asked['advancedEventSelectors']))

/** What the call or its answer says. Undefined: neither does. */
function givenFlag(operation: string, name: string, asked: Json, answered: Json): boolean | undefined {
  if (operation !== 'CreateTrail' && operation !== 'UpdateTrail') return undefined
  return [asked[name], answered[name]].find(each => typeof each === 'boolean')
}

/** Records begin the names of members in lower case, the answers of the API in upper case. */
function likeAnswers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(likeAnswers)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.charAt(0).toUpperCase() + name.slice(1), likeAnswers(each)]),
  )
}
