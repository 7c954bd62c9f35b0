import type { KeyRecord } from '../../model/report/report.ts'
import type { AdviceFact, AdviceInput } from '../advice-kind.ts'

interface FactRow {
  /** What is missing, for a sentence: `request counts`. */
  words: string
  /** What adds it. */
  option: string
  isIn(input: AdviceInput): boolean
}

const someKey =
  (field: keyof KeyRecord) =>
  ({ report }: AdviceInput): boolean =>
    report.keys.length === 0 || report.keys.some(key => key[field] !== undefined)

const LIVE = 'run kms-audit advise without --from'

/** What a report can lack, and how to add it. */
export const FACTS: Readonly<Record<AdviceFact, FactRow>> = {
  requests: {
    words: 'request counts',
    option: 'audit again without --no-requests',
    isIn: ({ report }) => report.request_days !== undefined,
  },
  callers: {
    words: 'who calls the busiest keys',
    option: LIVE,
    isIn: input => input.keys.every(({ monthly_usage: requests }) => !requests) || someKey('activity')(input),
  },
  policy: { words: 'key policies', option: 'audit again with --checks', isIn: someKey('key_policy') },
  grants: { words: 'grants', option: 'audit again with --checks', isIn: someKey('grants') },
  tags: { words: 'tags', option: 'audit again with --checks', isIn: someKey('tags') },
  rotation: { words: 'rotations', option: 'audit again with --checks', isIn: someKey('rotation') },
  dependents: {
    words: 'the resources that use the keys',
    option: 'audit again with --dependents all',
    isIn: ({ report }) => report.scope.dependents !== undefined,
  },
  secrets: { words: 'secrets', option: `${LIVE} and without choosing keys`, isIn: ({ secrets }) => secrets !== null },
}

/** Which facts are missing and what adds them, as a sentence. Null: none is missing. */
export function missingFacts(needs: readonly AdviceFact[], input: AdviceInput): string | null {
  const missing = needs.map(need => FACTS[need]).filter(({ isIn }) => !isIn(input))
  if (missing.length === 0) return null
  const options = [...new Set(missing.map(({ option }) => option))]
  return `The report does not contain ${listed(missing.map(({ words }) => words))}: ${listed(options)}.`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
