import { DAY } from '../../model/time.ts'
import { page, pageSize, seconds, WireError, type SimulatedCall } from '../wire/call.ts'
import type { SimKey } from '../world/sim-key.ts'

/** Returns the key policy. */
export function getKeyPolicy(call: SimulatedCall, key: SimKey): unknown {
  const name = call.input['PolicyName'] ?? 'default'
  if (name !== 'default') throw new WireError('NotFoundException', 'No such policy exists')
  return { Policy: JSON.stringify(keyPolicyOf(call, key), null, 2), PolicyName: 'default' }
}

/** The policy document of a key. */
export const keyPolicyOf = ({ account, region }: SimulatedCall, key: SimKey): unknown =>
  key.policy ?? (key.manager === 'AWS' ? policyOfAws(account, region, key) : defaultPolicy(account))

/**
 * The policy of an AWS managed key: everyone in the account may use it, through its service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/default-policies.html
 */
function policyOfAws({ partition, id }: SimulatedCall['account'], region: string, { aliases }: SimKey): object {
  const service = aliases[0]?.replace('alias/aws/', '') ?? 'service'
  const through = { 'kms:ViaService': `${service}.${region}.amazonaws.com`, 'kms:CallerAccount': id }
  return {
    Version: '2012-10-17',
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use ${service}`,
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:CreateGrant',
          'kms:DescribeKey',
        ],
        Resource: '*',
        Condition: { StringEquals: through },
      },
      {
        Sid: 'Allow direct access to key metadata to the account',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${id}:root` },
        Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
        Resource: '*',
      },
    ],
  }
}

const defaultPolicy = (account: SimulatedCall['account']) => ({
  Version: '2012-10-17',
  Id: 'key-default-1',
  Statement: [
    {
      Sid: 'Enable IAM User Permissions',
      Effect: 'Allow',
      Principal: { AWS: `arn:${account.partition}:iam::${account.id}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
})

/** Returns the rotation status. AWS managed keys rotate every year, and a key pending deletion reports false. */
export function getKeyRotationStatus({ index, now }: SimulatedCall, key: SimKey): unknown {
  requireRotatable(key)
  const enabled = key.state !== 'PendingDeletion' && (key.manager === 'AWS' || key.rotation?.enabled === true)
  const period = key.rotation?.periodInDays ?? 365
  const last = Math.max(key.createdAt, ...(key.rotation?.rotations ?? []))
  const next = last + Math.max(1, Math.ceil((now - last) / (period * DAY))) * period * DAY
  return {
    KeyId: index.arn(key),
    KeyRotationEnabled: enabled,
    ...(enabled && { RotationPeriodInDays: period, NextRotationDate: seconds(next) }),
  }
}

/** Returns rotations. The first material of the key is included only with ALL_KEY_MATERIAL. */
export function listKeyRotations({ input, index }: SimulatedCall, key: SimKey): unknown {
  requireRotatable(key)
  const rotations = (key.rotation?.rotations ?? []).map(at => ({
    KeyId: index.arn(key),
    RotationDate: seconds(at),
    RotationType: key.origin === 'EXTERNAL' ? 'ON_DEMAND' : 'AUTOMATIC',
  }))
  const rows =
    input['IncludeKeyMaterial'] === 'ALL_KEY_MATERIAL' ? [{ KeyId: index.arn(key) }, ...rotations] : rotations
  return markedPage('Rotations', rows, input, 100, 1000)
}

export const listGrants = ({ input, index }: SimulatedCall, key: SimKey): unknown =>
  markedPage('Grants', index.grantsOf(key), input, 50, 100, grant => ({ KeyId: index.arn(key), ...grant }))

export const listResourceTags = ({ input }: SimulatedCall, key: SimKey): unknown =>
  markedPage(
    'Tags',
    Object.entries(key.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    input,
    50,
    50,
  )

function requireRotatable({ spec, origin, state }: SimKey): void {
  if (spec !== 'SYMMETRIC_DEFAULT' || !['AWS_KMS', 'EXTERNAL'].includes(origin))
    throw new WireError('UnsupportedOperationException', '')
  if (state === 'PendingImport')
    throw new WireError('UnsupportedOperationException', 'The operation failed because the origin is EXTERNAL.')
}

/** Returns a page. Only its own rows are written, because there may be tens of thousands. */
function markedPage<T>(
  name: string,
  rows: readonly T[],
  input: SimulatedCall['input'],
  fallback: number,
  max: number,
  write: (row: T) => unknown = row => row,
): unknown {
  const refusal = new WireError('InvalidMarkerException', 'The marker is not valid.')
  const { items, next } = page(rows, name, input['Marker'], pageSize(input['Limit'], fallback, max), refusal)
  return { [name]: items.map(write), Truncated: next !== undefined, ...(next !== undefined && { NextMarker: next }) }
}
