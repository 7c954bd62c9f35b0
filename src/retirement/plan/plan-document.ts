import { createHash } from 'node:crypto'
import { isObject, type Json } from '../../lib/json.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { PLAN_KIND, type RetirementPlan } from '../../model/retirement/retirement.ts'

/** Everything but the digest, which follows from it. */
export type UnsealedPlan = Omit<RetirementPlan, 'plan_id' | 'digest'>

/** Adds the id and the digest. The same plan that is made again has the same id, whenever it is made. */
export function sealPlan({ schema_version, kind, ...plan }: UnsealedPlan): RetirementPlan {
  const { created_at: _, ...lasting } = plan
  const plan_id = sha256(JSON.stringify(lasting)).slice(0, 16)
  const sealed = { schema_version, kind, plan_id, digest: '', ...plan }
  return { ...sealed, digest: digestOf(sealed) }
}

/** The text of `plan.json`. */
export const planText = (plan: RetirementPlan): string => `${JSON.stringify(plan, null, 2)}\n`

/** SHA-256 of the text of `plan.json`. */
export const planFileDigest = (plan: RetirementPlan): string => sha256(planText(plan))

/**
 * Checks that a document is a plan as this program wrote it.
 *
 * @param name names the document in errors
 * @throws AuditError (wrong usage) if it is none, was edited or cut short, or is of a newer version
 */
export function parsePlan(value: unknown, name: string): RetirementPlan {
  if (!isObject(value) || value['kind'] !== PLAN_KIND)
    throw new AuditError('usage', `${name} is not a plan of kms-audit retire plan.`, { hint: MAKE_ONE })
  const { schema_version: version, digest } = value
  if (version !== 1)
    throw new AuditError('usage', `${name} has schema version ${String(version)}; this kms-audit reads version 1.`, {
      hint: 'Upgrade kms-audit, or make a new plan.',
    })
  if (digest !== digestOf(value))
    throw new AuditError('usage', `${name} was changed after kms-audit wrote it: its digest does not match.`, {
      hint: MAKE_ONE,
    })
  return value as unknown as RetirementPlan
}

const MAKE_ONE = 'Make a plan with kms-audit retire plan --out DIR.'

/** Of the document without its digest, in the order of its fields. */
function digestOf(plan: Json | Omit<RetirementPlan, 'digest'>): string {
  return sha256(JSON.stringify({ ...plan, digest: undefined }))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
