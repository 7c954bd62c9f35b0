import { principalArns, statementId, tagPair, topicKey } from '../kinds/guard.ts'
import { flag, listOf, wholeNumber } from '../kinds/kind.ts'
import { ALARM_SUBJECTS } from '../../model/retirement/alarm-subjects.ts'
import { option, type OptionEntry } from '../option.ts'

// A config file that was found by searching cannot weaken what people put into policies.

/** Options about what a guard forbids, and to which principals. */
export const guardTermOptions = {
  days: option({
    flags: '--days <n>',
    group: 'Guards',
    help: 'Forbid disabling and deletion while the key was used within so many days (default: 90)',
    kind: wholeNumber({ min: 0, max: 36_500 }),
    fallback: 90,
    inConfig: 'named',
    alsoCalled: ['trailing-days'],
  }),
  noDays: option({
    flags: '--no-days',
    group: 'Guards',
    help: 'Go by --allow-role and --require-mfa alone, and not by the last use',
    kind: flag,
    fallback: false,
    excludes: ['days'],
    inConfig: 'named',
  }),
  allowRole: option({
    flags: '--allow-role <list>',
    group: 'Guards',
    help: 'Let only these roles or users disable and delete the key: ARNs, which may contain *',
    kind: principalArns,
    fallback: [],
    inConfig: 'named',
    alsoCalled: ['allow', 'allow-roles', 'allowed-role', 'admin-role'],
  }),
  breakGlass: option({
    flags: '--break-glass <list>',
    group: 'Guards',
    help: 'Roles or users for emergencies, to which no part of the guard applies',
    kind: principalArns,
    fallback: [],
    inConfig: 'named',
    alsoCalled: ['break-glass-role', 'exempt', 'except-role', 'emergency-role'],
  }),
  deleteAlias: option({
    flags: '--delete-alias',
    group: 'Guards',
    help: 'Cover kms:DeleteAlias too; requires --allow-role or --require-mfa, because it does not depend on the last use',
    kind: flag,
    fallback: false,
    alsoCalled: ['aliases', 'cover-aliases'],
  }),
  requireMfa: option({
    flags: '--require-mfa',
    group: 'Guards',
    help: 'Let only callers with multi-factor authentication disable and delete the key',
    kind: flag,
    fallback: false,
    alsoCalled: ['mfa'],
  }),
  sid: option({
    flags: '--sid <name>',
    group: 'Guards',
    help: 'Sid of the statement, and beginning of the Sids of further ones (default: KmsAuditGuard)',
    kind: statementId,
    fallback: 'KmsAuditGuard',
  }),
} satisfies Record<string, OptionEntry>

const ALARM_CHOICES = [...ALARM_SUBJECTS, 'all'] as const

/** Options about the alarm. */
export const guardAlarmOptions = {
  cancelTag: option({
    flags: '--cancel-tag <key=value>',
    group: 'Guards',
    help: 'Cancel the scheduled deletion of keys with this tag, such as Environment=Production',
    kind: tagPair,
    fallback: null,
    inConfig: 'named',
  }),
  reEnable: option({
    flags: '--re-enable',
    group: 'Guards',
    help: 'Enable a key after its deletion was cancelled; requires --cancel-tag',
    kind: flag,
    fallback: false,
    inConfig: 'named',
    alsoCalled: ['reenable'],
  }),
  topicKey: option({
    flags: '--topic-key <key>',
    group: 'Guards',
    help: 'Encrypt the topic with this customer managed key: an ARN, an ID or an alias (default: not encrypted)',
    kind: topicKey,
    fallback: null,
    inConfig: 'named',
    alsoCalled: ['kms-key', 'sns-key'],
  }),
  alarms: option({
    flags: '--alarms <list>',
    group: 'Guards',
    help: 'Further alarms: metrics (of publish cloudwatch), quota (80 %), spikes (of requests), errors (5 % of requests), secrets (failed rotations), or all',
    kind: listOf(ALARM_CHOICES),
    fallback: [] as readonly (typeof ALARM_CHOICES)[number][],
    alsoCalled: ['alarm', 'add-alarms'],
  }),
  checkTrails: option({
    flags: '--check-trails',
    group: 'Guards',
    help: 'Read in AWS whether CloudTrail trails log what the rules need; implied by --region and --profile',
    kind: flag,
    fallback: false,
    alsoCalled: ['trails'],
  }),
} satisfies Record<string, OptionEntry>

export const guardOptions = { ...guardTermOptions, ...guardAlarmOptions }
