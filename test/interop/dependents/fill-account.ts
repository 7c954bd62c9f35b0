import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { Aws, CREDENTIALS, given, REGION, ROLE_NAME, uniqueName, type Recipe } from './recipe.ts'
import { caches } from './recipes/caches.ts'
import { databases } from './recipes/databases.ts'
import { disks } from './recipes/disks.ts'
import { messages } from './recipes/messages.ts'
import { models } from './recipes/models.ts'
import { operations } from './recipes/operations.ts'
import { programs } from './recipes/programs.ts'
import { tables } from './recipes/tables.ts'

/** A key of another account. */
export const FOREIGN_KEY = `arn:aws:kms:${REGION}:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab`

const RECIPES: Record<string, Recipe> = {
  ...disks,
  ...databases,
  ...caches,
  ...tables,
  ...models,
  ...messages,
  ...programs,
  ...operations,
}

/** What there is in an account after it was filled. */
export interface Filled {
  /** The key that the resources use. */
  used: string
  /** A key that nothing uses. */
  unused: string
  /** A queue that uses the key of another account. */
  guest: string
  /** By type: the lines of what was made. */
  made: ReadonlyMap<string, readonly string[]>
  /** `what: error` of everything that the emulator refused to make. */
  refused: readonly string[]
}

/** Makes two keys, and what the emulator can make of all resources with the first. */
export async function fillAccount(endpoint: string): Promise<Filled> {
  const aws = new Aws(endpoint)
  try {
    await createRole(endpoint)
    const [used, unused] = [await createKey(aws, 'alias/live'), await createKey(aws, 'alias/spare')]
    const forms = formsOf(used, 'alias/live')
    const made = new Map<string, string[]>()
    const refused: string[] = []
    const cook = async ([title, { make, count = forms.length }]: [string, Recipe]): Promise<void> => {
      for (let index = 0; index < count; index++) {
        const key = given(forms[index % forms.length])
        const note = (type: string, line: string): unknown => made.set(type, [...(made.get(type) ?? []), line])
        try {
          await make({ aws, name: uniqueName('live'), key, made: note })
        } catch (error) {
          refused.push(`${title} (${key}): ${String(error)}`)
        }
      }
    }
    await Promise.all(Object.entries(RECIPES).map(cook))
    const guest = uniqueName('guest')
    await aws
      .client(SQSClient)
      .send(new CreateQueueCommand({ QueueName: guest, Attributes: { KmsMasterKeyId: FOREIGN_KEY } }))
    return { used, unused, guest, made, refused }
  } finally {
    aws.destroy()
  }
}

/** The only call to IAM, which is not worth a client. moto refuses functions without a role. */
export async function createRole(endpoint: string): Promise<void> {
  const Principal = { Service: 'lambda.amazonaws.com' }
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  const body = new URLSearchParams({
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName: ROLE_NAME,
    AssumeRolePolicyDocument,
  })
  const credential = `${CREDENTIALS.accessKeyId}/20260101/us-east-1/iam/aws4_request`
  const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0` }
  const answer = await fetch(endpoint, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
}

/** How a resource may name a key: its ARN, its id, an alias, and the ARN of the alias. */
const formsOf = (arn: string, alias: string): string[] => {
  const resource = arn.lastIndexOf(':') + 1
  return [arn, arn.slice(arn.lastIndexOf('/') + 1), alias, `${arn.slice(0, resource)}${alias}`]
}

async function createKey(aws: Aws, AliasName: string): Promise<string> {
  const kms = aws.client(KMSClient)
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}))
  const arn = given(KeyMetadata?.Arn)
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: arn }))
  return arn
}
