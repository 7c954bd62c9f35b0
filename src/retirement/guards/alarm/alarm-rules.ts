import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'
import { ref, type Template } from './alarm-terms.ts'

/** Values of an event by the names that a message has for them. */
type Paths = Readonly<Record<string, string>>

interface RuleText {
  description: string
  pattern: Template
  paths: Paths
  lines: readonly string[]
}

const CALL: Paths = {
  key: '$.detail.requestParameters.keyId',
  account: '$.account',
  region: '$.region',
  time: '$.time',
  who: '$.detail.userIdentity.arn',
  service: '$.detail.userIdentity.invokedBy',
}
const ABOUT_CALL = ['Key: <key>', 'Account: <account>, Region: <region>, time: <time>', 'Caller: <who> <service>']

/**
 * A call that changes something reaches a rule only if a trail logs it. A call that AWS refused has an errorCode.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
const callsOf = (eventName: readonly string[], isRefused: boolean): Template => ({
  source: ['aws.kms'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: ['kms.amazonaws.com'], eventName, errorCode: [{ exists: isRefused }] },
})

const PLACE: Paths = { account: '$.account', region: '$.region', time: '$.time' }
const EVENT: Paths = { key: '$.resources[0]', ...PLACE }
const ABOUT_EVENT = ['Key: <key>', 'Account: <account>, Region: <region>, time: <time>']

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html */
const eventsOf = (detailType: string): Template => ({ source: ['aws.kms'], 'detail-type': [detailType] })

const RULES: Readonly<Record<string, RuleText>> = {
  DeletionScheduledRule: {
    description: 'The deletion of a KMS key was scheduled',
    pattern: callsOf(['ScheduleKeyDeletion'], false),
    paths: { ...CALL, date: '$.detail.responseElements.deletionDate' },
    lines: [
      'The deletion of a KMS key was scheduled.',
      ...ABOUT_CALL,
      'Deletion date: <date>',
      'To cancel the deletion: aws kms cancel-key-deletion --key-id <key> --region <region>',
      'The key is then Disabled. To enable it: aws kms enable-key --key-id <key> --region <region>',
    ],
  },
  KeyDisabledRule: {
    description: 'A KMS key was disabled',
    pattern: callsOf(['DisableKey'], false),
    paths: CALL,
    lines: [
      'A KMS key was disabled.',
      ...ABOUT_CALL,
      'To enable it: aws kms enable-key --key-id <key> --region <region>',
    ],
  },
  KeyPolicyChangedRule: {
    description: 'The policy of a KMS key was changed',
    pattern: callsOf(['PutKeyPolicy'], false),
    paths: CALL,
    lines: [
      'The policy of a KMS key was changed. A guard in it may be gone.',
      ...ABOUT_CALL,
      'To read it: aws kms get-key-policy --key-id <key> --policy-name default --region <region>',
    ],
  },
  RefusedRule: {
    description: 'A call to delete or disable a KMS key, or to change its policy, failed',
    pattern: callsOf(['ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy'], true),
    paths: { ...CALL, operation: '$.detail.eventName', error: '$.detail.errorCode' },
    lines: ['A call of kms:<operation> failed: <error>', ...ABOUT_CALL],
  },
  KeyDeletedRule: {
    description: 'AWS KMS deleted a KMS key',
    pattern: eventsOf('KMS CMK Deletion'),
    paths: EVENT,
    lines: ['AWS KMS deleted a KMS key. Data that it encrypted cannot be decrypted any more.', ...ABOUT_EVENT],
  },
  MaterialExpiredRule: {
    description: 'The imported key material of a KMS key expired',
    pattern: eventsOf('KMS Imported Key Material Expiration'),
    paths: EVENT,
    lines: [
      'The imported key material of a KMS key expired. The key cannot be used until the same material is imported again.',
      ...ABOUT_EVENT,
    ],
  },
}

const SECRET_RULES: Readonly<Record<string, RuleText>> = {
  SecretRotationFailedRule: {
    description: 'The rotation of a secret failed',
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
    pattern: {
      source: ['aws.secretsmanager'],
      'detail-type': ['AWS Service Event via CloudTrail'],
      detail: { eventSource: ['secretsmanager.amazonaws.com'], eventName: ['RotationFailed'] },
    },
    paths: { secret: '$.detail.additionalEventData.SecretId', ...PLACE },
    lines: [
      'The rotation of a secret failed. The log of its rotation function has the reason.',
      'Secret: <secret>',
      'Account: <account>, Region: <region>, time: <time>',
      'To rotate it again: aws secretsmanager rotate-secret --secret-id <secret> --region <region>',
    ],
  },
}

/** The rule that the function to cancel deletions also follows. */
export const DELETION_SCHEDULED = 'DeletionScheduledRule'

/** Returns every rule. `more` are targets of the rule about scheduled deletions besides the topic. */
export const alarmRules = (more: readonly Template[], subjects: readonly AlarmSubject[]): Record<string, Template> =>
  Object.fromEntries(
    Object.entries({ ...RULES, ...(subjects.includes('secrets') && SECRET_RULES) }).map(
      ([name, { description, pattern, paths, lines }]) => [
        name,
        {
          Type: 'AWS::Events::Rule',
          Properties: {
            Description: description,
            EventPattern: pattern,
            State: 'ENABLED',
            Targets: [
              {
                Id: 'Topic',
                Arn: ref('Topic'),
                InputTransformer: { InputPathsMap: paths, InputTemplate: lines.map(line => `"${line}"`).join('\n') },
              },
              ...(name === DELETION_SCHEDULED ? more : []),
            ],
          },
        },
      ],
    ),
  )
