import { iamActions, type Operation } from '../../model/operations/operations.ts'
import type { PolicyStatement } from '../../model/options/permissions.ts'

/** What the calls about keys can be limited to. */
export interface Limits {
  /** The Regions that calls go to. Null: any. */
  regions: readonly string[] | null
  /** ARNs of the only keys that calls are about. Null: any. */
  keys: readonly string[] | null
}

/**
 * Operations of KMS that are not about one key, so that a policy cannot limit them to keys.
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
const ABOUT_NO_KEY: readonly Operation[] = ['kms:ListKeys', 'kms:ListAliases']

/** Returns the statement that allows these operations, limited to Regions and keys. Empty: there are no operations. */
export function statementsAboutKeys(
  sid: string,
  operations: readonly Operation[],
  { regions, keys }: Limits,
): PolicyStatement[] {
  const condition = regions === null ? undefined : { StringEquals: { 'aws:RequestedRegion': regions.toSorted() } }
  const aboutKeys = operations.filter(each => each.startsWith('kms:') && !ABOUT_NO_KEY.includes(each))
  if (keys === null || aboutKeys.length === 0) return statement(sid, operations, '*', condition)
  return [
    ...statement(
      sid,
      operations.filter(each => !aboutKeys.includes(each)),
      '*',
      condition,
    ),
    ...statement(`${sid}Keys`, aboutKeys, keys.toSorted(), condition),
  ]
}

/** Returns the statement that allows these operations. Empty: there are none. */
export function statement(
  sid: string,
  operations: readonly Operation[],
  resource: string | readonly string[] = '*',
  condition?: PolicyStatement['Condition'],
): PolicyStatement[] {
  if (operations.length === 0) return []
  return [
    {
      Sid: sid,
      Effect: 'Allow',
      Action: [...new Set(iamActions(operations))].toSorted(),
      Resource: resource,
      ...(condition === undefined ? {} : { Condition: condition }),
    },
  ]
}
