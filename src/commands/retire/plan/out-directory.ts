import { randomUUID } from 'node:crypto'
import { access, constants, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isSystemError, writeErrorText } from '../../../lib/files/file-errors.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import { ACCOUNT_ID } from '../../../model/account-id.ts'
import type { RetirementPlan } from '../../../model/retirement/retirement.ts'
import { planFiles } from '../../../retirement/plan/plan-files.ts'
import { readPlans } from '../read-plans.ts'

/**
 * Before a long run: checks that plans can be written to the directory, which must be new, empty, or contain only
 * directories of plans.
 *
 * @throws AuditError (wrong usage)
 */
export async function checkOutDirectory(directory: string): Promise<void> {
  await readable(directory, async () => {
    const names = await namesIn(directory)
    if (names === null) return access(await existingParent(directory), constants.W_OK)
    if (names.some(name => !ACCOUNT_ID.test(name))) throw notOurs(directory)
    if (names.length > 0) await readPlans(directory)
    await access(directory, constants.W_OK)
  })
}

/**
 * Writes the plans, each to the directory of its account. A new directory appears with all its files or not at all.
 * Returns the paths of the directories of the accounts.
 *
 * @throws AuditError (wrong usage) if the directory contains another plan; nothing is then changed
 */
export async function writePlans(directory: string, plans: readonly RetirementPlan[]): Promise<string[]> {
  return readable(directory, async () => {
    const names = await namesIn(directory)
    if (names === null || names.length === 0) await writeNew(directory, plans)
    else await writeAgain(directory, plans)
    return plans.map(({ account_id }) => join(directory, account_id))
  })
}

async function writeNew(directory: string, plans: readonly RetirementPlan[]): Promise<void> {
  const target = resolve(directory)
  await mkdir(dirname(target), { recursive: true })
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}`)
  try {
    for (const plan of plans) await writeFiles(join(draft, plan.account_id), plan)
    // An empty directory is replaced.
    await rmdir(target).catch(() => {})
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** The same plans again: what a person changed or removed is restored, and the logs of the scripts stay. */
async function writeAgain(directory: string, plans: readonly RetirementPlan[]): Promise<void> {
  const stored = new Map((await readPlans(directory)).map(({ plan }) => [plan.account_id, plan]))
  const isSame =
    stored.size === plans.length && plans.every(plan => stored.get(plan.account_id)?.plan_id === plan.plan_id)
  if (!isSame) throw otherPlan(directory, [...stored.values()])
  for (const plan of stored.values())
    for (const { name, text, isScript } of planFiles(plan)) {
      const path = join(directory, plan.account_id, name)
      const draft = `${path}.${randomUUID()}`
      await writeFile(draft, text, { mode: isScript ? 0o755 : 0o644 })
      await rename(draft, path)
    }
}

async function writeFiles(directory: string, plan: RetirementPlan): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const { name, text, isScript } of planFiles(plan))
    await writeFile(join(directory, name), text, { mode: isScript ? 0o755 : 0o644 })
}

/** Null: it does not exist. */
async function namesIn(directory: string): Promise<string[] | null> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null
    if (isSystemError(error) && error.code === 'ENOTDIR')
      throw new AuditError('usage', `Cannot write the plan to ${directory}: it is not a directory.`, { hint: NEW_ONE })
    throw error
  }
}

async function existingParent(path: string): Promise<string> {
  const parent = dirname(resolve(path))
  const exists = await stat(parent).then(
    () => true,
    () => false,
  )
  return exists || parent === dirname(parent) ? parent : existingParent(parent)
}

const NEW_ONE = 'Name a directory that does not exist yet.'

const notOurs = (directory: string): AuditError =>
  new AuditError('usage', `${directory} exists, and contains other files than plans of kms-audit.`, { hint: NEW_ONE })

const otherPlan = (directory: string, [one]: readonly RetirementPlan[]): AuditError =>
  new AuditError(
    'usage',
    `${directory} contains another plan${one === undefined ? '' : `, from the report of ${one.generated_at}`}.`,
    { hint: NEW_ONE },
  )

async function readable<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new AuditError('usage', `Cannot write the plan to ${directory}: ${writeErrorText(error)}.`, { cause: error })
  }
}
