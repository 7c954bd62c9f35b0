import { BedrockClient, CreateGuardrailCommand } from '@aws-sdk/client-bedrock'
import { BedrockAgentClient, CreateAgentCommand } from '@aws-sdk/client-bedrock-agent'
import {
  CreateDomainCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker'
import { given, ROLE, type Recipe } from '../recipe.ts'

/** Models, and what trains and guards them. */
export const models: Record<string, Recipe> = {
  notebook: {
    async make({ aws, name, key, made }) {
      const notebook = { NotebookInstanceName: name, InstanceType: 'ml.t3.medium', RoleArn: ROLE } as const
      await aws.client(SageMakerClient).send(new CreateNotebookInstanceCommand({ ...notebook, KmsKeyId: key }))
      made('sagemaker-notebook', name)
    },
  },
  'SageMaker domain': {
    async make({ aws, name, key, made }) {
      const { DomainArn } = await aws.client(SageMakerClient).send(
        new CreateDomainCommand({
          DomainName: name,
          AuthMode: 'IAM',
          DefaultUserSettings: { ExecutionRole: ROLE },
          SubnetIds: ['subnet-0123456789abcdef0'],
          VpcId: 'vpc-0123456789abcdef0',
          KmsKeyId: key,
        }),
      )
      made('sagemaker-domain', DomainArn?.split('/').at(-1) ?? '')
    },
  },
  'endpoint configuration': {
    async make({ aws, name, key, made }) {
      const sagemaker = aws.client(SageMakerClient)
      await sagemaker.send(
        new CreateModelCommand({
          ModelName: name,
          ExecutionRoleArn: ROLE,
          PrimaryContainer: { Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/model:1' },
        }),
      )
      const variant = {
        VariantName: 'all',
        ModelName: name,
        InstanceType: 'ml.m5.large',
        InitialInstanceCount: 1,
      } as const
      await sagemaker.send(
        new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant], KmsKeyId: key }),
      )
      made('sagemaker-endpoint-config', name)
    },
  },
  agent: {
    async make({ aws, name, key, made }) {
      const { agent } = await aws
        .client(BedrockAgentClient)
        .send(new CreateAgentCommand({ agentName: name, agentResourceRoleArn: ROLE, customerEncryptionKeyArn: key }))
      made('bedrock-agent', given(agent?.agentId))
    },
  },
  guardrail: {
    async make({ aws, name, key, made }) {
      const messages = { blockedInputMessaging: 'no', blockedOutputsMessaging: 'no' }
      const { guardrailId } = await aws
        .client(BedrockClient)
        .send(new CreateGuardrailCommand({ name, kmsKeyId: key, ...messages }))
      made('bedrock-guardrail', given(guardrailId))
    },
  },
}
