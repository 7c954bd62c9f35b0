import type { ControlStatus } from '../../model/report/compliance.ts'

/** The statuses of controls as people read them. */
export const CONTROL_WORDS: Readonly<Record<ControlStatus, string>> = {
  fail: 'failed',
  unknown: 'unknown',
  muted: 'muted',
  pass: 'passed',
  not_applicable: 'not applicable',
  not_covered: 'not covered',
}
