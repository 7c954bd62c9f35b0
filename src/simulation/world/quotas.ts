import { SECOND } from '../../model/time.ts'

/**
 * Requests per second for each account, Region and operation, as AWS sets them by default. Operations that are not
 * listed have no limit.
 * https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html,
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html,
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export const QUOTAS_PER_SECOND: Readonly<Record<string, number>> = {
  'kms:DescribeKey': 2000,
  'kms:GetKeyLastUsage': 5,
  'kms:GetKeyPolicy': 1000,
  'kms:GetKeyRotationStatus': 1000,
  'kms:ListAliases': 500,
  'kms:ListGrants': 100,
  'kms:ListKeyRotations': 100,
  'kms:ListKeys': 500,
  'kms:ListResourceTags': 2000,
  'cloudtrail:DescribeTrails': 10,
  'cloudtrail:GetEventSelectors': 1,
  'cloudtrail:GetTrailStatus': 10,
  'cloudtrail:LookupEvents': 2,
  'cloudwatch:GetMetricData': 500,
  'cloudwatch:ListMetrics': 25,
  'securityhub:BatchImportFindings': 10,
  'securityhub:GetFindings': 3,
}

interface SharedQuota {
  /** The quota's name. Left out: the operation has it for itself. */
  name?: string
  perSecond: number
  /** Left out: the requests of one second. */
  burst?: number
}

const EC2_LISTS: SharedQuota = { perSecond: 20, burst: 100 }
const EC2_SETTING: SharedQuota = { perSecond: 20, burst: 100 }
/** Of lists without filter and page size. */
const EC2_UNPAGED: SharedQuota = { perSecond: 10, burst: 50 }
const LAMBDA_CONTROL: SharedQuota = { name: 'lambda control plane', perSecond: 15 }
/** https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html */
const CONNECT: SharedQuota = { perSecond: 2, burst: 5 }
/** AWS publishes no quotas for IAM. */
const IAM_READS: SharedQuota = { name: 'iam', perSecond: 20 }
const ROUTE_53: SharedQuota = { name: 'route53', perSecond: 5 }

/**
 * Requests per second of operations that share a quota with others, and how many may come at once. Services that manage
 * resources have far smaller quotas than KMS.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html,
 * https://docs.aws.amazon.com/general/latest/gr/ssm.html, https://docs.aws.amazon.com/general/latest/gr/cwl_region.html,
 * https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-api-throttling.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html,
 * https://docs.aws.amazon.com/general/latest/gr/sns.html,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
const SHARED_QUOTAS: Readonly<Record<string, SharedQuota>> = {
  'cloudtrail:GetEventDataStore': { perSecond: 10 },
  'cloudtrail:ListEventDataStores': { perSecond: 10 },
  'connect:ListInstances': CONNECT,
  'connect:ListInstanceStorageConfigs': CONNECT,
  'ec2:DescribeImages': EC2_LISTS,
  'ec2:DescribeLaunchTemplateVersions': EC2_LISTS,
  'ec2:DescribeSnapshots': EC2_LISTS,
  'ec2:DescribeVolumes': EC2_LISTS,
  'ec2:GetEbsDefaultKmsKeyId': EC2_SETTING,
  'iam:GetAccountAuthorizationDetails': { perSecond: 5 },
  'iam:GetRole': IAM_READS,
  'iam:ListRoles': IAM_READS,
  'iam:SimulatePrincipalPolicy': { perSecond: 5 },
  'kinesis:DescribeStreamSummary': { perSecond: 20 },
  'kinesis:ListStreams': { perSecond: 5 },
  'lambda:GetFunction': { perSecond: 100 },
  'lambda:ListCapacityProviders': LAMBDA_CONTROL,
  'lambda:ListEventSourceMappings': LAMBDA_CONTROL,
  'lambda:ListFunctions': LAMBDA_CONTROL,
  'logs:DescribeLogGroups': { perSecond: 10 },
  'route53:GetDNSSEC': ROUTE_53,
  'route53:ListHostedZones': ROUTE_53,
  'secretsmanager:DescribeSecret': { perSecond: 100 },
  'secretsmanager:ListSecretVersionIds': { perSecond: 50 },
  'secretsmanager:ListSecrets': { perSecond: 100 },
  'sns:GetTopicAttributes': { perSecond: 30 },
  'sns:ListTopics': { perSecond: 30 },
  'ssm:DescribeParameters': { perSecond: 3 },
}

/** Returns the quota of an operation with this input. Operations that share one have its name. */
function quotaOf(operation: string, input: Readonly<Record<string, unknown>> = {}): SharedQuota {
  const shared = SHARED_QUOTAS[operation]
  const unpaged = shared === EC2_LISTS && !('MaxResults' in input || 'Filter.1.Name' in input)
  if (unpaged) return EC2_UNPAGED
  return shared ?? { perSecond: QUOTAS_PER_SECOND[operation] ?? Infinity }
}

/** Token buckets, one for each account, Region and quota. Each holds the requests of one second, or a larger burst. */
export class Quotas {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #scale: number
  readonly #monotonic: () => number

  /** `scale` multiplies every rate. `monotonic` is a running clock, while the clock of the world may be stopped. */
  constructor(scale = 1, monotonic: () => number = () => performance.now()) {
    this.#scale = scale
    this.#monotonic = monotonic
  }

  /** Takes one token. Returns false if the call is throttled. */
  admits(place: string, operation: string, input?: Readonly<Record<string, unknown>>): boolean {
    const { name = operation, perSecond, burst = perSecond } = quotaOf(operation, input)
    const rate = perSecond * this.#scale
    if (rate === Infinity) return true
    const capacity = Math.max(1, burst * this.#scale)
    const now = this.#monotonic()
    const bucket = this.#buckets.get(`${place} ${name}`) ?? { tokens: capacity, at: now }
    this.#buckets.set(`${place} ${name}`, bucket)
    bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / SECOND) * rate)
    bucket.at = now
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
