import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import type { CallerRecord } from '../../../src/model/report/activity.ts'

export const ACCOUNT = '111122223333'
export const NOW = Date.UTC(2026, 10, 20, 14, 30)
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

/** The caller of a session of a role. */
export const aRole = (name: string, session = 'i-0abcd1234ef567890', account = ACCOUNT): CallerRecord => ({
  principal: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
  principal_type: 'AssumedRole',
  principal_id: `AROAEXAMPLEEXAMPLE00:${session}`,
  principal_account: account,
  session_name: session,
  issuer: `arn:aws:iam::${account}:role/${name}`,
  service: null,
  source_address: '192.0.2.10',
  user_agent: 'aws-cli/2',
})

/** A service that calls for itself. */
export const aService = (service: string): CallerRecord => ({
  principal: null,
  principal_type: 'AWSService',
  principal_id: null,
  principal_account: null,
  session_name: null,
  issuer: null,
  service,
  source_address: service,
  user_agent: service,
})

/** A successful Decrypt by a role, with these differences. */
export const anEvent = (rest: Partial<ActivityEvent> = {}): ActivityEvent => ({
  at: NOW - 60_000,
  id: null,
  target: 'kms',
  operation: 'Decrypt',
  keys: [KEY],
  isRepeat: false,
  caller: aRole('app'),
  error: null,
  unusable: null,
  encryptionContext: null,
  takesContext: true,
  detail: null,
  trail: null,
  ...rest,
})
