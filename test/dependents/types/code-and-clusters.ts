import { onlyOrders } from '../only-orders.ts'
import { KEY, type TypeCase } from '../sweep-type.ts'

const HERE = 'eu-west-1:111122223333'
const asList = (value: unknown): string[] => value as string[]

const cases: Record<string, TypeCase> = {
  'opensearch-domain': {
    answers: {
      ListDomainNames: {
        DomainNames: ['a', 'b', 'c', 'd', 'e', 'orders'].map(DomainName => ({ DomainName, EngineType: 'OpenSearch' })),
      },
      // More than five domains are refused.
      DescribeDomains: ({ DomainNames }) => ({
        DomainStatusList: asList(DomainNames)
          .slice(0, 5)
          .map(DomainName => ({
            DomainName,
            ARN: `arn:aws:es:${HERE}:domain/${DomainName}`,
            EncryptionAtRestOptions: { Enabled: DomainName === 'orders', ...onlyOrders(DomainName, { KmsKeyId: KEY }) },
          })),
      }),
    },
    lists: { ListDomainNames: ['DomainNames'], DescribeDomains: ['DomainStatusList'] },
    found: ['orders'],
  },
  'opensearch-collection': {
    answers: {
      ListCollections: {
        collectionSummaries: [
          { id: '07tjusf2h91cunochc', name: 'orders', status: 'ACTIVE', kmsKeyArn: KEY },
          { id: '07tjusf2h91cunochd', name: 'clicks', status: 'ACTIVE', kmsKeyArn: KEY },
          { id: '07tjusf2h91cunoche', name: 'plain', status: 'ACTIVE', kmsKeyArn: 'auto' },
        ],
      },
    },
    lists: { ListCollections: ['collectionSummaries', 'nextToken'] },
    found: ['07tjusf2h91cunochc', '07tjusf2h91cunochd'],
  },
  'eks-cluster': {
    answers: {
      ListClusters: { clusters: ['orders', 'plain'] },
      DescribeCluster: ({ name }) => ({
        cluster: {
          name,
          arn: `arn:aws:eks:${HERE}:cluster/${name}`,
          ...onlyOrders(name, { encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: KEY } }] }),
        },
      }),
    },
    lists: { ListClusters: ['clusters', 'nextToken'] },
    found: ['orders'],
  },
  'ecs-cluster': {
    answers: {
      ListClusters: { clusterArns: ['orders', 'plain'].map(name => `arn:aws:ecs:${HERE}:cluster/${name}`) },
      DescribeClusters: ({ clusters, include }) => ({
        clusters: asList(clusters).map(clusterArn => ({
          clusterArn,
          clusterName: clusterArn.replace(/^.*\//, ''),
          ...onlyOrders(asList(include)[0] === 'CONFIGURATIONS' && clusterArn, {
            configuration: {
              executeCommandConfiguration: { kmsKeyId: KEY, logging: 'DEFAULT' },
              managedStorageConfiguration: { kmsKeyId: KEY, fargateEphemeralStorageKmsKeyId: KEY },
            },
          }),
        })),
        failures: [{ arn: `arn:aws:ecs:${HERE}:cluster/gone`, reason: 'MISSING' }],
      }),
    },
    lists: { ListClusters: ['clusterArns', 'nextToken'], DescribeClusters: ['clusters'] },
    found: ['orders / ECS Exec sessions', 'orders / managed volumes', 'orders / Fargate storage'],
  },
  'codebuild-project': {
    answers: {
      ListProjects: { projects: ['orders', 'plain'] },
      BatchGetProjects: ({ names }) => ({
        projects: asList(names).map(name => ({
          name,
          arn: `arn:aws:codebuild:${HERE}:project/${name}`,
          ...onlyOrders(name, { encryptionKey: KEY }),
        })),
        projectsNotFound: [],
      }),
    },
    lists: { ListProjects: ['projects', 'nextToken'], BatchGetProjects: ['projects'] },
    found: ['orders'],
  },
  codepipeline: {
    answers: {
      ListPipelines: { pipelines: [{ name: 'orders' }, { name: 'regions' }, { name: 'plain' }] },
      GetPipeline: ({ name }) => {
        const store = { type: 'S3', location: 'artifacts', encryptionKey: { id: KEY, type: 'KMS' } }
        return {
          pipeline: {
            name,
            ...(name === 'orders' && { artifactStore: store }),
            ...(name === 'regions' && { artifactStores: { 'eu-west-1': store } }),
            ...(name === 'plain' && { artifactStore: { type: 'S3', location: 'artifacts' } }),
          },
          metadata: { pipelineArn: `arn:aws:codepipeline:${HERE}:${name}` },
        }
      },
    },
    lists: { ListPipelines: ['pipelines', 'nextToken'] },
    found: ['orders', 'regions / artifacts in eu-west-1'],
  },
  'codeartifact-domain': {
    answers: {
      ListDomains: {
        domains: ['orders', 'shared'].map(name => ({
          name,
          owner: '111122223333',
          arn: `arn:aws:codeartifact:${HERE}:domain/${name}`,
          status: 'Active',
          encryptionKey: KEY,
        })),
      },
    },
    lists: { ListDomains: ['domains', 'nextToken'] },
    found: ['orders', 'shared'],
  },
  'codecommit-repository': {
    answers: {
      ListRepositories: { repositories: ['orders', 'shop'].map(repositoryName => ({ repositoryName })) },
      BatchGetRepositories: ({ repositoryNames }) => ({
        repositories: asList(repositoryNames).map(repositoryName => ({
          repositoryName,
          repositoryId: `id-of-${repositoryName}`,
          Arn: `arn:aws:codecommit:${HERE}:${repositoryName}`,
          kmsKeyId: KEY,
        })),
        repositoriesNotFound: [],
        errors: [],
      }),
    },
    lists: { ListRepositories: ['repositories', 'nextToken'], BatchGetRepositories: ['repositories'] },
    found: ['orders', 'shop'],
  },
}

export default cases
