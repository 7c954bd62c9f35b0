import { CreateProjectCommand, CodeBuildClient } from '@aws-sdk/client-codebuild'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs'
import { CreateClusterCommand as CreateKubernetesCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { ROLE, type Recipe } from '../recipe.ts'

/** An archive without files. */
const emptyZip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)])

/** What runs or builds programs. */
export const programs: Record<string, Recipe> = {
  function: {
    async make({ aws, name, key, made }) {
      await aws.client(LambdaClient).send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: ROLE,
          Runtime: 'python3.12',
          Handler: 'main.handler',
          Code: { ZipFile: emptyZip },
          Environment: { Variables: { MODE: 'live' } },
          KMSKeyArn: key,
        }),
      )
      made('lambda-function', name)
    },
  },
  'image repository': {
    async make({ aws, name, key, made }) {
      const encryptionConfiguration = { encryptionType: 'KMS', kmsKey: key } as const
      await aws.client(ECRClient).send(new CreateRepositoryCommand({ repositoryName: name, encryptionConfiguration }))
      made('ecr-repository', name)
    },
  },
  'EKS cluster': {
    async make({ aws, name, key, made }) {
      await aws.client(EKSClient).send(
        new CreateKubernetesCommand({
          name,
          roleArn: ROLE,
          resourcesVpcConfig: { subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'] },
          encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: key } }],
        }),
      )
      made('eks-cluster', name)
    },
  },
  'ECS cluster': {
    async make({ aws, name, key, made }) {
      const configuration = { executeCommandConfiguration: { kmsKeyId: key, logging: 'DEFAULT' as const } }
      await aws.client(ECSClient).send(new CreateClusterCommand({ clusterName: name, configuration }))
      made('ecs-cluster', `${name} / ECS Exec sessions`)
    },
  },
  'build project': {
    async make({ aws, name, key, made }) {
      await aws.client(CodeBuildClient).send(
        new CreateProjectCommand({
          name,
          source: { type: 'GITHUB', location: 'https://github.com/example/app' },
          artifacts: { type: 'NO_ARTIFACTS' },
          environment: {
            type: 'LINUX_CONTAINER',
            image: 'aws/codebuild/standard:7.0',
            computeType: 'BUILD_GENERAL1_SMALL',
          },
          serviceRole: ROLE,
          encryptionKey: key,
        }),
      )
      made('codebuild-project', name)
    },
  },
}
