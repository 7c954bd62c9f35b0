import { notEvaluated } from '../../access/not-evaluated.ts'
import { requestContext, type RequestParts } from '../../access/request-context.ts'
import type { AccessLink, NotEvaluated } from '../../model/assessments/access.ts'
import type { Place } from '../../model/place.ts'
import type { PolicyRequest } from '../../policy/request/request.ts'
import type { Answered } from './answer-request.ts'
import type { PlaceKeys } from './find-keys.ts'
import type { FoundPrincipal } from './find-principals.ts'
import type { KeyFacts } from './key-facts.ts'
import type { AccessQuestion } from './question.ts'
import type { TryAccess } from './try-access.ts'

/** What all answers of a run share. */
export interface Targets {
  question: AccessQuestion
  /** The keys and aliases of the requested places. */
  places(): Promise<readonly PlaceKeys[]>
  factsOf(arn: string): KeyFacts
  /** Null: nothing is tried. */
  tryAccess: TryAccess | null
  now: number
}

/** The request of the principal, with its context. */
export function requestOf(
  { caller, tags }: FoundPrincipal,
  action: string,
  resource: string,
  parts: Omit<RequestParts, 'caller' | 'callerTags'>,
): PolicyRequest {
  return { action, resource, caller, context: requestContext(action, { ...parts, caller, callerTags: tags }) }
}

/** Condition keys about the key itself. */
export async function aboutKey(facts: KeyFacts): Promise<Record<string, readonly string[]>> {
  const described = await facts.description()
  if (!described.known) return {}
  const { spec, usage, origin, multiRegion } = described.value
  return {
    'kms:KeySpec': [spec],
    'kms:KeyUsage': [usage],
    'kms:KeyOrigin': [origin],
    'kms:MultiRegion': [String(multiRegion !== null)],
  }
}

const isOrganization = ({ link, decision }: AccessLink): boolean => link === 'scp' && decision !== 'not_applicable'

/** What a record says first. */
export const headOf = ({ caller }: FoundPrincipal, { account, region }: Place) => ({
  principal_arn: caller.arn,
  principal_type: caller.type,
  account_id: account,
  region,
})

/** What a record says about the answer. */
export const restOf = (
  { caller }: FoundPrincipal,
  { answer, deciding, reason, links }: Omit<Answered, 'doubtful'>,
  doubtful: readonly string[],
  alsoNotEvaluated: readonly NotEvaluated[] = [],
) => ({
  answer,
  deciding_link: deciding,
  reason,
  links,
  not_evaluated: [...notEvaluated(caller.type, doubtful, links.some(isOrganization)), ...alsoNotEvaluated],
})
