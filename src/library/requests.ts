import type { Severity } from '../model/finding.ts'
import type { ArchivesRequest } from '../model/options/archives-request.ts'
import type { KeyManager } from '../model/options/options.ts'
import type { Report } from '../model/report/report.ts'
import type { KeyFilter } from '../model/options/show-options.ts'
import type { HttpWire } from './http-wire.ts'

/** Which checks judge the keys, and what they accept. */
export interface CheckRequest {
  /** Ids of checks, or `all`. `kms-audit checks` lists them. */
  checks?: 'all' | readonly string[]
  /** `--compliance`: ids of frameworks such as `cis-7.0`. The checks that they need run too. */
  compliance?: readonly string[]
  /** Ids of accounts that may use the keys. */
  trustedAccounts?: readonly string[]
  /** Tag keys that every key should have. */
  requiredTags?: readonly string[]
}

/** What to audit, and how. Each option has the default of the command-line option in its description. */
export interface AuditRequest extends CheckRequest {
  /**
   * `--region`: names, globs such as `eu-*`, or `all`. Default: AWS_REGION, AWS_DEFAULT_REGION, then that of the
   * profile.
   */
  regions?: readonly string[]
  /** `--profile`: names of AWS profiles, one per account. Default: the credentials that the AWS CLI would use. */
  profiles?: readonly string[]
  /** `--role-arn`: ARNs of roles to assume, one per account. */
  roleArns?: readonly string[]
  /** `--external-id`: the external id for these roles. */
  externalId?: string
  /** `--org`: audit the accounts of the organization. */
  organization?: OrganizationRequest
  /** `--trust-org`: trust all accounts of the organization. */
  trustOrganization?: boolean
  /** `--manager`: keys to audit, by who manages them. Default: `customer`. */
  manager?: KeyManager
  /** `--key`: ids or their first characters, ARNs, aliases or globs of aliases. Default: every key. */
  keys?: readonly string[]
  /** `--exclude-key`: the same forms. */
  excludeKeys?: readonly string[]
  /** `--tag`: `team=payments` or `team`; a key must have all of them. */
  tags?: readonly string[]
  /** `--source`: ids of sources of usage data; empty: only list the keys. Default: `auto`. */
  sources?: 'auto' | readonly string[]
  /** `--unused-days`: days without use after which a key counts as unused. Default: 90. */
  unusedDays?: number
  /** `--request-days`: days over which requests are counted, up to 455; null: not at all. Default: 30. */
  requestDays?: number | null
  /** `--double-check`: search the full CloudTrail history for every unused key. */
  doubleCheck?: boolean
  /** `--fast`: accept CloudWatch metrics as proof of use. */
  fast?: boolean
  /** `--max-pages`: CloudTrail pages to read per key. Default: 40. */
  maxPages?: number
  /**
   * `--max-rate`: calls per second by operation, such as `{ 'kms:GetKeyLastUsage': 50 }`, where the quota is not AWS's
   * default.
   */
  maxRates?: Readonly<Record<string, number>>
  /** `--max-duration`, in seconds: what was not read in this time is a gap. */
  maxSeconds?: number
  /** `--who`: look up who used each key last. */
  who?: boolean
  /**
   * `--dependents`: find resources that reference the keys. `true`: of the types whose lists contain the key; `all`: of
   * all types; or ids of types, such as `rds-instance`. Default: no search.
   */
  dependents?: boolean | 'all' | readonly string[]
  /** `--access-analyzer`: compare who can use each key from outside its account with the findings of IAM Access Analyzer. */
  accessAnalyzer?: boolean
  /** `--validate-policies`: ask IAM Access Analyzer whether each key policy is public, for $0.002 per key. */
  validatePolicies?: boolean
  /** `--price-per-key`: US dollars per month. Default: the list price of AWS. */
  pricePerKey?: number
  /** `--prices`: the prices in the package, or those of AWS's price list. Default: `list`. */
  prices?: 'list' | 'live'
  /**
   * Archives of CloudTrail records to search for uses from any time. Each is a source of its own, such as `archive` for
   * log files, which `sources: 'auto'` asks, too.
   */
  archives?: ArchivesRequest
  /** `--inventory-from`: add keys that AWS Config has recorded: `config:NAME` or `config:NAME@REGION`. */
  inventoryFrom?: string
  /** `--accounts` with `--inventory-from`: ids of accounts. Default: all accounts of the aggregator. */
  inventoryAccounts?: readonly string[]
  /** `--history`: path of a file to which the result is appended as one line. `onMessage` says if that fails. */
  history?: string
  /** `--demo`: audit the simulated sample account, without credentials or network. */
  demo?: boolean
  /** Stops the audit. The report contains what was known by then; the rest is in its gaps. */
  signal?: AbortSignal
  /** Environment variables for credentials, endpoints and proxies. Default: those of this process. */
  env?: Readonly<Record<string, string | undefined>>
  /** Sends the HTTP requests to AWS in place of the network, for tests. */
  wire?: HttpWire
  /** Receives what the command line would write to stderr, a line at a time. */
  onMessage?: (line: string) => void
}

export interface OrganizationRequest {
  /** `--org-role`: name of the role to assume in every member account. */
  role: string
  /** `--accounts`: ids of accounts. Default: all active ones. */
  accounts?: readonly string[]
  /** `--exclude-accounts` */
  excludeAccounts?: readonly string[]
  /** `--ou`: ids of organizational units or roots. Default: the whole organization. */
  units?: readonly string[]
}

/** How a report is judged. */
export interface JudgeRequest extends CheckRequest {
  /** `--mutelist`: the YAML text of accepted findings. */
  mutelist?: string
  /** `--baseline`: an earlier report with findings. Findings that it does not contain get `is_new: true`. */
  baseline?: Report
  /** `--opa-url`: an OPA server that judges every key by your own policies. */
  opa?: OpaRequest
  /** Stops the requests to the OPA server; keys without an answer are `unknown`. */
  signal?: AbortSignal
  /** Environment variables for proxies and CA certificates. Default: those of this process. */
  env?: Readonly<Record<string, string | undefined>>
}

export interface OpaRequest {
  /** Such as `http://127.0.0.1:8181`. */
  url: string
  /** `--opa-path`: path of the rule below `v1/data`. Default: `aws/kms_key/deny`. */
  rule?: string
  /** Sent as bearer token. */
  token?: string
}

/** How a report becomes text. */
export interface RenderRequest {
  /** `--output`: id of the format. Default: `table`. */
  format?: string
  /** `--only`: which keys are shown. Summary and savings still cover every key. */
  only?: readonly KeyFilter[]
  /** `--severity`: the mildest findings that are shown. */
  severity?: Severity
  /** `--columns`: names of columns of the table and CSV. */
  columns?: readonly string[]
  /** `--sort`: the column that orders the rows of the table and CSV. */
  sort?: { column: string; isDescending?: boolean }
}
