import type { Dice } from '../dice.ts'
import { change, isJson, type Mishap } from './shapes.ts'

/** A list of a JSON answer in which `null` replaces one entry, or is added to the entries. */
export const nullEntry: Mishap = ({ service }, dice) => (isJson(service) ? change(body => withNull(body, dice)) : null)

function withNull(body: string, dice: Dice): string {
  const answer = JSON.parse(body) as unknown
  const lists = listsIn(answer)
  if (lists.length === 0) return body
  const list = dice.pick(lists)
  const isReplaced = list.length > 0 && dice.chance(0.5)
  list.splice(dice.int(0, Math.max(0, list.length - 1)), isReplaced ? 1 : 0, null)
  return JSON.stringify(answer)
}

/** Every list of an answer, also those within the entries of others. */
function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(listsIn)
  return Array.isArray(value) ? [value, ...inner] : inner
}
