import { dayText } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, fields, instant, list, optional, text, word, type Read } from '../answers/shape.ts'
import { nextPage, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { timeText } from './list-secrets.ts'
import { secretsClient } from './secrets-client.ts'

/** A version of a secret that has a staging label. */
export interface SecretVersion {
  id: string
  stages: string[]
  createdAt: string | null
  lastReadOn: string | null
  /**
   * The keys that encrypt the value: any of them can decrypt it. There can be several after a change of the key.
   * `DefaultEncryptionKey` is aws/secretsmanager. Null: not given.
   */
  keyIds: string[] | null
}

/** How Secrets Manager names aws/secretsmanager in the list of versions. */
export const DEFAULT_KEY = 'DefaultEncryptionKey'

/**
 * Lists the versions of a secret that have a staging label. Values are not in the answer.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html
 */
export async function listSecretVersions(client: PlaceClient, arn: string): Promise<Answer<SecretVersion[]>> {
  const { ListSecretVersionIdsCommand } = await import('@aws-sdk/client-secrets-manager')
  const secretsManager = await secretsClient(client)
  const send = (token: string | undefined) =>
    secretsManager.send(new ListSecretVersionIdsCommand({ SecretId: arn, MaxResults: 100, ...tokenBy(token) }))
  const found = new Map<string, SecretVersion>()
  for await (const page of client.pages('secretsmanager:ListSecretVersionIds', { send, read: versionsPage, id: arn })) {
    if (!page.known) return page
    for (const version of page.value.versions) found.set(version.id, version)
  }
  return { known: true, value: [...found.values()] }
}

const versionsPage = (answer: unknown) => {
  const { Versions, NextToken } = answered(answer)
  return { versions: optional(list(version))(Versions, 'Versions') ?? [], ...nextPage(NextToken || undefined) }
}

const version: Read<SecretVersion> = (value, name) => {
  const { VersionId, VersionStages, CreatedDate, LastAccessedDate, KmsKeyIds } = fields(value, name)
  const read = optional(instant)(LastAccessedDate, `${name}.LastAccessedDate`)
  const keys = optional(list(word))(KmsKeyIds, `${name}.KmsKeyIds`) ?? []
  return {
    id: word(VersionId, `${name}.VersionId`),
    stages: optional(list(text))(VersionStages, `${name}.VersionStages`) ?? [],
    createdAt: timeText(optional(instant)(CreatedDate, `${name}.CreatedDate`)),
    lastReadOn: read === undefined ? null : dayText(read),
    keyIds: keys.length === 0 ? null : keys,
  }
}
