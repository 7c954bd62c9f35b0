import type { Item } from '../../aws/answers/item.ts'
import type { Dependent } from '../dependent.ts'
import { inBatches } from '../shared/in-batches.ts'

const CLUSTERS_PER_CALL = 100

/**
 * Running tasks keep their storage. New Fargate tasks, volumes and sessions of ECS Exec need the keys.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html
 */
const ecsCluster: Dependent = {
  singular: 'ECS cluster',
  plural: 'ECS clusters',
  operations: ['ecs:ListClusters', 'ecs:DescribeClusters'],
  effort: 'each',
  effect: { when: 'on-next-start', consequence: 'new tasks do not start' },
  namedBy: { arn: /^ecs:[^:]*:[^:]*:cluster\/(.+)$/, context: 'aws:ecs:clusterName' },
  encryption: {
    notJudged: 'The keys are for sessions of ECS Exec and for storage of tasks, which AWS encrypts without them too.',
  },
  async list(sweep) {
    const { DescribeClustersCommand, ECSClient, ListClustersCommand } = await import('@aws-sdk/client-ecs')
    const ecs = sweep.client('ECS', config => new ECSClient(config))
    const arns: string[] = []
    const send = (nextToken: string | undefined) => ecs.send(new ListClustersCommand({ maxResults: 100, nextToken }))
    const list = { send, items: 'clusterArns', next: 'nextToken' }
    await sweep.pages('ecs:ListClusters', list, cluster => void arns.push(cluster.itself()))
    await inBatches(arns, CLUSTERS_PER_CALL, clusters => {
      const describe = new DescribeClustersCommand({ clusters, include: ['CONFIGURATIONS'] })
      const request = { send: () => ecs.send(describe), items: 'clusters', failed: unreadClusters }
      return sweep.pages('ecs:DescribeClusters', request, cluster => {
        const [id, arn, configuration] = [
          cluster.word('clusterName'),
          cluster.text('clusterArn'),
          cluster.at('configuration'),
        ]
        const storage = configuration.at('managedStorageConfiguration')
        const exec = configuration.at('executeCommandConfiguration').text('kmsKeyId')
        const fargate = storage.text('fargateEphemeralStorageKmsKeyId')
        sweep.found({ id, arn, key: exec, role: 'ECS Exec sessions', effect: EXEC })
        sweep.found({ id, arn, key: storage.text('kmsKeyId'), role: 'managed volumes' })
        sweep.found({ id, arn, key: fargate, role: 'Fargate storage' })
      })
    })
  },
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
const EXEC = { when: 'at-once', consequence: 'sessions of ECS Exec do not open' } as const

/** Which clusters the answer leaves out, and why. One that is missing has been deleted. */
const unreadClusters = (answer: Item): string[] =>
  answer
    .list('failures')
    .filter(failure => failure.text('reason') !== 'MISSING')
    .map(failure => `${failure.text('arn')}: ${failure.text('detail') ?? failure.text('reason')}`)

export default ecsCluster
