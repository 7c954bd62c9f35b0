import type { Answer } from '../../aws/answers/answer.ts'
import { describeNamedKey, type NamedKey } from '../../aws/kms/describe-named-key.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { SecretKeyRecord } from '../../model/assessments/secrets.ts'

/** Reads the keys of secrets, each once, with the credentials of its own account where these are at hand. */
export class SecretKeys {
  readonly #places: readonly PlaceClient[]
  readonly #answers = new Map<string, Promise<Answer<NamedKey>>>()

  constructor(places: readonly PlaceClient[]) {
    this.#places = places
  }

  /** @param id as the secret names its key; null: aws/secretsmanager */
  async of(client: PlaceClient, id: string | null): Promise<SecretKeyRecord> {
    if (id === null || AWS_ALIAS.test(id)) return { ...NOTHING, id, kind: 'aws_managed' }
    const owner = accountOf(id) ?? client.place.account
    const isForeign = owner !== client.place.account
    const answer = await this.#describe(client, owner, id)
    const known = isForeign ? ('other_account' as const) : null
    if (answer.known) {
      const { arn, manager, state, deletionDate } = answer.value
      const own = manager === 'AWS' ? ('aws_managed' as const) : ('customer_managed' as const)
      // An alias can name a key of another account only in that account.
      return { id, arn, aliases: [], kind: known ?? own, state, deletion_date: deletionDate }
    }
    const arn = KEY_ARN.test(id) ? id : null
    if (answer.reason === 'vanished' && !isForeign)
      return { ...NOTHING, id, arn, kind: 'customer_managed', state: NOT_FOUND }
    // Of a key of another account, KMS says that it does not exist where it may not be described.
    const reason = answer.reason === 'vanished' ? 'denied' : answer.reason
    client.note({ ...answer, reason, why: `${id}: ${answer.why}` }, 'kms:DescribeKey', keyIdIn(id))
    return { ...NOTHING, id, arn, kind: known ?? 'unknown' }
  }

  #describe(client: PlaceClient, owner: string, id: string): Promise<Answer<NamedKey>> {
    const { region } = client.place
    const reader = this.#places.find(({ place }) => place.account === owner && place.region === region) ?? client
    const name = [reader.place.account, region, id].join(' ')
    const asked = this.#answers.get(name) ?? describeNamedKey(reader, id)
    this.#answers.set(name, asked)
    return asked
  }
}

/** KMS does not know the key that the secret names. */
const NOT_FOUND = 'NotFound'

const NOTHING = { arn: null, aliases: [], state: null, deletion_date: null }

/** AWS's aliases: describing a key by one can create the key. */
const AWS_ALIAS = /(?:^|:)alias\/aws\//
const KEY_ARN = /^arn:[^:]+:kms:[^:]+:\d{12}:key\/(.+)$/

/** Null: an alias. */
const keyIdIn = (id: string): string | null => (id.includes('alias/') ? null : id.slice(id.lastIndexOf('/') + 1))

const accountOf = (id: string): string | undefined => /^arn:[^:]+:kms:[^:]+:(\d{12}):/.exec(id)?.[1]
