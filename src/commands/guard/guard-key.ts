import { guardedPolicyFormats } from '../../formats/guard/index.ts'
import { isObject } from '../../lib/json.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { GuardedPolicy, GuardTerms } from '../../model/retirement/guard.ts'
import type { Options } from '../../model/options/options.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import { guardToday } from '../../retirement/guards/guard-today.ts'
import { guardStatements } from '../../retirement/guards/guard-statements.ts'
import { idleTime } from '../../retirement/guards/idle-time.ts'
import { lockoutWarnings } from '../../retirement/guards/lockout-warnings.ts'
import { mergePolicy } from '../../retirement/guards/merge-policy.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { speaker } from '../shared/speaker.ts'
import { readKeys } from './read-keys.ts'
import type { GuardRequest } from './request.ts'
import type { ShowGuard } from './run.ts'

type KeyRequest = Extract<GuardRequest, { action: 'statement' }> & { run: Options }

/** Merges the statements into the policy of one key, and shows the change. */
export async function guardKey(
  request: KeyRequest,
  host: Host,
  interruption: Interruption,
  show: ShowGuard,
): Promise<ExitCode> {
  const { report, notes } = await readKeys(request.run, host, interruption)
  const say = speaker(request, host.io)
  if (interruption.exit !== null) {
    say.note('Interrupted before any results were available.')
    return interruption.exit
  }
  const guarded = guardedPolicy(onlyKey(report), request.terms, report)
  for (const note of notes) say.note(note)
  // The text names the warnings itself.
  if (request.outputs.every(({ format }) => format !== 'text'))
    for (const warning of guarded.warnings) say.complain(`Warning: ${warning}`)
  await show(guardedPolicyFormats, guarded)
  return EXIT.ok
}

function onlyKey({ keys }: Report): KeyRecord {
  const [key, ...others] = keys
  if (key === undefined) throw new AuditError('usage', 'No key was found.', { hint: 'Check --key and --region.' })
  if (others.length === 0) return key
  const names = keys.slice(0, 4).map(({ key_arn }) => key_arn)
  throw new AuditError(
    'usage',
    `--key matches ${keys.length} keys: ${names.join(', ')}${keys.length > 4 ? ', …' : ''}.`,
    {
      hint: 'Name one of them by its ARN.',
    },
  )
}

function guardedPolicy(key: KeyRecord, terms: GuardTerms, { gaps, generated_at }: Report): GuardedPolicy {
  const { key_policy: before, key_arn, key_id, region, aliases, key_manager } = key
  if (key_manager === 'AWS')
    throw new AuditError('usage', 'AWS controls the policies of AWS managed keys, which cannot be deleted.')
  if (!isObject(before)) {
    const gap = gaps.find(one => one.key_id === key_id && one.operation === 'kms:GetKeyPolicy')
    const why = before === undefined ? 'the report does not contain it' : (gap?.message ?? 'it is not valid JSON')
    const hint =
      before === undefined
        ? 'Save the report with --checks, or leave out --from.'
        : 'Check that kms:GetKeyPolicy is allowed.'
    throw new AuditError(
      'failed',
      `The policy of ${key_arn} could not be read: ${why}.`,
      before === undefined || gap !== undefined ? { hint } : {},
    )
  }
  const guard = guardStatements(terms, 'key-policy')
  const merged = mergePolicy(before, guard)
  if (!merged.known)
    throw new AuditError('usage', `${safeText(merged.why)}`, { hint: 'Give the guard another name with --sid.' })
  const { after, added, replaced } = merged.value
  const now = Date.parse(generated_at)
  const warnings = [
    ...lockoutWarnings({ before, after }, terms, key_arn, now),
    ...(key.multi_region === true ? [OTHER_REGIONS] : []),
  ]
  return {
    region,
    key_id,
    key_arn,
    aliases,
    before,
    after,
    added,
    replaced,
    present: otherGuards(key, guard, now),
    warnings,
  }
}

const OTHER_REGIONS =
  'This is a multi-Region key, and the related keys in other Regions have policies of their own. Guard each of them.'

/** Guards of the policy that are not statements of this guard. */
function otherGuards(key: KeyRecord, guard: readonly { Sid: string }[], now: Instant): string[] {
  const { statements } = guardToday(key, idleTime(key, now), now, '')
  return statements
    .filter(({ sid }) => !guard.some(({ Sid }) => Sid === sid))
    .map(({ number, sid }) => `statement ${number}${sid === null ? '' : ` (${sid})`}`)
}
