import { expect, test } from 'vitest'
import { KEY, lineOf, sweepType } from './sweep-type.ts'

test('dependents: a CodeCommit repository that the answer leaves out is a gap, and the others are kept', async () => {
  const { sweep, gaps } = await sweepType('codecommit-repository', {
    ListRepositories: { repositories: [{ repositoryName: 'orders' }, { repositoryName: 'shop' }] },
    BatchGetRepositories: {
      repositories: [{ repositoryName: 'orders', repositoryId: '0c0f', kmsKeyId: KEY }],
      errors: [{ repositoryName: 'shop', errorCode: 'EncryptionKeyDisabledException', errorMessage: 'It is disabled' }],
    },
  })
  expect(sweep.references.map(lineOf)).toEqual(['orders'])
  expect(sweep.failure).toMatchObject({ reason: 'partial', why: 'shop: It is disabled' })
  expect(gaps).toHaveLength(1)
})

test('dependents: an ECS cluster that the answer leaves out is a gap', async () => {
  const cluster = 'arn:aws:ecs:eu-west-1:111122223333:cluster/orders'
  const { sweep } = await sweepType('ecs-cluster', {
    ListClusters: { clusterArns: [cluster] },
    DescribeClusters: { clusters: [], failures: [{ arn: cluster, reason: 'OTHER' }] },
  })
  expect(sweep.failure).toMatchObject({ reason: 'partial', why: `${cluster}: OTHER` })
})
