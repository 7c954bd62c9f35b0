import { ROLE, SESSION, USER } from '../scenario.ts'
import { aws, delegates, everything, gives, may, mayNot, names, takes } from '../statements.ts'
import { PAGES, type Row } from './row.ts'

const user = { type: 'user' } as const

/** Permissions boundaries and service control policies. */
export const limits: readonly Row[] = [
  [
    'a permissions boundary that does not allow the action limits an identity policy',
    PAGES.boundaries,
    { identity: [everything], boundary: [may('s3:*')], key: { policy: [delegates] } },
    'denied permissions_boundary',
  ],
  [
    'a permissions boundary that allows the action gives nothing by itself',
    PAGES.boundaries,
    { boundary: [everything], key: { policy: [delegates] } },
    'denied identity_policy',
  ],
  [
    'a permissions boundary limits what a key policy gives to a role',
    PAGES.boundaries,
    { boundary: [may('s3:*')], key: { policy: [names] } },
    'denied permissions_boundary',
  ],
  [
    'a permissions boundary does not limit what a key policy gives to a user',
    PAGES.boundaries,
    { caller: user, boundary: [may('s3:*')], key: { policy: [gives(aws(USER))] } },
    'allowed key_policy',
  ],
  [
    'a permissions boundary does not limit what a key policy gives to a session',
    PAGES.boundaries,
    { caller: { session: SESSION }, boundary: [may('s3:*')], key: { policy: [gives(aws(SESSION))] } },
    'allowed key_policy',
  ],
  [
    'a Deny of a permissions boundary wins also for a user that the key policy names',
    PAGES.boundaries,
    { caller: user, boundary: [everything, mayNot('kms:Decrypt')], key: { policy: [gives(aws(USER))] } },
    'denied permissions_boundary',
  ],
  [
    'a service control policy that does not allow the action may do so under conditions that IAM does not name',
    PAGES.simulator,
    { identity: [everything], scp: [[everything], [may('s3:*')]], key: { policy: [delegates] } },
    'unknown scp',
  ],
  [
    'a Deny of a service control policy may have conditions that IAM does not name, also where a key policy allows it',
    PAGES.simulator,
    { scp: [[everything, mayNot('kms:Decrypt')]], key: { policy: [names] } },
    'unknown scp',
  ],
  [
    'a permissions boundary that does not allow the action decides whatever the service control policies do',
    PAGES.boundaries,
    { identity: [everything], boundary: [may('s3:*')], scp: [[may('s3:*')]], key: { policy: [delegates] } },
    'denied permissions_boundary',
  ],
  [
    'a Deny of the key policy decides whatever the service control policies do',
    PAGES.logic,
    { identity: [everything], scp: [[may('s3:*')]], key: { policy: [names, takes(aws(ROLE))] } },
    'denied key_policy',
  ],
  [
    'without a way through the key policy, service control policies do not matter',
    PAGES.defaultPolicy,
    { identity: [everything], scp: [[may('s3:*')]], key: { policy: [] } },
    'denied key_policy',
  ],
  [
    'a service control policy gives nothing by itself',
    PAGES.scp,
    { scp: [[everything]], key: { policy: [delegates] } },
    'denied identity_policy',
  ],
]
