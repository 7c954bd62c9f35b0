import { DAY, HOUR, MINUTE, type Instant } from '../../model/time.ts'
import { sampleAnalyzer } from './sample-analyzer.ts'
import { changeOfDublinTrail } from './sample-activity.ts'
import { sampleFindings } from './sample-findings.ts'
import { sampleIam } from './iam/sample-iam.ts'
import { dublinResources, oregonResources, virginiaResources } from './resources/sample-resources.ts'
import { sampleId, type SampleMoments } from './sample-key.ts'
import { dublinKeys, oregonKeys } from './sample-keys-elsewhere.ts'
import { virginiaKeys } from './sample-keys.ts'
import { failedRotations, rotatorMetrics } from './sample-rotations.ts'
import { dublinUsage, VIRGINIA_QUOTAS, virginiaUsage } from './sample-usage.ts'
import { simReceived } from '../world/sim-received.ts'
import { simSecurityHub } from '../world/sim-security-hub.ts'
import { keyArn, simAccount, type SimRegion, type SimTrail, type SimulatedWorld } from '../world/world.ts'
import { type SimUse } from '../world/sim-key.ts'
import { usageMetrics } from '../world/sim-usage.ts'
import { TRACKING_START } from '../world/limits.ts'

export const SAMPLE_ACCOUNT = '111122223333'

/**
 * The Regions that `--demo` audits. The account has keys in one more Region, which appear with `-r us-west-2` or `-r
 * all`.
 */
export const SAMPLE_REGIONS: readonly string[] = ['us-east-1', 'eu-west-1']

/**
 * The account of a small online shop. It began in us-east-1, and its European branch is in eu-west-1. Each key shows
 * one result of an audit. Most key policies come from one template and are right, so that no verdict and no check
 * applies to nearly all keys. The keys and their ages are the same at any moment.
 */
export function sampleWorld(now: Instant): SimulatedWorld {
  const moments = sampleMoments(now)
  return {
    clock: () => now,
    trackingStart: moments.trackingStart,
    accounts: [
      simAccount({
        id: SAMPLE_ACCOUNT,
        callerArn: `arn:aws:sts::${SAMPLE_ACCOUNT}:assumed-role/KeyAuditor/demo`,
        enabledRegions: [...SAMPLE_REGIONS, 'us-west-2'],
        trails: sampleTrails(now),
        iam: sampleIam(moments),
        // AWS's policy SecurityAudit, which the auditor has, does not allow it.
        deniedActions: ['dms:DescribeReplicationInstances'],
        regions: {
          'us-east-1': {
            ...sampleRegion(
              now,
              virginiaKeys(moments),
              ['alias/aws/dynamodb', 'alias/aws/ebs', 'alias/aws/lambda'],
              failedRotations(moments, 'us-east-1'),
            ),
            securityHub: simSecurityHub(sampleFindings(now, SAMPLE_ACCOUNT)),
            resources: virginiaResources(moments),
            received: simReceived(),
            metrics: [...rotatorMetrics(moments, 'us-east-1'), ...usageMetrics(virginiaUsage(now))],
            quotas: VIRGINIA_QUOTAS,
          },
          'eu-west-1': {
            ...sampleRegion(
              now,
              dublinKeys(moments),
              ['alias/aws/secretsmanager'],
              [...failedRotations(moments, 'eu-west-1'), changeOfDublinTrail(now, SAMPLE_ACCOUNT)],
            ),
            resources: dublinResources(moments),
            received: simReceived(),
            accessAnalyzer: sampleAnalyzer(now, SAMPLE_ACCOUNT),
            metrics: [...rotatorMetrics(moments, 'eu-west-1'), ...usageMetrics(dublinUsage(now))],
            // AWS has no Amazon Connect in Ireland.
            absentServices: ['connect'],
          },
          'us-west-2': {
            ...sampleRegion(now, oregonKeys(moments), ['alias/aws/ebs']),
            resources: oregonResources(moments),
            received: simReceived(),
          },
        },
      }),
    ],
  }
}

/**
 * Each office created a trail for its own Region, and no trail covers all Regions. Logging of the trail in us-east-1 was
 * stopped while its bucket moved. The trail in eu-west-1 leaves out the events of KMS to save money.
 */
const sampleTrails = (now: Instant): SimTrail[] => [
  {
    name: 'virginia-audit',
    homeRegion: 'us-east-1',
    logging: false,
    stoppedAt: now - 33 * DAY,
    kmsKeyId: keyArn({ partition: 'aws', id: SAMPLE_ACCOUNT }, 'us-east-1', sampleId('data-lake')),
  },
  {
    name: 'dublin-audit',
    homeRegion: 'eu-west-1',
    logging: true,
    eventSelectors: [
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
      },
    ],
  },
]

const sampleRegion = (
  now: Instant,
  keys: SimRegion['keys'],
  predefinedAliases: readonly string[],
  events: readonly SimUse[] = [],
): SimRegion => ({
  keys,
  predefinedAliases,
  securityHub: simSecurityHub(),
  noise: [
    housekeeping('ListKeys', now - 6 * HOUR, 90),
    housekeeping('ListAliases', now - 6 * HOUR - MINUTE, 90),
    ...events,
  ],
})

const housekeeping = (operation: string, at: Instant, days: number): SimUse => ({
  operation,
  at,
  count: days,
  over: days * DAY,
  by: 'config.amazonaws.com',
})

/** Tracking of last uses began between 200 and 330 days ago, so that the sample always shows the same results. */
function sampleMoments(now: Instant): SampleMoments {
  const days = (now - TRACKING_START) / DAY
  const trackingStart = days >= 200 && days <= 330 ? TRACKING_START : Math.floor((now - 211 * DAY) / DAY) * DAY
  return { now, trackingStart, account: SAMPLE_ACCOUNT }
}
