import { type Finding, type FindingStatus, SEVERITIES } from '../model/finding.ts'

/**
 * Collects findings, worst first; those of the same rank stay in the order in which they came. Hundreds of thousands
 * need no sorting.
 */
export class SortedFindings {
  #byRank: Finding[][] = Array.from({ length: STATUSES.length * SEVERITIES.length }, () => [])

  add(finding: Finding): void {
    this.#byRank[rankOf(finding)]?.push(finding)
  }

  all(): Finding[] {
    // Ten times as fast as `flat`.
    return ([] as Finding[]).concat(...this.#byRank)
  }
}

const STATUSES: readonly FindingStatus[] = ['fail', 'unknown', 'muted', 'pass', 'not_applicable']

/** Rank of a finding by status and then severity; the worst is 0. */
export const rankOf = ({ status, severity }: Finding): number =>
  STATUSES.indexOf(status) * SEVERITIES.length + SEVERITIES.indexOf(severity)
