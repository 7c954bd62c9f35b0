import type { Check, Control } from '../checks/check.ts'
import { type Framework, frameworks, spellingIn } from '../checks/frameworks.ts'
import { checks as registry } from '../checks/index.ts'
import type { CheckOptions } from '../model/options/options.ts'
import { loadChecks } from './load-checks.ts'

/** Loads the checks that run: those that are named, and those that the frameworks need, in the order of the registry. */
export async function selectedChecks({ ids, frameworks: wanted }: Pick<CheckOptions, 'ids' | 'frameworks'>) {
  if (wanted.length === 0) return loadChecks(ids)
  const all = await loadChecks(Object.keys(registry))
  const needed = checksOf(frameworksNamed(wanted), all)
  return all.filter(check => ids.includes(check.id) || needed.includes(check))
}

/** Returns the frameworks with these ids. An id that this version does not know is left out. */
export const frameworksNamed = (ids: readonly string[]): Framework[] => frameworks.filter(({ id }) => ids.includes(id))

/** Returns the checks that cover at least one control of the frameworks. */
const checksOf = (wanted: readonly Framework[], all: readonly Check[]): Check[] =>
  all.filter(check => wanted.some(framework => framework.controls.some(({ id }) => covers(check, framework, id))))

/** Whether the check covers this control of the framework. */
export const covers = (check: Check, framework: Framework, control: string): boolean =>
  controlOf(check, framework, control) !== undefined

/** Returns what a check says about this control of the framework. Undefined: it does not cover the control. */
export const controlOf = ({ controls = [] }: Check, framework: Framework, control: string): Control | undefined =>
  controls.find(({ framework: name, id }) => name === spellingIn(framework) && id === control)
