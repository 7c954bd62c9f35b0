import { isObject } from '../../lib/json.ts'
import { SEVERITIES } from '../../model/finding.ts'

/** Whether a value of a saved report has the type that the program reads. Fields that it does not know may be there. */
export type Shape = (value: unknown) => boolean

export const text: Shape = value => typeof value === 'string'
export const number: Shape = value => typeof value === 'number' && Number.isFinite(value)
export const yesOrNo: Shape = value => typeof value === 'boolean'
export const object: Shape = isObject

/** `2026-11-20T14:30:22Z` */
export const time: Shape = value => typeof value === 'string' && TIME.test(value)
/** What fits it, `Date` can hold: parsing every time of a large report takes a tenth of a second. */
const TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/

/** It becomes part of a host name. */
export const region: Shape = value => typeof value === 'string' && /^[a-z0-9-]+$/.test(value)

export const oneOf = (...values: readonly unknown[]): Shape => {
  const known = new Set(values)
  return value => known.has(value)
}

export const severity: Shape = oneOf(...SEVERITIES)

export const orNull =
  (shape: Shape): Shape =>
  value =>
    value === null || shape(value)

const OPTIONAL = new WeakSet<Shape>()

/** For fields that are left out when they were not asked for, and for those that older reports do not have. */
export function leftOutOr(shape: Shape): Shape {
  const optional: Shape = value => value === undefined || shape(value)
  OPTIONAL.add(optional)
  return optional
}

export const listOf =
  (shape: Shape): Shape =>
  value =>
    Array.isArray(value) && value.every(shape)

/** An object whose every value has the shape, whatever its name. */
export const mapOf =
  (shape: Shape): Shape =>
  value =>
    isObject(value) && Object.values(value).every(shape)

/**
 * There may be a hundred thousand keys: going by the fields of the value takes half the time of going by the names. What
 * the value does not have must be a field that may be left out.
 */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const byName = new Map(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, counts: OPTIONAL.has(shape) ? 0 : 1 }]),
  )
  const required = [...byName.values()].reduce((sum, { counts }) => sum + counts, 0)
  return value => {
    if (!isObject(value)) return false
    let found = 0
    for (const name in value) {
      const known = byName.get(name)
      if (known === undefined) continue
      if (!known.shape(value[name])) return false
      found += known.counts
    }
    return found === required
  }
}
