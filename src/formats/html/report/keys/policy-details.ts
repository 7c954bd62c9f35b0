import type { Detail } from './detail.ts'
import { line } from './detail.ts'

/** One line for each statement of a key policy: who can do what, and under which conditions. */
export function policyDetails(policy: unknown): Detail[] {
  if (typeof policy === 'string') return [line('Key policy', `not valid JSON: ${policy}`)]
  const statements = listOf(recordOf(policy)['Statement'])
  if (statements.length === 0) return [line('Key policy', 'no statements')]
  return statements.map(statement => {
    const { Sid: sid } = recordOf(statement)
    return line(typeof sid === 'string' && sid !== '' ? `Policy: ${sid}` : 'Policy', statementText(recordOf(statement)))
  })
}

function statementText(statement: Record<string, unknown>): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement
  const who = NotPrincipal === undefined ? principalsText(Principal) : `all except ${principalsText(NotPrincipal)}`
  const what = NotAction === undefined ? wordsText(Action) : `all actions except ${wordsText(NotAction)}`
  const when = Condition === undefined ? '' : ` if ${conditionsText(recordOf(Condition))}`
  return `${typeof Effect === 'string' ? Effect : 'No effect'} ${who}: ${what}${when}`
}

function principalsText(principal: unknown): string {
  if (typeof principal === 'string') return principal
  const named = Object.values(recordOf(principal)).flatMap(listOf)
  return named.length === 0 ? 'nobody' : wordsText(named)
}

const conditionsText = (condition: Record<string, unknown>): string =>
  Object.entries(condition)
    .flatMap(([operator, keys]) =>
      Object.entries(recordOf(keys)).map(([key, values]) => `${key} ${operator} ${wordsText(values)}`),
    )
    .join(' and ')

/** The first words, and the number of the others. */
function wordsText(value: unknown): string {
  const words = listOf(value).map(word => (typeof word === 'string' ? word : JSON.stringify(word)))
  const more = words.length > WORDS_SHOWN ? ` and ${words.length - WORDS_SHOWN} more` : ''
  return words.length === 0 ? 'nothing' : words.slice(0, WORDS_SHOWN).join(', ') + more
}

const WORDS_SHOWN = 12

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
