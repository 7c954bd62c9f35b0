import type { PolicyDocument, PolicyStatement } from '../../../world/sim-iam.ts'
import { conditionKeys, conditionsHold } from './conditions.ts'
import { type Context, fillIn, variablesIn } from './context.ts'
import { isLike, textsOf } from './like.ts'

/** A request as the policy simulator makes it. */
export interface SimRequest {
  /** `kms:Decrypt` */
  action: string
  /** An ARN, or `*`. */
  resource: string
  context: Context
}

export const statementsOf = ({ Statement }: PolicyDocument): PolicyStatement[] =>
  [Statement].flat() as PolicyStatement[]

/** Whether a statement applies to the request: its action, its resource and its conditions. */
export const applies = (statement: PolicyStatement, request: SimRequest): boolean =>
  namesAction(statement, request.action) &&
  namesResource(statement, request) &&
  conditionsHold(statement, request.context)

/** Letter case does not count in actions. */
export function namesAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const isNamed = (patterns: unknown): boolean =>
    textsOf(patterns).some(pattern => isLike(action.toLowerCase(), pattern.toLowerCase()))
  return Action === undefined ? NotAction !== undefined && !isNamed(NotAction) : isNamed(Action)
}

/** A resource `*` of the request matches only a statement about `*`. Documents without `Resource` are about all. */
function namesResource({ Resource, NotResource }: PolicyStatement, { resource, context }: SimRequest): boolean {
  const isNamed = (patterns: unknown): boolean =>
    textsOf(patterns).some(pattern => {
      const filled = fillIn(pattern, context)
      return filled !== null && isLike(resource, filled)
    })
  if (Resource !== undefined) return isNamed(Resource)
  return NotResource === undefined || !isNamed(NotResource)
}

/** The keys that statements about the action need and the request does not have, each once, as they are written. */
export function missingKeys(documents: readonly PolicyDocument[], { action, context }: SimRequest): string[] {
  const named = documents
    .flatMap(statementsOf)
    .filter(statement => namesAction(statement, action))
    .flatMap(keysOf)
  return [...new Set(named)].filter(key => !context.has(key.toLowerCase()))
}

const keysOf = (statement: PolicyStatement): string[] => [
  ...conditionKeys(statement),
  ...variablesIn(JSON.stringify([statement.Condition, statement.Resource, statement.NotResource])),
]
