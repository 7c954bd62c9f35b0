import type { TagRecord } from '../../../model/report/report.ts'
import type { Instant } from '../../../model/time.ts'
import { type Answer, untimed } from '../../answers/answer.ts'
import { nullIfMissing } from '../../answers/missing.ts'
import { answered, fields, instant, list, optional, text, word, type Read } from '../../answers/shape.ts'
import { nextPage, tokenBy } from '../../calls/pages.ts'
import type { AwsClient } from '../../session/clients.ts'
import type { PlaceClient } from '../../session/place-client.ts'

/** A secret without its value, which this program never reads. */
export interface Secret {
  arn: string
  name: string
  /** As the secret names its key: an ARN, an ID or an alias. Null: the key aws/secretsmanager. */
  key: string | null
  /** When its deletion was requested. Null: it is not to be deleted. */
  deletedAt: Instant | null
  tags: readonly TagRecord[]
}

async function secretsClient({ clients }: PlaceClient): Promise<AwsClient> {
  const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  return clients.of('Secrets Manager', config => new SecretsManagerClient(config))
}

const MISSING = ['ResourceNotFoundException']

/**
 * Lists the secrets of a place, also those that are to be deleted.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
 */
export async function listSecrets(client: PlaceClient): Promise<Answer<Secret[]>> {
  const { ListSecretsCommand } = await import('@aws-sdk/client-secrets-manager')
  const secrets = await secretsClient(client)
  const all: Secret[] = []
  const pages = client.pages('secretsmanager:ListSecrets', {
    send: token =>
      secrets.send(new ListSecretsCommand({ IncludePlannedDeletion: true, MaxResults: 100, ...tokenBy(token) })),
    read: given => {
      const { SecretList, NextToken } = answered(given)
      return { items: list(secret)(SecretList, 'SecretList'), ...nextPage(NextToken) }
    },
  })
  for await (const page of pages) {
    if (!page.known) return page
    all.push(...page.value.items)
  }
  return { known: true, value: all }
}

/**
 * Describes a secret by its name or ARN. Null: there is none.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export async function describeSecret(client: PlaceClient, SecretId: string): Promise<Answer<Secret | null>> {
  const { DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager')
  const secrets = await secretsClient(client)
  const send = () => nullIfMissing(() => secrets.send(new DescribeSecretCommand({ SecretId })), MISSING)
  const read = (given: unknown) => (given === null ? null : secret(given, 'the response'))
  return untimed(await client.call('secretsmanager:DescribeSecret', SecretId, send, read))
}

/**
 * The text of the policy of a secret. Null: it has none.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html
 */
export async function getResourcePolicy(client: PlaceClient, SecretId: string): Promise<Answer<string | null>> {
  const { GetResourcePolicyCommand } = await import('@aws-sdk/client-secrets-manager')
  const secrets = await secretsClient(client)
  const send = () => secrets.send(new GetResourcePolicyCommand({ SecretId }))
  return untimed(await client.call('secretsmanager:GetResourcePolicy', SecretId, send, policyText))
}

const policyText = (given: unknown): string | null =>
  optional(text)(answered(given)['ResourcePolicy'], 'ResourcePolicy') ?? null

const secret: Read<Secret> = (value, name) => {
  const { ARN, Name, KmsKeyId, DeletedDate, Tags } = fields(value, name)
  const tags = optional(list(fields))(Tags, `${name}.Tags`) ?? []
  return {
    arn: word(ARN, `${name}.ARN`),
    name: word(Name, `${name}.Name`),
    key: optional(word)(KmsKeyId, `${name}.KmsKeyId`) ?? null,
    deletedAt: optional(instant)(DeletedDate, `${name}.DeletedDate`) ?? null,
    tags: tags.map(({ Key, Value }) => ({
      TagKey: word(Key, `${name}.Tags[].Key`),
      TagValue: optional(text)(Value, `${name}.Tags[].Value`) ?? '',
    })),
  }
}
