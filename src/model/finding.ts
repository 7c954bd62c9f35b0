import type { TagRecord } from './report/key-facts.ts'

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** `unknown`: what the check needs could not be read. It is never a pass, and never a fail. */
export type FindingStatus = (typeof FINDING_STATUSES)[number]
export const FINDING_STATUSES = ['fail', 'unknown', 'pass', 'not_applicable', 'muted'] as const

/** The result of one check for one key, resource or account. Part of the JSON report: names are a contract. */
export interface Finding {
  /** `policy-public` */
  check: string
  severity: Severity
  status: FindingStatus
  account_id: string
  /** Null: the finding is about the account. */
  region: string | null
  key_id: string | null
  /** The resource that the finding is about, if it is not the key or the account itself. */
  resource?: FindingResource
  /** Findings in Security Hub that explain this one. Left out: there are none. */
  related?: RelatedFinding[]
  /** Tells apart several findings of one check for one key, as OPA policies can make them. */
  rule?: string
  title: string
  /** What was found, in a sentence; for `unknown` and `not_applicable`, why. */
  detail: string
  /**
   * Shell commands on one line that fix the problem or start to fix it; no prose and no comments. Empty: nothing to do.
   */
  remedy: string
  /**
   * What to decide or edit before the remedy: sentences, and JSON statements to paste, each on a line of its own. Left
   * out if the remedy needs no advice.
   */
  advice?: string
  /** The same fix in the template that manages the key. Left out if no tag names one, or if a template cannot fix it. */
  remedy_template?: TemplateRemedy
  /** Of a muted finding: its status without the mutelist, and the reason why it is accepted. */
  muted?: MutedRecord
  /** Whether the baseline does not contain the finding. Left out without a baseline. */
  is_new?: boolean
}

/** A finding as Security Hub knows it. */
export interface RelatedFinding {
  account_id: string
  region: string
  /** Its `Id`, as `-o asff` writes it. */
  finding_id: string
}

/** A resource other than a key. Part of the JSON output. */
export interface FindingResource {
  /** As CloudFormation names the type: `AWS::SecretsManager::Secret`. */
  type: string
  /** As the service names it: identifies the resource among those of its type in the account and Region. */
  id: string
  /** Null: the resource has no ARN, or it is not known. */
  arn: string | null
  /** A name for people, if it is not the ID. */
  name?: string | null
  /** Left out: tags were not read. */
  tags?: TagRecord[]
}

/** A fix where the key was made. A format that shows remedies shows it beside the commands. */
export interface TemplateRemedy {
  tool: 'cloudformation' | 'terraform'
  /** Lines of a YAML template or of HCL to paste or to follow. Names from the account are in comments. */
  text: string
  /** What happens to a change that is made with the commands of `remedy`. */
  warning: string
}

export interface MutedRecord {
  status: 'fail' | 'unknown'
  reason: string
  /** `2027-01-31`; null: it does not expire. */
  expires: string | null
}

/** Whether a finding fails or could not be decided. */
export const isProblem = ({ status }: Finding): boolean => status === 'fail' || status === 'unknown'

/** Whether a finding is about an account as a whole, not about a key or another resource. */
export const isAboutAccount = ({ key_id, resource }: Pick<Finding, 'key_id' | 'resource'>): boolean =>
  key_id === null && resource === undefined

/** Whether a finding has this severity or a worse one. Null: any. */
export const isSevere = ({ severity }: Pick<Finding, 'severity'>, least: Severity | null): boolean =>
  least === null || SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least)

type Identified = Pick<Finding, 'check' | 'account_id' | 'region' | 'key_id' | 'rule' | 'resource'>

/** Returns what identifies a problem across reports. Details such as days left or principals are not part of it. */
export const identityOf = ({ check, account_id, region, key_id, rule, resource }: Identified): string =>
  JSON.stringify([
    check,
    account_id,
    region,
    key_id,
    ...(rule === undefined ? [] : [rule]),
    ...(resource === undefined ? [] : [{ type: resource.type, id: resource.id }]),
  ])

/** Returns what identifies the key or account of a finding. */
export const placeOf = ({ account_id, region, key_id }: Pick<Finding, 'account_id' | 'region' | 'key_id'>): string =>
  JSON.stringify([account_id, region, key_id])
