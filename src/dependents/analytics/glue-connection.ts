import type { Dependent } from '../dependent.ts'

/**
 * Connections whose credentials are encrypted with a key of their own. AWS Glue leaves out passwords here, since it
 * would decrypt them for the caller.
 * https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html
 */
const glueConnection: Dependent = {
  singular: 'Glue connection',
  plural: 'Glue connections',
  operations: ['glue:GetConnections'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'jobs and crawlers can no longer connect with it' },
  encryption: { notJudged: 'A connection stores credentials, whose encryption is a setting of the Data Catalog.' },
  async list(sweep) {
    const { GetConnectionsCommand, GlueClient } = await import('@aws-sdk/client-glue')
    const glue = sweep.client('Glue', config => new GlueClient(config))
    const send = (NextToken: string | undefined) =>
      glue.send(new GetConnectionsCommand({ HidePassword: true, MaxResults: 1000, NextToken }))
    await sweep.pages('glue:GetConnections', { send, items: 'ConnectionList' }, connection =>
      sweep.found({ id: connection.word('Name'), key: connection.at('AuthenticationConfiguration').text('KmsKeyArn') }),
    )
  },
}

export default glueConnection
