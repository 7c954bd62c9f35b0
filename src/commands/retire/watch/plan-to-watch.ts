import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlanToWatch } from '../../../collect/watch/watch-plans.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import { loggedActions } from '../../../retirement/watch/logged-actions.ts'
import { watchTargets } from '../../../retirement/watch/watch-targets.ts'
import { PLAN_FILE, type StoredPlan } from '../read-plans.ts'

/** Where the scripts log what they did. */
const ACTIONS_FILE = 'actions.ndjson'

/** Prepares a plan for the watch: its keys, and what the scripts did with them. */
export async function planToWatch({ directory, plan }: StoredPlan): Promise<PlanToWatch> {
  return {
    path: join(directory, PLAN_FILE),
    account: plan.account_id,
    targets: watchTargets(plan),
    searchedTypes: plan.searched_types,
    actions: loggedActions(await textOf(join(directory, ACTIONS_FILE)), plan.plan_id),
  }
}

/** The scripts write the log when they act, so there is none before the first step. */
async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ''
    throw new AuditError('usage', `Cannot read ${path}: ${message}.`, { cause: error })
  }
}
