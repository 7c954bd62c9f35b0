import { ListGrantsCommand } from '@aws-sdk/client-kms'
import type { GrantConstraintsRecord, GrantRecord } from '../../model/report/report.ts'
import { isoTime } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { everyItem, kmsPage, markedBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { fields, list, optional, past, text, texts, word, type Read } from '../answers/shape.ts'

/**
 * Lists every grant of one key, each once: up to 50,000, a hundred a page. A grant that cannot be read makes the whole
 * list unknown, since a check that passes over it could miss a grantee.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html
 */
export async function listGrants(client: PlaceClient, KeyId: string): Promise<Answer<GrantRecord[]>> {
  const kms = await client.clients.kms()
  const pages = client.pages('kms:ListGrants', {
    id: KeyId,
    name: 'kms:ListGrants',
    send: token => kms.send(new ListGrantsCommand({ KeyId, Limit: 100, ...markedBy(token) })),
    read: kmsPage('Grants', list(grant(past(client.now)))),
  })
  const grants = await everyItem(pages)
  if (!grants.known) return grants
  return { known: true, value: [...new Map(grants.value.map(each => [each.grant_id, each])).values()] }
}

const grant =
  (date: Read<number>): Read<GrantRecord> =>
  (value, name) => {
    const given = fields(value, name)
    const mayBe = optional(word)
    const grantee = mayBe(given['GranteePrincipal'], `${name}.GranteePrincipal`)
    const created = optional(date)(given['CreationDate'], `${name}.CreationDate`)
    return {
      grant_id: word(given['GrantId'], `${name}.GrantId`),
      // AWS answers an empty name for a grant without one, and refuses to create a grant with an empty name.
      name: optional(text)(given['Name'], `${name}.Name`) || null,
      grantee_principal: grantee ?? word(given['GranteeServicePrincipal'], `${name}.GranteePrincipal`),
      retiring_principal:
        mayBe(given['RetiringPrincipal'], `${name}.RetiringPrincipal`) ??
        mayBe(given['RetiringServicePrincipal'], `${name}.RetiringServicePrincipal`) ??
        null,
      issuing_account: mayBe(given['IssuingAccount'], `${name}.IssuingAccount`) ?? null,
      operations: list(word)(given['Operations'], `${name}.Operations`),
      constraints: optional(constraints)(given['Constraints'], `${name}.Constraints`) ?? null,
      created_at: created === undefined ? null : isoTime(created),
    }
  }

const constraints: Read<GrantConstraintsRecord> = (value, name) => {
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = fields(value, name)
  const equals = optional(texts)(EncryptionContextEquals, `${name}.EncryptionContextEquals`)
  const subset = optional(texts)(EncryptionContextSubset, `${name}.EncryptionContextSubset`)
  const source = optional(word)(SourceArn, `${name}.SourceArn`)
  return {
    ...(equals === undefined ? {} : { encryption_context_equals: equals }),
    ...(subset === undefined ? {} : { encryption_context_subset: subset }),
    ...(source === undefined ? {} : { source_arn: source }),
  }
}
