import type { Blocked } from '../../access/facts.ts'
import { withTrial } from '../../access/with-trial.ts'
import type { DryRunAction } from '../../aws/kms/dry-run.ts'
import type { AccessRecord } from '../../model/assessments/access.ts'
import { answerForKey } from './answer-request.ts'
import type { FoundKey } from './find-keys.ts'
import type { FoundPrincipal } from './find-principals.ts'
import type { AccessQuestion } from './question.ts'
import { aboutKey, headOf, requestOf, restOf, type Targets } from './record-parts.ts'

/** Whether the principal can use the key as the question says. */
export async function answerAboutKey(
  principal: FoundPrincipal,
  { key, place, alias }: FoundKey,
  { question, factsOf, now, tryAccess }: Targets,
  elsewhere: Blocked | null,
): Promise<AccessRecord> {
  const { action, via, context } = question
  const { account, region } = place
  const facts = factsOf(key.arn)
  const given = contextIn(context)
  const request = requestOf(principal, action, key.arn, {
    owner: account,
    region,
    via,
    encryptionContext: Object.keys(given).length === 0 ? null : given,
    resourceTags: null,
    more: { ...(await aboutKey(facts)), ...context },
    now,
  })
  const answered = await answerForKey(principal, request, facts, elsewhere)
  const asked = { action: action as DryRunAction, keyArn: key.arn, encryptionContext: given }
  const tried = (await tryAccess?.(principal, place, asked)) ?? null
  return {
    ...headOf(principal, place),
    target_type: 'key',
    target_arn: key.arn,
    target_name: alias,
    key_arn: key.arn,
    actions: [action],
    ...restOf(principal, withTrial(answered, tried, via === null && elsewhere === null), answered.doubtful),
    tried,
  }
}

/** The encryption context that the user gives with the condition keys. */
const contextIn = (context: AccessQuestion['context']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(context).flatMap(([key, [value]]) => {
      const [, name] = /^kms:EncryptionContext:(.+)$/i.exec(key) ?? []
      return name === undefined || value === undefined ? [] : [[name, value]]
    }),
  )
