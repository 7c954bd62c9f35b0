import { WireError, type AnswerCall, type SimulatedCall } from '../../wire/call.ts'
import { listOf } from './list-of.ts'
import { resourceService } from './resource-service.ts'
import { described, resourcesFor } from './resources-for.ts'

/** A recorded resource in the form of AWS Config's records. */
type ConfigRecord = Record<string, unknown>

const NAME = 'ConfigurationAggregatorName'

/**
 * Delivery, recorders, and aggregators: what these have recorded is in the Region of the aggregator, by its name.
 * https://docs.aws.amazon.com/config/latest/APIReference/
 */
export const config = resourceService({
  name: 'config',
  protocol: 'json-1.1',
  operations: {
    DescribeDeliveryChannels: listOf('DeliveryChannels'),
    DescribeConfigurationRecorders: listOf('ConfigurationRecorders'),
    DescribeConfigurationRecorderStatus: listOf('ConfigurationRecordersStatus'),
    DescribeConfigurationAggregatorSourcesStatus: ofAggregator(
      listOf('AggregatedSourceStatusList', { size: ['Limit', 1, 100, 100], within: NAME }),
    ),
    SelectAggregateResourceConfig: ofAggregator(
      listOf('Results', {
        size: ['Limit', 1, 25, 100],
        within: NAME,
        wanted: matchesExpression,
        toAnswer: answer => ({
          ...answer,
          Results: (answer['Results'] as ConfigRecord[]).map(each => JSON.stringify(each)),
        }),
      }),
    ),
  },
})

function ofAggregator(answer: AnswerCall): AnswerCall {
  return call => {
    if (described(resourcesFor(call), call.input[NAME]) !== undefined) return answer(call)
    throw new WireError('NoSuchConfigurationAggregatorException', 'The configuration aggregator does not exist.')
  }
}

/** Understands expressions with one condition: `… WHERE configuration.kmsKeyId LIKE 'arn%'`. */
function matchesExpression(record: ConfigRecord, { input }: SimulatedCall): boolean {
  const [, path = '', beginning = ''] = /WHERE\s+(\S+)\s+LIKE\s+'([^%']*)%'/.exec(String(input['Expression'])) ?? []
  return textsAt(record, path.split('.')).some(text => text.startsWith(beginning))
}

/** Returns the texts at a path. A list on the way is for each of its items. */
function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => textsAt(each, path))
  const [name, ...rest] = path
  if (name === undefined) return typeof value === 'string' ? [value] : []
  return typeof value === 'object' && value !== null ? textsAt((value as ConfigRecord)[name], rest) : []
}
