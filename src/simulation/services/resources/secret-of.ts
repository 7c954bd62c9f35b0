import { WireError, type SimulatedCall } from '../../wire/call.ts'
import { described, resourcesFor } from './resources-for.ts'

interface ListedSecret {
  Name: string
  ARN: string
  KmsKeyId?: string
  CreatedDate?: Date
  LastRotatedDate?: Date
  SecretVersionsToStages?: Readonly<Record<string, readonly string[]>>
}

/** Describes a secret by its name or ARN: what the list says, and what only a description says. */
export function describeSecret(call: SimulatedCall): object {
  const secret = secretOf(call)
  return { ...secret, ...(described(resourcesFor(call), secret.ARN) as object | undefined) }
}

/**
 * The policy of a secret, if it has one.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html
 */
export function getResourcePolicy(call: SimulatedCall): object {
  const { ARN, Name } = secretOf(call)
  const policy = described(resourcesFor(call), ARN)
  return { ARN, Name, ...(policy !== undefined && { ResourcePolicy: JSON.stringify(policy) }) }
}

/**
 * The versions with labels: as the Region describes them, or one that is as old as the last rotation, under the key of
 * the secret. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecretVersionIds.html
 */
export function listSecretVersions(call: SimulatedCall): object {
  const secret = secretOf(call)
  const { ARN, Name, SecretVersionsToStages = { v1: ['AWSCURRENT'] }, KmsKeyId, ...dates } = secret
  const own = described(resourcesFor(call), ARN) as object | undefined
  if (own !== undefined) return own
  const CreatedDate = dates.LastRotatedDate ?? dates.CreatedDate
  const Versions = Object.entries(SecretVersionsToStages).map(([VersionId, VersionStages]) => ({
    VersionId,
    VersionStages,
    CreatedDate,
    KmsKeyIds: [KmsKeyId ?? 'DefaultEncryptionKey'],
  }))
  return { ARN, Name, Versions }
}

function secretOf(call: SimulatedCall): ListedSecret {
  const named = String(call.input['SecretId'] ?? '')
  const listed = (resourcesFor(call, 'ListSecrets') ?? []) as readonly ListedSecret[]
  const found = listed.find(({ Name, ARN }) => Name === named || ARN === named || ARN.slice(0, -7) === named)
  if (found !== undefined) return found
  const own = described(resourcesFor(call, 'DescribeSecret'), named) as ListedSecret | undefined
  if (own !== undefined) return { ...own, ARN: own.ARN ?? named }
  throw new WireError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}
