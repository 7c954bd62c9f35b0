import type { AdviceRecord, ClaimRecord } from '../model/advice.ts'
import type { SecretsAssessment } from '../model/assessments/secrets.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'

/** Whose facts advice follows from: a saved report, a run of `advise`, or one for some keys alone. */
export type AdviceOrigin = 'saved' | 'run' | 'chosen-keys'

/** What advice follows from: records that were read before. */
export interface AdviceInput {
  report: Report
  origin: AdviceOrigin
  /** Keys that are readable, not unused and not pending deletion, so that they can have advice. */
  keys: readonly KeyRecord[]
  /** Null: secrets were not read. */
  secrets: SecretsAssessment | null
}

/** What a kind of advice cannot do without. See `FACTS` for how to add it to a report. */
export type AdviceFact = 'requests' | 'callers' | 'policy' | 'grants' | 'tags' | 'rotation' | 'dependents' | 'secrets'

/** What a kind of advice says about one resource, before savings are counted. */
export interface Draft extends Pick<
  AdviceRecord,
  | 'account_id'
  | 'region'
  | 'resource'
  | 'key_arns'
  | 'summary'
  | 'assumptions'
  | 'change'
  | 'commands'
  | 'limits'
  | 'cohort'
> {
  /** What it saves. Empty: blocked or unknown, or it saves nothing that is not counted elsewhere. */
  claims: readonly Claim[]
  /** What forbids it as things are, as a sentence. Null: nothing that is known. */
  blocked: string | null
  /** Why the number is not known, as a sentence. Null: it is known. */
  unknown: string | null
}

/** `inputs` are the only names in `formula`, which uses `+ - * /`, brackets, `min`, `max` and `floor`. */
export type Claim = Omit<ClaimRecord, 'counted'>

/**
 * One kind of advice: one file here and one line in `index.ts`. The order there is the order in which savings are
 * counted.
 */
export interface AdviceKind {
  /** One line: what it finds. */
  title: string
  needs: readonly AdviceFact[]
  /** Pure. A draft whose facts are missing for one key says so in `unknown`. */
  advise(input: AdviceInput): Draft[]
}
