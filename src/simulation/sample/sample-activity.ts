import { HOUR, MINUTE, type Instant } from '../../model/time.ts'
import type { SimUse } from '../world/sim-key.ts'
import { sessionsIn } from './sample-key.ts'

/**
 * Events of the key of payment files: a contractor tries to decrypt such a file again and again and is denied, and then
 * its policy changes.
 */
export const unusualForSepa = (now: Instant, account: string): SimUse[] => {
  const contractor = sessionsIn(account)('support-tools', 'contractor-7')
  return [
    {
      operation: 'Decrypt',
      at: now - 4 * HOUR - 20 * MINUTE,
      count: 140,
      over: 40 * MINUTE,
      by: contractor,
      from: '203.0.113.45',
      errorCode: 'AccessDenied',
      errorMessage: `User: ${contractor} is not authorized to perform: kms:Decrypt because no resource-based policy allows it`,
    },
    {
      operation: 'PutKeyPolicy',
      at: now - 4 * HOUR,
      by: sessionsIn(account)('deployment', 'bob'),
      from: '198.51.100.24',
      parameters: { policyName: 'default' },
    },
  ]
}

/** The deployment that made the trail in eu-west-1 leave out the events of KMS. */
export const changeOfDublinTrail = (now: Instant, account: string): SimUse => ({
  operation: 'PutEventSelectors',
  target: 'cloudtrail.amazonaws.com',
  at: now - 6 * HOUR - 5 * MINUTE,
  by: sessionsIn(account)('deployment', 'bob'),
  from: '198.51.100.24',
  parameters: {
    trailName: 'dublin-audit',
    eventSelectors: [{ readWriteType: 'WriteOnly', excludeManagementEventSources: ['kms.amazonaws.com'] }],
  },
})
