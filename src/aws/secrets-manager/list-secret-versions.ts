import type { Answer } from '../answers/answer.ts'
import { answered, fields, instant, list, optional, word, type Read } from '../answers/shape.ts'
import { nextPage, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { timeText } from './list-secrets.ts'
import { secretsClient } from './secrets-client.ts'

/**
 * Returns when each version of a secret that has a staging label was created. Values are not in the answer.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html
 */
export async function listSecretVersions(
  client: PlaceClient,
  arn: string,
): Promise<Answer<ReadonlyMap<string, string | null>>> {
  const { ListSecretVersionIdsCommand } = await import('@aws-sdk/client-secrets-manager')
  const secretsManager = await secretsClient(client)
  const send = (token: string | undefined) =>
    secretsManager.send(new ListSecretVersionIdsCommand({ SecretId: arn, MaxResults: 100, ...tokenBy(token) }))
  const found = new Map<string, string | null>()
  for await (const page of client.pages('secretsmanager:ListSecretVersionIds', { send, read: versionsPage, id: arn })) {
    if (!page.known) return page
    for (const [id, at] of page.value.versions) found.set(id, at)
  }
  return { known: true, value: found }
}

const versionsPage = (answer: unknown) => {
  const { Versions, NextToken } = answered(answer)
  return { versions: optional(list(version))(Versions, 'Versions') ?? [], ...nextPage(NextToken || undefined) }
}

const version: Read<[id: string, createdAt: string | null]> = (value, name) => {
  const { VersionId, CreatedDate } = fields(value, name)
  return [word(VersionId, `${name}.VersionId`), timeText(optional(instant)(CreatedDate, `${name}.CreatedDate`))]
}
