import { joinWithAnd } from '../../lib/text/lists.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import { searchedOptions } from '../../model/report/report-command.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { AdviceFact, AdviceInput } from '../advice-kind.ts'
import { joinRemedies, type NotGivenRecord, remedyText, type RemedyRecord } from '../../model/advice-remedy.ts'

interface FactRow {
  /** What is missing, for a sentence: `request counts`. */
  words: string
  isIn(input: AdviceInput): boolean
  /** What adds it. */
  by(input: AdviceInput): RemedyRecord
}

const someKey =
  (field: keyof KeyRecord) =>
  ({ report }: AdviceInput): boolean =>
    report.keys.length === 0 || report.keys.some(key => key[field] !== undefined)

const GAPS: RemedyRecord = { run: null, with: [], without: [] }

/** What `kms-audit advise` itself reads. */
const byRun = ({ origin }: AdviceInput): RemedyRecord =>
  origin === 'saved' ? { run: 'advise', with: [], without: ['--from'] } : GAPS

const byAudit =
  (option: string) =>
  ({ origin }: AdviceInput): RemedyRecord =>
    origin === 'saved' ? { run: 'audit', with: [option], without: [] } : GAPS

function byCounting({ report, origin }: AdviceInput): RemedyRecord {
  const run = origin === 'saved' ? 'audit' : 'advise'
  return origin === 'saved' && report.scope.sources.includes('cloudwatch')
    ? { run, with: [], without: ['--no-requests'] }
    : { run, with: ['--source auto'], without: [] }
}

const bySecrets = (input: AdviceInput): RemedyRecord =>
  input.origin === 'chosen-keys'
    ? { run: 'advise', with: [], without: ['--key, --exclude-key or --tag'] }
    : byRun(input)

/** What a report can lack, and how to add it. */
export const FACTS: Readonly<Record<AdviceFact, FactRow>> = {
  requests: {
    words: 'request counts',
    isIn: ({ report }) => report.request_days !== undefined,
    by: byCounting,
  },
  callers: {
    words: 'who calls the busiest keys',
    isIn: input => input.keys.every(({ monthly_usage: requests }) => !requests) || someKey('activity')(input),
    by: byRun,
  },
  policy: { words: 'key policies', isIn: someKey('key_policy'), by: byAudit('--checks') },
  grants: { words: 'grants', isIn: someKey('grants'), by: byAudit('--checks') },
  tags: { words: 'tags', isIn: someKey('tags'), by: byAudit('--checks') },
  rotation: { words: 'rotations', isIn: someKey('rotation'), by: byAudit('--checks') },
  dependents: {
    words: 'the resources that use the keys',
    isIn: ({ report }) => report.scope.dependents !== undefined,
    by: byAudit('--dependents all'),
  },
  secrets: { words: 'secrets', isIn: ({ secrets }) => secrets !== null, by: bySecrets },
}

/** Which facts are missing and what adds them. Null: none is missing. */
export function missingFacts(
  needs: readonly AdviceFact[],
  input: AdviceInput,
): Omit<NotGivenRecord, 'kind' | 'title'> | null {
  const missing = needs.map(need => FACTS[need]).filter(({ isIn }) => !isIn(input))
  if (missing.length === 0) return null
  const words = missing.map(one => one.words)
  const remedy = withArchives(remedyOf(missing.map(({ by }) => by(input))), input)
  return { reason: `The report does not contain ${joinWithAnd(words)}: ${remedyText(remedy)}.`, missing: words, remedy }
}

/** A run of `advise` reads everything, and so needs no option of an audit. */
function remedyOf(remedies: readonly RemedyRecord[]): RemedyRecord {
  const run = (['advise', 'audit'] as const).find(one => remedies.some(remedy => remedy.run === one)) ?? null
  return joinRemedies(
    run,
    remedies.filter(remedy => remedy.run === run),
  )
}

/** The command that made a saved report searched archives, which another one has to name again. */
function withArchives(remedy: RemedyRecord, { origin, report }: AdviceInput): RemedyRecord {
  const words = searchedOptions(report)
  if (origin !== 'saved' || remedy.run === null || words.length === 0) return remedy
  return { ...remedy, with: [...remedy.with, words.map(shellWord).join(' ')] }
}
