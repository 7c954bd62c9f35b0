import { joinWithAnd } from '../lib/text/lists.ts'

/** A kind of advice that lacks facts. */
export interface NotGivenRecord {
  kind: string
  title: string
  /** Which facts are missing, and what adds them, as a sentence. */
  reason: string
  /** The facts: `key policies`. */
  missing: string[]
  remedy: RemedyRecord
}

/** What adds facts that a report lacks. */
export interface RemedyRecord {
  /** The command to run: an audit whose report is saved, or `advise` itself. Null: neither helps, and the gaps say why. */
  run: 'audit' | 'advise' | null
  /** Options to add: `--dependents all`. */
  with: string[]
  /** Options to leave out. */
  without: string[]
}

/** What adds all that several remedies of one command add. */
export const joinRemedies = (run: RemedyRecord['run'], remedies: readonly RemedyRecord[]): RemedyRecord => ({
  run,
  with: [...new Set(remedies.flatMap(one => one.with))],
  without: [...new Set(remedies.flatMap(one => one.without))],
})

/** As a part of a sentence: `run kms-audit with --checks --dependents all`. */
export function remedyText({ run, with: added, without }: RemedyRecord): string {
  if (run === null) return 'the gaps say why'
  const parts = [
    ...(added.length === 0 ? [] : [`with ${added.join(' ')}`]),
    ...without.map(option => `without ${option}`),
  ]
  return [`run kms-audit${run === 'advise' ? ' advise' : ''}`, joinWithAnd(parts)].join(' ')
}
