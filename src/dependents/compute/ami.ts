import type { Dependent, Sweep } from '../dependent.ts'
import { inBatches } from '../shared/in-batches.ts'

/** EC2 takes so many values in one filter. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const VALUES = 200

/**
 * DescribeImages does not return keys, but the snapshots of the images, which have keys.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html
 */
const ami: Dependent = {
  singular: 'AMI',
  plural: 'AMIs',
  operations: ['ec2:DescribeImages', 'ec2:DescribeSnapshots'],
  effort: 'list',
  effect: { when: 'on-next-start', consequence: 'no instance can be launched from the image', failsSilently: true },
  namedBy: { arn: /^ec2:[^:]*:[^:]*:image\/(.+)$/ },
  encryption: { notJudged: 'An image is its snapshots, which are judged as EBS snapshots.' },
  async list(sweep) {
    const images = await imagesBySnapshot(sweep)
    await inBatches([...images.keys()], VALUES, ids => findKeys(sweep, ids, images))
  },
}

/** The own images, also disabled ones, by the id of each snapshot of theirs that can be encrypted. */
async function imagesBySnapshot(sweep: Sweep): Promise<Map<string, string[]>> {
  const { DescribeImagesCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  const ec2 = sweep.client('EC2', config => new EC2Client(config))
  const images = new Map<string, string[]>()
  const own = { Owners: ['self'], IncludeDisabled: true, MaxResults: 1000 }
  const send = (NextToken: string | undefined) => ec2.send(new DescribeImagesCommand({ ...own, NextToken }))
  await sweep.pages('ec2:DescribeImages', { send, items: 'Images' }, image => {
    for (const device of image.list('BlockDeviceMappings')) {
      const snapshot = device.at('Ebs').text('SnapshotId')
      if (snapshot === undefined || device.at('Ebs').flag('Encrypted') === false) continue
      images.set(snapshot, [...(images.get(snapshot) ?? []), image.word('ImageId')])
    }
  })
  return images
}

async function findKeys(sweep: Sweep, ids: string[], images: ReadonlyMap<string, string[]>): Promise<void> {
  const { DescribeSnapshotsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  const ec2 = sweep.client('EC2', config => new EC2Client(config))
  const Filters = [{ Name: 'snapshot-id', Values: ids }]
  const send = (NextToken: string | undefined) =>
    ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'], Filters, MaxResults: 1000, NextToken }))
  await sweep.pages('ec2:DescribeSnapshots', { send, items: 'Snapshots' }, snapshot => {
    for (const id of new Set(images.get(snapshot.word('SnapshotId'))))
      sweep.found({ id, key: snapshot.text('KmsKeyId') })
  })
}

export default ami
