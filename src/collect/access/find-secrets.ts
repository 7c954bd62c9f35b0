import {
  describeSecret,
  getResourcePolicy,
  listSecrets,
  type Secret,
} from '../../aws/secrets-manager/access/named-secret.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Blocked } from '../../access/facts.ts'
import { once } from '../../lib/flow/once.ts'
import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import { type Fact, known, unknown } from '../../model/fact.ts'
import { minuteText } from '../../model/time.ts'
import type { Policy } from '../../policy/statements/policy.ts'
import { readPolicy } from '../../policy/statements/read-policy.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { notFound } from './find-keys.ts'

/** A secret of a place, and what decides about it. */
export interface FoundSecret {
  client: PlaceClient
  secret: Secret
  blocked: Fact<Blocked | null>
  policy(): Promise<Fact<Policy | null>>
}

/**
 * Finds the secrets of the requested places that the names, ARNs or globs mean.
 *
 * @throws AuditError if one of them means none (wrong usage), or none that could be read
 */
export async function findSecrets({ visit }: AssessmentRun, names: readonly string[]): Promise<FoundSecret[]> {
  const found = await Promise.all(
    names.map(async name => {
      const places = await visit('secretsmanager:DescribeSecret', client => secretsIn(client, name))
      const meant = places.flatMap(({ client, secrets }) => secrets.map(secret => foundSecret(client, secret)))
      if (meant.length === 0) throw notFound('secret', name, places)
      return meant
    }),
  )
  return [...new Map(found.flat().map(one => [one.secret.arn, one])).values()]
}

interface SecretsIn {
  client: PlaceClient
  secrets: Secret[]
  failure: string | null
}

async function secretsIn(client: PlaceClient, name: string): Promise<SecretsIn | null> {
  const [, , , region, account] = name.startsWith('arn:') ? name.split(':') : []
  const { place } = client
  if ((region ?? place.region) !== place.region || (account ?? place.account) !== place.account)
    return { client, secrets: [], failure: null }
  if (hasWildcard(name)) {
    const listed = await listSecrets(client)
    client.note(listed, 'secretsmanager:ListSecrets')
    if (!listed.known) return { client, secrets: [], failure: listed.why }
    return { client, secrets: listed.value.filter(secret => matchesGlob(name, secret.name)), failure: null }
  }
  const described = await describeSecret(client, name)
  client.note(described, 'secretsmanager:DescribeSecret')
  if (!described.known) return { client, secrets: [], failure: described.why }
  return { client, secrets: described.value === null ? [] : [described.value], failure: null }
}

const foundSecret = (client: PlaceClient, secret: Secret): FoundSecret => ({
  client,
  secret,
  blocked: known(stateOfSecret(secret)),
  policy: once(async () => {
    const answer = await getResourcePolicy(client, secret.arn)
    client.note(answer, 'secretsmanager:GetResourcePolicy')
    if (!answer.known) return unknown(`The resource policy of the secret could not be read: ${answer.why}`)
    return answer.value === null ? known(null) : readPolicy(answer.value, 'resource policy')
  }),
})

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html */
const stateOfSecret = ({ deletedAt }: Secret): Blocked | null =>
  deletedAt === null
    ? null
    : {
        link: 'secret_state',
        why: `The secret is to be deleted since ${minuteText(deletedAt)}, so nobody can read it.`,
      }
