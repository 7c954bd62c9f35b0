import type { Dependent } from '../dependent.ts'

/**
 * GuardDuty encrypts the findings that it exports to S3, and stops if it cannot.
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
const guarddutyDestination: Dependent = {
  singular: 'GuardDuty publishing destination',
  plural: 'GuardDuty publishing destinations',
  operations: [
    'guardduty:ListDetectors',
    'guardduty:ListPublishingDestinations',
    'guardduty:DescribePublishingDestination',
  ],
  effort: 'each',
  namesOtherRegions: true,
  effect: { when: 'at-once', consequence: 'findings are no longer exported, and earlier ones cannot be read' },
  encryption: { notJudged: 'It exports findings to Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const {
      DescribePublishingDestinationCommand,
      GuardDutyClient,
      ListDetectorsCommand,
      ListPublishingDestinationsCommand,
    } = await import('@aws-sdk/client-guardduty')
    const guardduty = sweep.client('GuardDuty', config => new GuardDutyClient(config))
    const send = (NextToken: string | undefined) =>
      guardduty.send(new ListDetectorsCommand({ MaxResults: 50, NextToken }))
    await sweep.pages('guardduty:ListDetectors', { send, items: 'DetectorIds' }, async detector => {
      const DetectorId = detector.itself()
      const sendBelow = (NextToken: string | undefined) =>
        guardduty.send(new ListPublishingDestinationsCommand({ DetectorId, MaxResults: 50, NextToken }))
      const below = { send: sendBelow, items: 'Destinations' }
      await sweep.pages('guardduty:ListPublishingDestinations', below, async destination => {
        const id = destination.word('DestinationId')
        const describe = new DescribePublishingDestinationCommand({ DetectorId, DestinationId: id })
        const answer = await sweep.call('guardduty:DescribePublishingDestination', id, () => guardduty.send(describe))
        if (answer) sweep.found({ id, key: answer.at('DestinationProperties').text('KmsKeyArn') })
      })
    })
  },
}

export default guarddutyDestination
