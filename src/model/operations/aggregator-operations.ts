/** The operations that ask an AWS Config aggregator instead. AWS publishes no quotas for them. */
export const AGGREGATOR_OPERATIONS = {
  'config:SelectAggregateResourceConfig': asked('the references and keys that AWS Config has recorded'),
  'config:DescribeConfigurationAggregatorSourcesStatus': asked(
    'which accounts and Regions the aggregator covers, so that a missing record proves nothing',
  ),
  'config:DescribeConfigurationRecorders': asked(
    'which types AWS Config records, so that a missing record proves nothing',
  ),
  'config:DescribeConfigurationRecorderStatus': asked(
    'whether AWS Config records now, so that a missing record proves nothing',
  ),
} as const

function asked(without: string) {
  return { perSecond: 5, access: 'read', neededFor: 'aggregator', giveUpWhen: 'denied', without } as const
}
