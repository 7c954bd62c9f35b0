/** Who can use a key from outside its account: what the key policy and the grants say, beside IAM Access Analyzer. */
export interface ExternalAccessRecord {
  /**
   * `agree`: the same callers, also if there are none. `not_analyzed`: there is no analyzer in the Region, or it could
   * not analyze the key. `unknown`: part of one side could not be read.
   */
  agreement: 'agree' | 'differ' | 'not_analyzed' | 'unknown'
  /** Why, for `not_analyzed` and `unknown`; else null. */
  why: string | null
  /** Analyzers of external access in the account and Region of the key. */
  analyzers: AnalyzerRecord[]
  /** Callers outside the account. AWS services are left out. */
  callers: ExternalCallerRecord[]
  /** The findings of IAM Access Analyzer about the key, active and archived. Null: they could not be read. */
  findings: AnalyzerFindingRecord[] | null
}

export interface AnalyzerRecord {
  arn: string
  /** Its zone of trust: access from within it is not a finding. */
  zone: 'account' | 'organization'
}

export interface ExternalCallerRecord {
  /** An account ID, `*` for everyone, `organization o-exampleorg`, or the name of an identity provider. */
  caller: string
  found_by: 'both' | 'kms-audit' | 'analyzer'
  /** What the key policy and the grants allow the caller. */
  actions: string[]
  /** Why only one of them found it, how the actions differ, or what else there is to know. Null: nothing. */
  reason: string | null
  /** IDs of the findings of IAM Access Analyzer. */
  finding_ids: string[]
}

/** One access of a finding of IAM Access Analyzer, as AWS words it. */
export interface AnalyzerFindingRecord {
  id: string
  analyzer: string
  status: 'active' | 'archived'
  error: string | null
  analyzed_at: string | null
  principal: Record<string, string>
  condition: Record<string, string>
  actions: string[]
  is_public: boolean | null
  /** How a resource control policy limits the access: `APPLIED`, `NOT_APPLICABLE`, … Null: AWS does not say. */
  resource_control_policy: string | null
}

/** Whether a key policy is public: what kms-audit reads in it, beside CheckNoPublicAccess of IAM Access Analyzer. */
export interface PublicAccessRecord {
  /** What kms-audit reads. Null: the policy could not be understood. */
  kms_audit: boolean | null
  /** Null: IAM Access Analyzer did not answer, which is a gap. */
  analyzer: boolean | null
  agreement: 'agree' | 'differ' | 'unknown'
  /** The reasons of IAM Access Analyzer for a public policy, in its words. */
  reasons: string[]
}
