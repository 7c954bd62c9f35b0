import type { Dependent } from '../dependent.ts'

/**
 * KMS encrypts the value of a parameter of the standard tier itself, so each read needs the key. A version keeps the key
 * with which it was written. AWS allows three calls a second, which PutParameter shares: only `all` includes this type.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const ssmParameter: Dependent = {
  singular: 'SSM parameter',
  plural: 'SSM parameters',
  operations: ['ssm:DescribeParameters'],
  effort: 'each',
  effect: { when: 'at-once', consequence: 'the value can be neither read nor changed' },
  // The ARN of `orders` ends in `parameter/orders`, that of `/prod/orders` in `parameter/prod/orders`.
  namedBy: { arn: /^ssm:[^:]*:[^:]*:parameter(?:\/(?=[^/]+$))?(.+)$/, context: 'PARAMETER_ARN' },
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html
  encryption: {
    resourceType: 'AWS::SSM::Parameter',
    withoutKey: 'aws_managed',
    fix: 'in-place',
    remedy: 'Write the value of the parameter again with the key (aws ssm put-parameter --overwrite --key-id).',
  },
  async list(sweep) {
    const { DescribeParametersCommand, SSMClient } = await import('@aws-sdk/client-ssm')
    const ssm = sweep.client('SSM', config => new SSMClient(config))
    const encrypted = [{ Key: 'Type', Option: 'Equals', Values: ['SecureString'] }]
    const send = (NextToken: string | undefined) =>
      ssm.send(new DescribeParametersCommand({ ParameterFilters: encrypted, MaxResults: 50, NextToken }))
    await sweep.pages('ssm:DescribeParameters', { send, items: 'Parameters' }, parameter => {
      const [id, arn] = [parameter.word('Name'), parameter.text('ARN')]
      sweep.found({ id, arn, key: parameter.text('KeyId') ?? 'alias/aws/ssm' })
    })
  },
}

export default ssmParameter
