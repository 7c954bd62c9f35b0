import type { Dependent } from '../dependent.ts'

/** https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html */
const glueSecurityConfiguration: Dependent = {
  singular: 'Glue security configuration',
  plural: 'Glue security configurations',
  operations: ['glue:GetSecurityConfigurations'],
  effort: 'list',
  effect: { when: 'at-once', consequence: 'jobs, crawlers and endpoints with the configuration fail' },
  encryption: { notJudged: 'It stores no data, but says with which keys jobs encrypt theirs.' },
  async list(sweep) {
    const { GetSecurityConfigurationsCommand, GlueClient } = await import('@aws-sdk/client-glue')
    const glue = sweep.client('Glue', config => new GlueClient(config))
    const send = (NextToken: string | undefined) =>
      glue.send(new GetSecurityConfigurationsCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('glue:GetSecurityConfigurations', { send, items: 'SecurityConfigurations' }, configuration => {
      const id = configuration.word('Name')
      const encryption = configuration.at('EncryptionConfiguration')
      for (const s3 of encryption.list('S3Encryption'))
        sweep.found({ id, key: s3.text('KmsKeyArn'), role: 'data in Amazon S3' })
      for (const [member, role] of ROLES) sweep.found({ id, key: encryption.at(member).text('KmsKeyArn'), role })
    })
  },
}

const ROLES = [
  ['CloudWatchEncryption', 'logs'],
  ['JobBookmarksEncryption', 'job bookmarks'],
  ['DataQualityEncryption', 'data quality'],
] as const

export default glueSecurityConfiguration
