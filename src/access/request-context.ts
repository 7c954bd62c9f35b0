import { type RequestContext, valuesOf } from '../policy/request/request.ts'

/** What is known about a request before it is made. */
export interface RequestParts {
  caller: { arn: string; account: string; type: 'role' | 'user' }
  /** Tags of the user or role. Null: not known. */
  callerTags: Readonly<Record<string, string>> | null
  /** Of the key or secret. Null: not known. */
  resourceTags: Readonly<Record<string, string>> | null
  owner: string
  region: string
  /** The service through which KMS is called: `secretsmanager`. Null: the principal calls the service itself. */
  via: string | null
  /** The encryption context by its keys. A value is null if it is not known. Null: the caller chooses it. */
  encryptionContext: Readonly<Record<string, string | null>> | null
  /** More keys with their values, from the user or about the resource. They win. */
  more: Readonly<Record<string, readonly string[]>>
  now: number
}

/**
 * The condition keys that AWS sets for such a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function requestContext(action: string, parts: RequestParts): RequestContext {
  const { caller, callerTags, resourceTags, owner, region, via, now, more } = parts
  const context = new Map<string, readonly string[] | null>()
  const set = (key: string, values: readonly string[] | string | null): void =>
    void context.set(key.toLowerCase(), typeof values === 'string' ? [values] : values)
  set('aws:PrincipalArn', caller.arn)
  set('aws:PrincipalAccount', caller.account)
  set('aws:PrincipalType', caller.type === 'role' ? 'AssumedRole' : 'User')
  set('aws:PrincipalIsAWSService', 'false')
  set('aws:username', caller.type === 'user' ? (caller.arn.split('/').at(-1) ?? '') : null)
  set('aws:RequestedRegion', region)
  set('aws:ResourceAccount', owner)
  set('aws:SecureTransport', 'true')
  set('aws:CurrentTime', new Date(now).toISOString())
  set('aws:EpochTime', String(Math.floor(now / 1000)))
  set('aws:ViaAWSService', String(via !== null))
  for (const key of ['aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast'])
    set(key, via === null ? null : `${via}.amazonaws.com`)
  if (action.startsWith('kms:')) setForKms(set, parts)
  for (const [name, value] of Object.entries(callerTags ?? {})) set(`aws:PrincipalTag/${name}`, value)
  for (const [name, value] of Object.entries(resourceTags ?? {})) set(`aws:ResourceTag/${name}`, value)
  for (const [key, values] of Object.entries(more)) set(key, values)
  return context
}

type SetKey = (key: string, values: readonly string[] | string | null) => void

function setForKms(set: SetKey, { caller, region, via, encryptionContext }: RequestParts): void {
  set('kms:CallerAccount', caller.account)
  set('kms:ViaService', via === null ? null : `${via}.${region}.amazonaws.com`)
  if (encryptionContext === null) return
  set('kms:EncryptionContextKeys', Object.keys(encryptionContext))
  for (const [name, value] of Object.entries(encryptionContext))
    if (value !== null) set(`kms:EncryptionContext:${name}`, value)
}

/** The keys with values, spelt as AWS spells them, for the policy simulator of IAM. */
export const simulatedContext = (context: RequestContext): (readonly [key: string, values: readonly string[]])[] =>
  [...context].flatMap(([key, values]) => (values === null ? [] : [[key, values] as const]))

/**
 * The keys whose absence leaves a doubt, of those that the simulator misses: not those that no such request carries.
 * A request to KMS carries keys of `aws:` and of `kms:` only.
 */
export function doubtfulKeys(missing: readonly string[], action: string, context: RequestContext): string[] {
  const [service = ''] = action.split(':')
  return missing.filter(key => {
    const name = key.toLowerCase()
    const isPossible = name.startsWith('aws:') || name.startsWith(`${service.toLowerCase()}:`)
    return isPossible && valuesOf(context, name) === undefined
  })
}
