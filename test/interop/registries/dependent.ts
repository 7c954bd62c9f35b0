import { expect } from 'vitest'
import type { PlantedEntry } from './planted-copy.ts'

const CODE = `import type { Dependent } from '../dependent.ts'

const scratchVolume: Dependent = {
  singular: 'scratch volume',
  plural: 'scratch volumes',
  operations: ['ec2:DescribeVolumes', 'ec2:DescribeStoreImageTasks'],
  effort: 'list',
  effect: { when: 'on-restore', consequence: 'the scratch data is lost' },
  encryption: { notJudged: 'Its data is kept for an hour only.' },
  async list(sweep) {
    const { DescribeVolumesCommand, EC2Client } = await import('@aws-sdk/client-ec2')
    const ec2 = sweep.client('EC2', config => new EC2Client(config))
    const send = (NextToken: string | undefined) => ec2.send(new DescribeVolumesCommand({ MaxResults: 1000, NextToken }))
    await sweep.pages('ec2:DescribeVolumes', { send, items: 'Volumes' }, volume =>
      sweep.found({ id: volume.word('VolumeId'), key: volume.text('KmsKeyId') }),
    )
  },
}

export default scratchVolume
`

/** A type of resources with an AWS operation of its own, which has a row in the table of operations. */
export const dependent: PlantedEntry = {
  files: { 'src/dependents/storage/scratch-volume.ts': CODE },
  lines: {
    'src/dependents/index.ts': "'scratch-volume': () => import('./storage/scratch-volume.ts'),",
    'src/model/operations/data-operations.ts': "'ec2:DescribeStoreImageTasks': list(10),",
  },
  tests: {
    'resources of a new type are found by --dependents': async copy => {
      const { code, out } = await copy.run('--demo', '--dependents', 'scratch-volume', '-o', 'json')
      const { keys } = JSON.parse(out) as { keys: { dependents: { type: string }[] }[] }
      const found = keys.flatMap(key => key.dependents).map(({ type }) => type)
      expect([code, new Set(found)]).toEqual([0, new Set(['scratch-volume'])])
    },
    'resources of a new type are counted in the table': async copy => {
      const { out } = await copy.run('--demo', '--dependents', 'scratch-volume')
      expect(out).toMatch(/\b\d+ scratch volumes?\b/)
    },
    'a new type of resources is among those that a wrong --dependents could mean': async copy => {
      expect((await copy.run('--demo', '--dependents', 'scratch-volum')).err).toMatch(/\bscratch-volume\b/)
    },
    'a new type of resources has a row in the guide': async copy => {
      expect(await copy.block('dependents')).toContain(
        '| `scratch-volume` | scratch volumes | always | On a restore: the scratch data is lost |',
      )
    },
    'the operations of a new type of resources are in the IAM policy of the guide': async copy => {
      expect(await copy.block('dependents-policy')).toContain('ec2:DescribeStoreImageTasks')
    },
  },
}
