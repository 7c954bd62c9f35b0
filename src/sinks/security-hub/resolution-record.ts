/** How a finding was resolved that a report does not contain. */
export interface Resolution {
  /** One sentence for the description of the archived finding. */
  why: string
  /** `PASSED`: the problem was solved. `NOT_AVAILABLE`: there is nothing left to check. */
  compliance: 'PASSED' | 'NOT_AVAILABLE'
}
