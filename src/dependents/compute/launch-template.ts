import type { Dependent } from '../dependent.ts'

/**
 * The latest and the default version of each template, which are those that Auto Scaling groups usually launch.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
 */
const launchTemplate: Dependent = {
  singular: 'launch template',
  plural: 'launch templates',
  operations: ['ec2:DescribeLaunchTemplateVersions'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'launches from the template fail, also those of Auto Scaling' },
  namedBy: { arn: /^ec2:[^:]*:[^:]*:launch-template\/(.+)$/ },
  config: [
    { resourceType: 'AWS::EC2::LaunchTemplate', property: 'LaunchTemplateData.BlockDeviceMappings.Ebs.KmsKeyId' },
  ],
  encryption: { notJudged: 'A template stores no data. The volumes that are made from it are judged.' },
  async list(sweep) {
    const { DescribeLaunchTemplateVersionsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const current = { Versions: ['$Latest', '$Default'], MaxResults: 200 }
    const send = (NextToken: string | undefined) =>
      ec2.send(new DescribeLaunchTemplateVersionsCommand({ ...current, NextToken }))
    await sweep.pages('ec2:DescribeLaunchTemplateVersions', { send, items: 'LaunchTemplateVersions' }, version => {
      const devices = version.at('LaunchTemplateData').list('BlockDeviceMappings')
      for (const key of new Set(devices.map(device => device.at('Ebs').text('KmsKeyId'))))
        sweep.found({ id: version.word('LaunchTemplateId'), key })
    })
  },
}

export default launchTemplate
