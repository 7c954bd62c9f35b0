import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail'
import type { Instant } from '../../model/time.ts'
import type { Answer } from '../answers/answer.ts'
import { answered, fields, list, Malformed, word, type Read } from '../answers/shape.ts'
import { nextPage, type Page, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** A key that verifies the signatures of digest files of one Region. */
export interface DigestKey {
  fingerprint: string
  /** In DER. */
  value: Uint8Array
}

/**
 * The public keys by which the digest files of this time in the Region were signed. Half of them are no answer.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export async function listPublicKeys(
  client: PlaceClient,
  since: Instant,
  until: Instant,
): Promise<Answer<DigestKey[]>> {
  const cloudtrail = await client.clients.cloudtrail()
  const range = { StartTime: new Date(since), EndTime: new Date(until) }
  const send = (token: string | undefined) =>
    cloudtrail.send(new ListPublicKeysCommand({ ...range, ...tokenBy(token) }))
  const keys: DigestKey[] = []
  for await (const page of client.pages('cloudtrail:ListPublicKeys', { send, read: keysPage })) {
    if (!page.known) return page
    keys.push(...page.value.keys)
  }
  return { known: true, value: keys }
}

function keysPage(answer: unknown): Page & { keys: DigestKey[] } {
  const { PublicKeyList, NextToken } = answered(answer)
  return { ...nextPage(NextToken), keys: list(digestKey)(PublicKeyList, 'PublicKeyList') }
}

const digestKey: Read<DigestKey> = (given, name) => {
  const { Fingerprint, Value } = fields(given, name)
  if (!(Value instanceof Uint8Array)) throw new Malformed(`${name}.Value is not a public key`)
  return { fingerprint: word(Fingerprint, `${name}.Fingerprint`), value: Value }
}
