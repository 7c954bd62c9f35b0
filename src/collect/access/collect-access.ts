import { placeClientFinder } from '../enter/places.ts'
import type { AccessAssessment, AccessRecord } from '../../model/assessments/access.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import { once } from '../../lib/flow/once.ts'
import { matchesRegion } from '../../lib/text/region-pattern.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { answerAboutKey } from './answer-about-key.ts'
import { answerAboutSecret } from './answer-about-secret.ts'
import type { Targets } from './record-parts.ts'
import { type FoundKey, keysNamed, listPlaces } from './find-keys.ts'
import { findPrincipals } from './find-principals.ts'
import { findSecrets } from './find-secrets.ts'
import { type KeyFacts, keyFacts } from './key-facts.ts'
import { trialsOf } from './try-access.ts'
import type { AccessQuestion } from './question.ts'

/**
 * Answers for each principal whether it can use each key, or read each secret.
 *
 * @throws AuditError if a principal, key or secret does not exist
 */
export async function collectAccess(
  reading: AssessmentRun,
  question: AccessQuestion,
): Promise<Collected<AccessAssessment>> {
  const principals = await findPrincipals(reading.run, question)
  const places = once(() => listPlaces(reading))
  const factsOf = factsFinder(reading)
  const tryAccess = question.isTried ? trialsOf(reading.run) : null
  const keys = await keysNamed(question.keys, places, factsOf)
  const secrets = question.secrets.length === 0 ? [] : await findSecrets(reading, question.secrets)
  const targets: Targets = { question, places, factsOf, tryAccess, now: reading.run.clock.now }
  const answers = await Promise.all(
    principals.flatMap(principal => [
      ...keys.map(key => answerAboutKey(principal, key, targets, elsewhere(reading, key))),
      ...secrets.map(secret => answerAboutSecret(principal, secret, targets)),
    ]),
  )
  return { kind: 'access', expected: question.expected, answers: answers.toSorted(byPrincipal) }
}

/** A key that was named by its ARN may be in a Region that was not asked for. */
function elsewhere({ run }: AssessmentRun, { key }: FoundKey) {
  const asked = run.options.regions
  const region = key.arn.split(':')[3] ?? ''
  if (asked === null || asked.some(pattern => matchesRegion(region, pattern))) return null
  return { link: 'region', why: `The key is in ${region}; requests in ${asked.join(', ')} cannot use it.` } as const
}

/** Each key is read once for all principals. */
function factsFinder({ run }: AssessmentRun): (arn: string) => KeyFacts {
  const clientOf = placeClientFinder(run)
  const facts = new Map<string, KeyFacts>()
  return arn => {
    const [, , , region = '', account = ''] = arn.split(':')
    const noteGap = (message: string): void =>
      run.gaps.add({ account, region, keyId: null, operation: 'kms:GetKeyPolicy', reason: 'denied', message })
    const one = facts.get(arn) ?? keyFacts(arn, clientOf(account, region), noteGap)
    facts.set(arn, one)
    return one
  }
}

function byPrincipal(one: AccessRecord, other: AccessRecord): number {
  const [a, b] = [one, other].map(each => `${each.principal_arn} ${each.target_arn}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}
