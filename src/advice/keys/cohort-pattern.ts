import type { KeyRecord } from '../../model/report/report.ts'

/** How the names of keys of one cohort look. */
export interface CohortPattern {
  /** `shop-pr-*` */
  pattern: string
  /** `marker`: a word such as `pr` or `preview` says it; `random`: only a random part differs. */
  by: 'marker' | 'random'
}

/** Words in names of stacks that are meant to go away. `test` and the like also name environments that stay. */
const MARKERS = ['pr', 'mr', 'pull', 'preview', 'review', 'ephemeral', 'e2e', 'integ', 'tmp', 'temp', 'feature']
const WITH_NUMBER = ['test', 'tests', 'ci', 'build', 'branch', 'sandbox', 'job', 'run', 'commit']

/** The pattern of a key by the stack in its tags, its tag Name or an alias. Null: none is that of a cohort. */
export function cohortPatternOf({ aliases, tags }: Pick<KeyRecord, 'aliases' | 'tags'>): CohortPattern | null {
  const stack = (tags ?? []).filter(({ TagKey }) => ['aws:cloudformation:stack-name', 'Name'].includes(TagKey))
  const names = [...stack.map(({ TagValue }) => TagValue), ...aliases.map(alias => alias.replace(/^alias\//, ''))]
  const found = names.flatMap(name => patternOf(name) ?? [])
  return found.find(({ by }) => by === 'marker') ?? found[0] ?? null
}

/** `shop-pr-123-data` is `shop-pr-*`, `preview-login` is `preview-*`, `orders-a8f3c2d1` is `orders-*`. */
export function patternOf(name: string): CohortPattern | null {
  const words = name.split(/([-_/.]+)/)
  for (const [index, word] of words.entries()) {
    if (index % 2 === 1) continue
    const before = words.slice(0, index).join('')
    const [, letters = '', digits = ''] = /^([a-z0-9]*?[a-z]+)(\d*)$/i.exec(word) ?? []
    const lower = letters.toLowerCase()
    const next = words[index + 2]
    if (digits !== '' && (MARKERS.includes(lower) || WITH_NUMBER.includes(lower)))
      return { pattern: `${before}${letters}*`, by: 'marker' }
    if (next === undefined) continue
    const whole = word.toLowerCase()
    const isMarked = MARKERS.includes(whole) || (WITH_NUMBER.includes(whole) && isVariable(next))
    if (isMarked) return { pattern: `${before}${word}${words[index + 1]}*`, by: 'marker' }
  }
  const at = words.findIndex((word, index) => index > 0 && index % 2 === 0 && isRandom(word))
  return at < 1 ? null : { pattern: `${words.slice(0, at).join('')}*`, by: 'random' }
}

const isVariable = (word: string): boolean => /^\d+$/.test(word) || isRandom(word)

/** Hexadecimal or mixed text with letters and digits, as generators of names append it. */
const isRandom = (word: string): boolean =>
  /^(?=.*\d)(?=.*[a-f])[0-9a-f]{6,}$/i.test(word) || /^(?=.*\d.*\d)(?=.*[a-z].*[a-z])[a-z0-9]{8,}$/i.test(word)
