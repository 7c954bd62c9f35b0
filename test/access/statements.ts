import type { PolicyStatement } from '../../src/simulation/world/sim-iam.ts'
import { ROLE, ROOT } from './scenario.ts'

type Names = string | readonly string[]
type Condition = PolicyStatement['Condition']

/** An Allow of an identity policy. */
export const may = (Action: Names, Resource: Names = '*', Condition?: Condition): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
})

/** A Deny of an identity policy. */
export const mayNot = (...given: Parameters<typeof may>): PolicyStatement => ({ ...may(...given), Effect: 'Deny' })

/** An Allow of the policy of a key or secret. */
export const gives = (Principal: unknown, Action: Names = ALL, Condition?: Condition): PolicyStatement => ({
  ...may(Action, '*', Condition),
  Principal,
})

/** A Deny of the policy of a key or secret. */
export const takes = (...given: Parameters<typeof gives>): PolicyStatement => ({ ...gives(...given), Effect: 'Deny' })

/** A Deny of a key policy for everyone except those listed. */
export const takesFromOthers = (NotPrincipal: unknown): PolicyStatement =>
  ({ Effect: 'Deny', NotPrincipal, Action: 'kms:*', Resource: '*' }) as unknown as PolicyStatement

const ALL = ['kms:*', 'secretsmanager:*']

export const aws = (...AWS: readonly string[]): object => ({ AWS })
/** The statement of the default key policy, which lets IAM policies of the account decide. */
export const delegates = gives(aws(ROOT))
export const names = gives(aws(ROLE))
export const everything = may('*')
