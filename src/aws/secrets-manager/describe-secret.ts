import { dayText } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import { answered, fields, instant, optional, regionName, type Read } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { secretsClient } from './secrets-client.ts'

/** What only the description of a secret says. */
export interface SecretDescription {
  replicas: ListedReplica[]
}

export interface ListedReplica {
  region: string
  keyId: string | null
  status: string | null
  lastReadOn: string | null
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export async function describeSecret(client: PlaceClient, arn: string): Promise<Answer<SecretDescription>> {
  const { DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager')
  const secretsManager = await secretsClient(client)
  const command = new DescribeSecretCommand({ SecretId: arn })
  return client.call('secretsmanager:DescribeSecret', arn, () => secretsManager.send(command), description)
}

const description = (answer: unknown): SecretDescription => {
  const { ReplicationStatus } = answered(answer)
  const whole = new Item({ ReplicationStatus }, '')
  return {
    replicas: whole.list('ReplicationStatus').map(({ value }) => replica(value, 'ReplicationStatus[]')),
  }
}

const replica: Read<ListedReplica> = (value, name) => {
  const { Region, LastAccessedDate } = fields(value, name)
  const item = new Item(value, name)
  const read = optional(instant)(LastAccessedDate, `${name}.LastAccessedDate`)
  return {
    region: regionName(Region, `${name}.Region`),
    keyId: item.text('KmsKeyId') ?? null,
    status: item.text('Status') ?? null,
    lastReadOn: read === undefined ? null : dayText(read),
  }
}
