import { callRecords, principalRecords } from '../../../src/assessments/activity/activity-records.ts'
import { ActivityTally } from '../../../src/assessments/activity/tally.ts'
import type { CallerRecord } from '../../../src/model/report/activity.ts'
import type { Case } from '../case.ts'
import { runScript } from '../program.ts'

const EVENTS = 1_000_000
const MOST_MEGABYTES = 400

/** The worst that events can be: every event has a session, an address and an encryption context of its own. */
export const activityCase: Case = {
  title: '1,000,000 events, each with a session, an address and a context of its own, are counted',
  async run() {
    const { stdout } = await runScript('count-events', '')
    const peak = Number(stdout)
    return [
      {
        what: 'peak memory',
        unit: 'MB',
        measured: peak,
        bound: null,
        ratio: null,
        bar: MOST_MEGABYTES,
        samples: [peak],
        notes: ['30,011 roles and 977 keys: more rows than are kept'],
      },
    ]
  },
}

const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

/** Counts the events in this process. */
export function countEvents(): void {
  const tally = new ActivityTally()
  for (let number = 0; number < EVENTS; number++) {
    const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${number % 977}`
    const event = { ...EVENT, at: Date.UTC(2026, 10, 20) - number * 1000, keys: [key], caller: caller(number) }
    const error = number % 3 === 0 ? 'AccessDenied' : null
    tally.add({ ...event, error, encryptionContext: { id: String(number) } }, ACCOUNT, REGION)
  }
  callRecords(tally, [])
  principalRecords(tally, [])
}

const EVENT = {
  id: null,
  target: 'kms',
  operation: 'Decrypt',
  isRepeat: false,
  unusable: null,
  takesContext: true,
  detail: null,
  trail: null,
} as const

const caller = (number: number): CallerRecord => ({
  principal: `arn:aws:sts::${ACCOUNT}:assumed-role/role-${number % 30_011}/session-${number}`,
  principal_type: 'AssumedRole',
  principal_id: `AROAEXAMPLEEXAMPLE00:session-${number}`,
  principal_account: ACCOUNT,
  session_name: `session-${number}`,
  issuer: `arn:aws:iam::${ACCOUNT}:role/role-${number % 30_011}`,
  service: null,
  source_address: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
  user_agent: null,
})
