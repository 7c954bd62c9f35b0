import type { Instant } from '../../model/time.ts'

/** IAM Access Analyzer in one Region of an account. */
export interface SimAccessAnalyzer {
  analyzers: readonly SimAnalyzer[]
  findings?: readonly SimAnalyzerFinding[]
}

export interface SimAnalyzer {
  name: string
  /** `ACCOUNT`, `ORGANIZATION`, `ACCOUNT_UNUSED_ACCESS`, … */
  type: string
  /** Left out: `ACTIVE`. */
  status?: string
}

export interface SimAnalyzerFinding {
  id: string
  /** Name of the analyzer. */
  analyzer: string
  /** Left out: `AWS::KMS::Key`. */
  resourceType?: string
  /** ARN of the key, or of another resource. */
  resource: string
  /** Left out: `ACTIVE`. */
  status?: 'ACTIVE' | 'ARCHIVED' | 'RESOLVED'
  /** `ACCESS_DENIED`, `INTERNAL_ERROR` */
  error?: string
  analyzedAt: Instant
  principal?: Readonly<Record<string, string>>
  condition?: Readonly<Record<string, string>>
  action?: readonly string[]
  isPublic?: boolean
}
