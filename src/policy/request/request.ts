import { isServiceKey } from '../conditions/condition.ts'

/** One request of a user or role, as far as it is known before it is made. */
export interface PolicyRequest {
  /** `kms:Decrypt` */
  action: string
  /** The ARN of the key or secret. */
  resource: string
  caller: Caller
  context: RequestContext
}

/** The user or role that makes a request. */
export interface Caller {
  account: string
  /** Of the user or role, not of a session. */
  arn: string
  type: 'role' | 'user'
  /** The unique ID: `AROA…`. Null: not known. */
  id: string | null
  /** The ARN of the session of a role. Null: it can be any session. */
  session: string | null
}

/** Condition keys by name, in lower case. Null: the request does not carry the key. A key that is not here is not known. */
export type RequestContext = ReadonlyMap<string, readonly string[] | null>

/**
 * The values of a condition key. Null: the request does not carry it. Undefined: not known. Requests of users and roles
 * carry no keys of services, and the encryption context is complete if it has the list of its keys.
 */
export function valuesOf(context: RequestContext, key: string): readonly string[] | null | undefined {
  const given = context.get(key)
  if (given !== undefined) return given
  if (isServiceKey(key)) return null
  const inContext = /^kms:encryptioncontext:(.+)$/.exec(key)?.[1]
  const keys = context.get('kms:encryptioncontextkeys')
  if (inContext === undefined || keys === undefined) return undefined
  return keys?.some(name => name.toLowerCase() === inContext) === true ? undefined : null
}
