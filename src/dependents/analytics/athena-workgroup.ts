import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'

/**
 * A workgroup has a key for each thing that Athena writes.
 * https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html
 * https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
 */
const athenaWorkgroup: Dependent = {
  singular: 'Athena workgroup',
  plural: 'Athena workgroups',
  operations: ['athena:ListWorkGroups', 'athena:GetWorkGroup'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'queries fail, and earlier results cannot be read' },
  namedBy: { arn: /^athena:[^:]*:[^:]*:workgroup\/(.+)$/, context: 'aws:athena:arn' },
  encryption: { notJudged: 'Results of queries are objects in Amazon S3. Buckets are judged.' },
  async list(sweep) {
    const { AthenaClient, GetWorkGroupCommand, ListWorkGroupsCommand } = await import('@aws-sdk/client-athena')
    const athena = sweep.client('Athena', config => new AthenaClient(config))
    const { partition, region, account } = sweep.place
    const send = (NextToken: string | undefined) =>
      athena.send(new ListWorkGroupsCommand({ MaxResults: 50, NextToken }))
    await sweep.pages('athena:ListWorkGroups', { send, items: 'WorkGroups' }, async listed => {
      const id = listed.word('Name')
      const get = new GetWorkGroupCommand({ WorkGroup: id })
      const answer = await sweep.call('athena:GetWorkGroup', id, () => athena.send(get))
      if (answer === null) return
      const arn = `arn:${partition}:athena:${region}:${account}:workgroup/${id}`
      for (const { role, key } of keysOf(answer.at('WorkGroup').at('Configuration')))
        sweep.found({ id, arn, key, role })
    })
  },
}

function keysOf(configuration: Item): { role: string; key: string | undefined }[] {
  const encryptionOf = (member: string) => configuration.at(member).at('EncryptionConfiguration').text('KmsKey')
  const monitoring = configuration.at('MonitoringConfiguration')
  return [
    { role: 'query results', key: encryptionOf('ResultConfiguration') },
    { role: 'managed query results', key: encryptionOf('ManagedQueryResultsConfiguration') },
    { role: 'notebooks', key: configuration.at('CustomerContentEncryptionConfiguration').text('KmsKey') },
    { role: 'managed logs', key: monitoring.at('ManagedLoggingConfiguration').text('KmsKey') },
    { role: 'logs in S3', key: monitoring.at('S3LoggingConfiguration').text('KmsKey') },
  ]
}

export default athenaWorkgroup
