import {
  describeSecret,
  getResourcePolicy,
  listSecrets,
  type Secret,
} from '../../aws/secrets-manager/access/named-secret.ts'
import type { NoAccess, PlaceClient } from '../../aws/session/place-client.ts'
import type { Blocked } from '../../access/facts.ts'
import { once } from '../../lib/flow/once.ts'
import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import { partitionOf } from '../../model/partition.ts'
import type { Place } from '../../model/place.ts'
import { minuteText } from '../../model/time.ts'
import type { Policy } from '../../policy/statements/policy.ts'
import { readPolicy } from '../../policy/statements/read-policy.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { placeClientFinder } from '../enter/places.ts'
import { notFound } from './find-keys.ts'
import { valueKeysOf } from './value-keys.ts'

/** A secret of a place, and what decides about it. */
export interface FoundSecret {
  place: Place
  /** `key` is left out if the secret could not be described. */
  secret: Omit<Secret, 'key'> & Partial<Pick<Secret, 'key'>>
  blocked: Fact<Blocked | null>
  policy(): Promise<Fact<Policy | null>>
  /** The keys that encrypt the current value, each of which can decrypt it. Null: aws/secretsmanager. */
  valueKeys(): Promise<Fact<readonly (string | null)[]>>
}

/**
 * Finds the secrets of the requested places that the names or globs mean, and those that are named by their ARNs.
 *
 * @throws AuditError if one of them means none (wrong usage), or none that could be read
 */
export async function findSecrets(reading: AssessmentRun, names: readonly string[]): Promise<FoundSecret[]> {
  const clientOf = placeClientFinder(reading.run)
  const found = await Promise.all(
    names.map(async name => {
      const [, , , region, account] = name.startsWith('arn:') ? name.split(':') : []
      if (region !== undefined && account !== undefined)
        return byArn(reading, name, { account, region, partition: partitionOf(region) }, clientOf(account, region))
      const places = await reading.visit('secretsmanager:DescribeSecret', client => secretsIn(client, name))
      const meant = places.flatMap(({ client, secrets }) => secrets.map(secret => foundSecret(client, secret)))
      if (meant.length === 0) throw notFound('secret', name, places)
      return meant
    }),
  )
  return [...new Map(found.flat().map(one => [one.secret.arn, one])).values()]
}

/** One that cannot be described is believed to exist, with a gap. */
async function byArn({ run }: AssessmentRun, arn: string, place: Place, client: PlaceClient | NoAccess) {
  if (!('place' in client)) {
    const why = `This run has no access to account ${place.account}, which owns the secret: add its profile or role.`
    const { account, region } = place
    run.gaps.add({ account, region, keyId: null, operation: DESCRIBE, reason: 'denied', message: why })
    return [undescribed(arn, place, why)]
  }
  const described = await describeSecret(client, arn)
  client.note(described, DESCRIBE)
  // What is asked by the ARN can still be answered.
  if (!described.known)
    return [foundSecret(client, secretOfArn(arn), unknown(`The secret could not be described: ${described.why}`))]
  if (described.value === null) throw notFound('secret', arn, [{ client, failure: null }])
  return [foundSecret(client, described.value)]
}

const DESCRIBE = 'secretsmanager:DescribeSecret'

const undescribed = (arn: string, place: Place, why: string): FoundSecret => ({
  place,
  secret: secretOfArn(arn),
  blocked: unknown(why),
  policy: () => Promise.resolve(unknown(why)),
  valueKeys: () => Promise.resolve(unknown(why)),
})

/** What the ARN of a secret says: not its key, its tags or whether it is to be deleted. */
const secretOfArn = (arn: string): FoundSecret['secret'] => ({
  arn,
  name: (arn.split(':').at(-1) ?? arn).replace(/-[^-]{6}$/, ''),
  deletedAt: null,
  tags: [],
})

interface SecretsIn {
  client: PlaceClient
  secrets: Secret[]
  failure: string | null
}

async function secretsIn(client: PlaceClient, name: string): Promise<SecretsIn> {
  if (hasWildcard(name)) {
    const listed = await listSecrets(client)
    client.note(listed, 'secretsmanager:ListSecrets')
    if (!listed.known) return { client, secrets: [], failure: listed.why }
    return { client, secrets: listed.value.filter(secret => matchesGlob(name, secret.name)), failure: null }
  }
  const described = await describeSecret(client, name)
  client.note(described, DESCRIBE)
  if (!described.known) return { client, secrets: [], failure: described.why }
  return { client, secrets: described.value === null ? [] : [described.value], failure: null }
}

const foundSecret = (
  client: PlaceClient,
  secret: FoundSecret['secret'],
  blocked: FoundSecret['blocked'] = known(stateOfSecret(secret)),
): FoundSecret => ({
  place: client.place,
  secret,
  blocked,
  policy: once(async () => {
    const answer = await getResourcePolicy(client, secret.arn)
    client.note(answer, 'secretsmanager:GetResourcePolicy')
    if (!answer.known) return unknown(`The resource policy of the secret could not be read: ${answer.why}`)
    return answer.value === null ? known(null) : readPolicy(answer.value, 'resource policy')
  }),
  valueKeys: once(() => valueKeysOf(client, secret)),
})

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html */
const stateOfSecret = ({ deletedAt }: Pick<Secret, 'deletedAt'>): Blocked | null =>
  deletedAt === null
    ? null
    : {
        link: 'secret_state',
        why: `The secret is to be deleted since ${minuteText(deletedAt)}, so nobody can read it.`,
      }
