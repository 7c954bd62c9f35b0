import type { ColumnName } from '../../columns/index.ts'
import { isFlexible, type StepMaker, type ColumnSlot, type ColumnStep } from './column-steps.ts'

/**
 * Usable columns of a terminal with 80 columns. There the shortest useful name leaves room for the Region and the cost.
 * On a narrower terminal names matter more.
 */
const USUAL_ROOM = 79

/**
 * Returns the default steps: first what identifies the key and shows whether it is used, then the cost, then the rest.
 */
export function defaultSteps(names: readonly ColumnName[], room: number, make: StepMaker): ColumnStep[] {
  const has = new Set<ColumnSlot>(['Name', ...names])
  const plan: readonly (readonly [ColumnSlot, () => ColumnStep])[] = [
    // If even the short ID does not fit, it is cut rather than left out.
    ['KeyId', () => ({ ...make.narrow('KeyId'), least: 1 })],
    ['Disposition', () => make.whole('Disposition')],
    ['Name', () => make.flexible('Name', 8)],
    ['LastUsed', () => make.narrow('LastUsed')],
    ['Name', () => make.flexible('Name', room < USUAL_ROOM || has.has('Dependents') ? 12 : 8)],
    // It was asked for by --who, and the short ID tells keys of several Regions apart.
    ['LastUser', () => make.flexible('LastUser', 24, 14)],
    // It was asked for by --dependents.
    ['Dependents', () => make.narrow('Dependents')],
    ['Region', () => make.whole('Region')],
    ['MonthlyCost', () => make.whole('MonthlyCost')],
    ['AccountId', () => make.narrow('AccountId')],
    ['Name', () => make.flexible('Name', 20)],
    ['LastUsed', () => make.whole('LastUsed')],
    ['MonthlyUsage', () => make.whole('MonthlyUsage')],
    ['LastUser', () => make.flexible('LastUser', 40)],
    ['Dependents', () => make.flexible('Dependents', 40, 36)],
    ['Name', () => make.flexible('Name', 32)],
    ['KeyId', () => make.whole('KeyId')],
    ['KeyState', () => make.whole('KeyState')],
    ['AccountId', () => make.whole('AccountId')],
    ['Description', () => make.flexible('Description', 24, 24)],
    ['Enabled', () => make.whole('Enabled')],
    ['Name', () => make.flexible('Name', 48)],
    ['LastUser', () => make.flexible('LastUser', Infinity)],
    ['Dependents', () => make.flexible('Dependents', Infinity, 36)],
    ['Description', () => make.flexible('Description', Infinity)],
  ]
  return plan.filter(([slot]) => has.has(slot)).map(([, step]) => step())
}

/** Returns the steps for `--columns`: each column in its shortest form, from left to right, then longer forms. */
export function requestedSteps(names: readonly ColumnName[], make: StepMaker): ColumnStep[] {
  const [first, ...others] = names.map(make.narrow)
  return [
    ...(first === undefined ? [] : [{ ...first, least: 1 }]),
    ...others,
    ...names.filter(isFlexible).map(name => make.flexible(name, 24)),
    ...names.filter(name => !isFlexible(name)).map(make.whole),
    ...names.filter(isFlexible).map(name => make.flexible(name, Infinity)),
  ]
}
