import type { Dependent } from '../dependent.ts'
import { awsCommand, KEY, raw } from '../shared/aws-command.ts'

/**
 * The key encrypts the users and groups of the instance. A member account sees the instance of its organization too, but
 * only the owner may describe it.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html
 */
const identityCenterInstance: Dependent = {
  singular: 'IAM Identity Center instance',
  plural: 'IAM Identity Center instances',
  operations: ['sso:ListInstances', 'sso:DescribeInstance'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'users of the instance cannot sign in' },
  namedBy: { arn: /^sso:::instance\/(.+)$/ },
  // https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html
  encryption: {
    resourceType: 'AWS::SSO::Instance',
    withoutKey: 'aws_owned',
    fix: 'in-place',
    remedy:
      'Configure the key for the instance, after its key policy allows IAM Identity Center and its ' +
      'administrators to use it.',
    command: ({ arn, id, region }) => {
      const configuration = raw(`KeyType=CUSTOMER_MANAGED_KEY,KmsKeyArn=${KEY}`)
      const values = { 'instance-arn': arn ?? id, 'encryption-configuration': configuration }
      return awsCommand('sso-admin update-instance', values, region)
    },
  },
  async list(sweep) {
    const { DescribeInstanceCommand, ListInstancesCommand, SSOAdminClient } = await import('@aws-sdk/client-sso-admin')
    const sso = sweep.client('SSO Admin', config => new SSOAdminClient(config))
    const send = (NextToken: string | undefined) => sso.send(new ListInstancesCommand({ MaxResults: 100, NextToken }))
    await sweep.pages('sso:ListInstances', { send, items: 'Instances' }, async instance => {
      const arn = instance.word('InstanceArn')
      if (instance.text('OwnerAccountId') !== sweep.place.account) return
      const describe = new DescribeInstanceCommand({ InstanceArn: arn })
      const answer = await sweep.call('sso:DescribeInstance', arn, () => sso.send(describe), [
        'ResourceNotFoundException',
      ])
      const id = arn.slice(arn.lastIndexOf('/') + 1)
      if (answer) sweep.found({ id, arn, key: answer.at('EncryptionConfigurationDetails').text('KmsKeyArn') })
    })
  },
}

export default identityCenterInstance
