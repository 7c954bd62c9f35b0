import { stat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson } from '../../lib/files/read-json.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { ACCOUNT_ID } from '../../model/account-id.ts'
import type { RetirementPlan } from '../../model/retirement/retirement.ts'
import { parsePlan } from '../../retirement/plan/plan-document.ts'

/** A plan, and the directory that it was read from. */
export interface StoredPlan {
  /** `DIR/111122223333` */
  directory: string
  plan: RetirementPlan
}

/**
 * Reads the plans of all accounts below a directory that `retire plan` wrote; or the one plan, if it is the directory of
 * an account.
 *
 * @throws AuditError (wrong usage) if there is none, or one was changed or belongs to another account
 */
export async function readPlans(directory: string): Promise<StoredPlan[]> {
  if (await exists(join(directory, PLAN_FILE))) return [await readPlan(directory)]
  const names = await readdir(directory).catch(() => [])
  const found: StoredPlan[] = []
  for (const name of names.filter(one => ACCOUNT_ID.test(one)).toSorted()) {
    const stored = await readPlan(join(directory, name))
    if (stored.plan.account_id !== name)
      throw new AuditError(
        'usage',
        `${join(directory, name, PLAN_FILE)} is a plan for account ${stored.plan.account_id}.`,
        {
          hint: 'Move it back to the directory of its account.',
        },
      )
    found.push(stored)
  }
  if (found.length === 0)
    throw new AuditError('usage', `${directory} contains no plan.`, {
      hint: 'Make one with kms-audit retire plan --out DIR.',
    })
  return found
}

export const PLAN_FILE = 'plan.json'

async function readPlan(directory: string): Promise<StoredPlan> {
  const path = join(directory, PLAN_FILE)
  return { directory, plan: parsePlan(await readJson(path, 'Make a new plan with kms-audit retire plan.'), path) }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
