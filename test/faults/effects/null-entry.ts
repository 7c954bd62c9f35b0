import type { RandomChoices } from '../random-choices.ts'
import { change, isJson, type MakeEffect } from './make-effects.ts'

/** Replaces an entry of a list in a JSON answer by `null`, or adds `null` to it. */
export const nullEntry: MakeEffect = ({ service }, random) =>
  isJson(service) ? change(body => withNull(body, random)) : null

function withNull(body: string, random: RandomChoices): string {
  const answer = JSON.parse(body) as unknown
  const lists = listsIn(answer)
  if (lists.length === 0) return body
  const list = random.pick(lists)
  const isReplaced = list.length > 0 && random.chance(0.5)
  list.splice(random.int(0, Math.max(0, list.length - 1)), isReplaced ? 1 : 0, null)
  return JSON.stringify(answer)
}

/** Returns every list of an answer, including those inside entries of others. */
function listsIn(value: unknown): unknown[][] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(listsIn)
  return Array.isArray(value) ? [value, ...inner] : inner
}
