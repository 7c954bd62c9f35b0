import type { Dependent } from '../dependent.ts'

/**
 * The key of new encrypted volumes that name no key. EBS checks the key after it has accepted a request.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
 */
const ebsDefault: Dependent = {
  singular: 'default EBS key',
  plural: 'default EBS keys',
  operations: ['ec2:GetEbsDefaultKmsKeyId'],
  effort: 'list',
  effect: {
    when: 'at-once',
    consequence: 'new encrypted volumes that name no key fail, some only after the request was accepted',
  },
  encryption: { notJudged: 'It is a setting, which the check ebs-default-encryption judges.' },
  async list(sweep) {
    const { EC2Client, GetEbsDefaultKmsKeyIdCommand } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const send = () => ec2.send(new GetEbsDefaultKmsKeyIdCommand({}))
    const answer = await sweep.call('ec2:GetEbsDefaultKmsKeyId', 'default', send)
    if (answer) sweep.found({ id: sweep.place.region, key: answer.text('KmsKeyId') })
  },
}

export default ebsDefault
