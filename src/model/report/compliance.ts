/**
 * `fail` is worse than `unknown`, and `unknown` is worse than `pass`. `muted`: the mutelist accepts every problem.
 * `not_applicable`: no key of the report is subject to the control. `not_covered`: kms-audit has no check for it.
 */
export const CONTROL_STATUSES = ['fail', 'unknown', 'muted', 'pass', 'not_applicable', 'not_covered'] as const
export type ControlStatus = (typeof CONTROL_STATUSES)[number]

/** The result for one control of a framework. Part of the JSON report: names are a contract. */
export interface ControlRecord {
  /** `3.6`, `KMS.4` */
  id: string
  title: string
  status: ControlStatus
  /** Ids of the checks that cover the control. Empty: it is not covered. */
  checks: string[]
  /**
   * How many keys have which result; the worst result of a key counts. For a control about IAM policies, how many of
   * these and of the principals with inline policies. All are 0 for a control that is not covered.
   */
  keys: { fail: number; unknown: number; muted: number; pass: number; not_applicable: number }
  /** The result in a sentence; for `unknown` and `not_covered`, why. */
  detail: string
}

/**
 * The results for the controls of a framework that are about KMS, in the order of the framework. A report that was
 * made with `--compliance` has them in `compliance`; a format that has a section about compliance draws it from there.
 */
export interface FrameworkRecord {
  /** The name on the command line: `cis-7.0`. */
  framework: string
  /** `CIS AWS Foundations 7.0.0` */
  name: string
  controls: ControlRecord[]
}
