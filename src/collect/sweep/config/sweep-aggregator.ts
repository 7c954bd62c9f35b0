import { failure, type Failure } from '../../../aws/answers/answer.ts'
import type { Recording } from '../../../aws/config/aggregator.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { NamedDependent } from '../../../dependents/load-dependents.ts'
import type { DependentsGapRecord } from '../../../model/dependents.ts'
import type { Place } from '../../../model/place.ts'
import type { SweepResult } from '../../../model/sweep.ts'
import { placeId } from '../resolve-key.ts'
import { expressionsFor } from './expressions.ts'
import { referencesIn, type RecordedReference } from './records.ts'
import { whyNotCovered, type Reason } from './why-not-covered.ts'

interface AggregatorTask {
  /** The client of the account and Region of the aggregator. */
  client: PlaceClient
  aggregator: string
  types: readonly NamedDependent[]
  places: readonly PlaceClient[]
  /** Places that were not entered, so that it is not known what AWS Config records there. */
  notEntered: readonly Place[]
}

/**
 * Finds the references that AWS Config has recorded, for all places with one set of queries. A place or a type that the
 * aggregator does not cover is a gap: there, no record means nothing.
 */
export async function sweepAggregator(task: AggregatorTask): Promise<ReadonlyMap<string, SweepResult>> {
  const { aggregatorSources, readRecording, selectRecords } = await import('../../../aws/config/aggregator.ts')
  const { client, aggregator, types, places, notEntered } = task
  const queries = expressionsFor(types).map(async ({ property, expression }) => {
    const records = await selectRecords(client, aggregator, expression)
    client.note(records, 'config:SelectAggregateResourceConfig')
    if (!records.known) return { property, failed: records, references: [] }
    return { property, failed: null, references: records.value.flatMap(each => referencesIn(each, property, types)) }
  })
  const [answers, sources, recordings] = await Promise.all([
    Promise.all(queries),
    aggregatorSources(client, aggregator),
    Promise.all(places.map(place => readRecording(place))),
  ])
  client.note(sources, 'config:DescribeConfigurationAggregatorSourcesStatus')
  const failed = new Map(answers.flatMap(each => (each.failed === null ? [] : [[each.property, each.failed] as const])))
  const all = answers.flatMap(({ references }) => references)
  places.forEach((place, at) => place.note(recordings[at] ?? NOT_READ, 'config:DescribeConfigurationRecorders'))
  const asked = [
    ...places.map(({ place }, at) => ({ place, recording: recordings[at] ?? NOT_READ })),
    ...notEntered.map(place => ({ place, recording: NOT_READ })),
  ]
  return new Map(
    asked.map(({ place, recording }) => {
      const why = sources.known ? whyNotCovered(place, sources.value) : sources
      const whole = why ?? (recording.known ? null : recording)
      const gaps = types.flatMap(type => gapOf(type, whole, failed, recording.known ? recording.value : null))
      return [placeId(place), { references: referencesOf(place, all), gaps }]
    }),
  )
}

const NOT_READ = failure('partial', 'which types AWS Config records there could not be read')

const referencesOf = ({ account, region }: Place, all: readonly RecordedReference[]): SweepResult['references'] =>
  all
    .filter(each => each.account === account && each.region === region)
    .map(({ key, dependent }) => ({ key, dependent }))

function gapOf(
  { id, dependent }: NamedDependent,
  whole: Reason | null,
  failed: ReadonlyMap<string, Failure>,
  recording: Recording | null,
): DependentsGapRecord[] {
  const reason = whole ?? whyNotRecorded(dependent.config ?? [], failed, recording) ?? whyIncomplete(dependent)
  return reason === null ? [] : [{ type: id, reason: reason.reason, message: reason.why }]
}

function whyNotRecorded(
  config: NonNullable<NamedDependent['dependent']['config']>,
  failed: ReadonlyMap<string, Failure>,
  recording: Recording | null,
): Reason | null {
  if (config.length === 0) return { reason: 'unsupported', why: 'AWS Config does not record which key these use' }
  for (const { property, resourceType } of config) {
    const query = failed.get(property)
    if (query !== undefined) return query
    if (recording === null) continue
    if (!recording.isOn) return { reason: 'partial', why: 'AWS Config does not record in this Region now' }
    if (recording.types.has(resourceType) === recording.isExcept)
      return { reason: 'partial', why: `AWS Config does not record ${resourceType} in this Region` }
  }
  return null
}

const whyIncomplete = ({ configIsComplete }: NamedDependent['dependent']): Reason | null =>
  configIsComplete === true
    ? null
    : { reason: 'partial', why: 'the records of AWS Config do not hold every key that these name, or not as an ARN' }
