import type { TagRecord } from '../../model/report/key-facts.ts'
import { dayText, type Instant, isoTime } from '../../model/time.ts'
import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import { answered, fields, instant, optional, readableItems, text, type Read } from '../answers/shape.ts'
import { nextPage, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { secretsClient } from './secrets-client.ts'

/** A secret as a Region lists it. */
export interface ListedSecret {
  arn: string
  name: string
  type: string | null
  owningService: string | null
  primaryRegion: string | null
  createdAt: string | null
  lastChangedAt: string | null
  lastReadOn: string | null
  deletedAt: string | null
  tags: TagRecord[]
  keyId: string | null
  rotation: {
    enabled: boolean
    functionArn: string | null
    everyDays: number | null
    schedule: string | null
    window: string | null
    lastRotatedAt: string | null
    nextRotationAt: string | null
  }
  /** The staging labels of each version that has any. Null: the list does not say. */
  versions: StagesByVersion | null
}

export type StagesByVersion = Readonly<Record<string, readonly string[]>>

export interface SecretList {
  secrets: ListedSecret[]
  /** Why the list is not complete. Null: it is. */
  failed: Failure | null
}

/**
 * Lists the secrets of a Region, with those that are scheduled for deletion. What was read before a failure is kept.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
 */
export async function listSecrets(client: PlaceClient): Promise<SecretList> {
  const { ListSecretsCommand } = await import('@aws-sdk/client-secrets-manager')
  const secretsManager = await secretsClient(client)
  const send = (token: string | undefined) =>
    secretsManager.send(new ListSecretsCommand({ IncludePlannedDeletion: true, MaxResults: 100, ...tokenBy(token) }))
  const found = new Map<string, ListedSecret>()
  let failed: Failure | null = null
  for await (const page of client.pages('secretsmanager:ListSecrets', { send, read: secretsPage })) {
    if (!page.known) {
      failed = page
      break
    }
    const { good, wrong } = page.value.secrets
    for (const secret of good) found.set(secret.arn, secret)
    if (wrong !== null) failed = failure('malformed', wrong)
  }
  return { secrets: [...found.values()], failed }
}

const secretsPage = (answer: unknown) => {
  const { SecretList, NextToken } = answered(answer)
  return { secrets: readableItems(listedSecret)(SecretList, 'SecretList'), ...nextPage(NextToken || undefined) }
}

const listedSecret: Read<ListedSecret> = (value, name) => {
  const secret = new Item(value, name)
  const rules = secret.at('RotationRules')
  const dates = fields(value, name)
  const timeOf = (member: string): string | null => timeText(optional(instant)(dates[member], `${name}.${member}`))
  const read = optional(instant)(dates['LastAccessedDate'], `${name}.LastAccessedDate`)
  return {
    arn: secret.word('ARN'),
    name: secret.word('Name'),
    type: secret.text('Type') ?? null,
    owningService: secret.text('OwningService') ?? null,
    primaryRegion: secret.text('PrimaryRegion') ?? null,
    createdAt: timeOf('CreatedDate'),
    lastChangedAt: timeOf('LastChangedDate'),
    lastReadOn: read === undefined ? null : dayText(read),
    deletedAt: timeOf('DeletedDate'),
    tags: secret.list('Tags').map(tag => ({ TagKey: tag.word('Key'), TagValue: tag.text('Value') ?? '' })),
    keyId: secret.text('KmsKeyId') ?? null,
    rotation: {
      enabled: secret.flag('RotationEnabled') ?? false,
      functionArn: secret.text('RotationLambdaARN') ?? null,
      everyDays: rules.number('AutomaticallyAfterDays') ?? null,
      schedule: rules.text('ScheduleExpression') ?? null,
      window: rules.text('Duration') ?? null,
      lastRotatedAt: timeOf('LastRotatedDate'),
      nextRotationAt: timeOf('NextRotationDate'),
    },
    versions: optional(stagesByVersion)(dates['SecretVersionsToStages'], `${name}.SecretVersionsToStages`) ?? null,
  }
}

export const timeText = (at: Instant | undefined): string | null => (at === undefined ? null : isoTime(at))

const stagesByVersion: Read<StagesByVersion> = (value, name) =>
  Object.fromEntries(
    Object.entries(fields(value, name)).map(([version, stages]) => [
      version,
      (Array.isArray(stages) ? stages : []).map(stage => text(stage, `${name}.${version}`)),
    ]),
  )
