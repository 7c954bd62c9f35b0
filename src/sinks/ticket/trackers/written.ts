import { isObject } from '../../../lib/json.ts'
import type { Written } from '../content/ticket.ts'

/** Reads what `Written` became as a value. Null: it is something else. */
export function writtenFrom(value: unknown): Written | null {
  if (!isObject(value) || typeof value['state'] !== 'string') return null
  const { state, regions } = value
  if (!Array.isArray(regions)) return { state, regions: null }
  return { state, regions: regions.filter(region => typeof region === 'string') }
}

/** Characters of a field of ServiceNow. */
const MOST = 100

/** `0a1b2c3d4e5f6071 eu-west-1,us-east-1`, or with `*` for more Regions than fit. */
export function writtenText({ state, regions }: Written): string {
  const whole = `${state} ${regions?.join(',') ?? '*'}`
  return whole.length > MOST ? `${state} *` : whole
}

/** Reads the result of `writtenText`. Null: it is something else. */
export function writtenIn(text: string): Written | null {
  const [, state, regions] = /^([0-9a-f]{16}|resolved) ([a-z0-9,-]*|\*)$/.exec(text) ?? []
  if (state === undefined || regions === undefined) return null
  return { state, regions: regions === '*' ? null : regions.split(',').filter(region => region !== '') }
}
