import { WireError } from '../../../src/simulation/wire/call.ts'
import type { RandomChoices } from '../random-choices.ts'
import { change, error, type MakeEffect } from './make-effects.ts'

type Json = Record<string, unknown>
interface Records {
  outer: Json
  inner: Json
}

const bareId = (name: unknown): string => String(name).replace(/^arn:.*:key\//, '')
const bare = (list: unknown, field: string): unknown =>
  Array.isArray(list) ? list.map((entry: Json) => ({ ...entry, [field]: bareId(entry[field]) })) : list

/** Changes after which the two halves of a record disagree, or agree in other words. */
const CHANGES: readonly ((records: Records) => void)[] = [
  ({ outer }) => delete outer['EventName'],
  ({ outer }) => (outer['EventName'] = ''),
  ({ outer }) => (outer['EventName'] = 'DescribeKey'),
  ({ inner }) => delete inner['eventName'],
  ({ inner }) => (inner['eventName'] = ''),
  ({ inner }) => (inner['eventName'] = 'DescribeKey'),
  ({ inner }) => (inner['eventName'] = String(inner['eventName']).toLowerCase()),
  ({ outer, inner }) => {
    outer['EventName'] = 'PolishKey'
    inner['eventName'] = 'PolishKey'
  },
  ({ outer, inner }) => {
    delete outer['EventName']
    delete inner['eventName']
  },
  ({ outer, inner }) => {
    outer['Resources'] = bare(outer['Resources'], 'ResourceName')
    inner['resources'] = bare(inner['resources'], 'ARN')
  },
  ({ inner }) => (inner['resources'] = null),
  ({ outer }) => (outer['Resources'] = []),
]

/** Changes the names in events: missing, different, or bare IDs. */
export const oddRecord: MakeEffect = ({ operation }, random) =>
  operation === 'LookupEvents' ? change(body => changedEvents(body, random)) : null

function changedEvents(body: string, random: RandomChoices): string {
  const answer = JSON.parse(body) as { Events?: Json[] }
  for (const outer of answer.Events ?? []) {
    if (!random.chance(0.6)) continue
    const inner = JSON.parse(String(outer['CloudTrailEvent'])) as Json
    random.pick(CHANGES)({ outer, inner })
    outer['CloudTrailEvent'] = JSON.stringify(inner)
  }
  return JSON.stringify(answer)
}

/** Reorders the events of a page. */
export const outOfOrder: MakeEffect = ({ operation }) =>
  operation === 'LookupEvents'
    ? change(body => {
        const answer = JSON.parse(body) as { Events?: Json[] }
        return JSON.stringify({ ...answer, Events: answer.Events?.toReversed() })
      })
    : null

/** Answers the first page of a list and fails for the next one. */
export const laterPageDies: MakeEffect = ({ operation, input }, random) => {
  if (operation !== 'LookupEvents' && operation !== 'GetMetricData') return null
  if (input['NextToken'] === undefined) return null
  const again = change(body => JSON.stringify({ ...(JSON.parse(body) as Json), NextToken: input['NextToken'] }))
  return random.chance(0.4) ? again : error(new WireError('InternalFailure', 'Internal failure', 500))
}
