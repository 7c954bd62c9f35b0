import { WireError, type AnswerCall } from '../../wire/call.ts'
import { configQuery } from './config-query.ts'
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
        wanted: (record, { input }) => configQuery(input['Expression']).matches(record),
        toAnswer: (answer, { input }) => {
          const query = configQuery(input['Expression'])
          const records = answer['Results'] as ConfigRecord[]
          return { ...answer, Results: records.map(each => JSON.stringify(query.select(each))) }
        },
      }),
    ),
  },
})

function ofAggregator(answer: AnswerCall): AnswerCall {
  return call => {
    if (described(resourcesFor(call), call.input[NAME]) !== undefined) {
      if (call.input['Expression'] !== undefined) configQuery(call.input['Expression'])
      return answer(call)
    }
    throw new WireError('NoSuchConfigurationAggregatorException', 'The configuration aggregator does not exist.')
  }
}
