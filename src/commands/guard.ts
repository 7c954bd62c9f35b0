import type { Command } from '../cli/command.ts'
import { refuseOthers, readsVariable } from '../cli/refusals.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import { guardCommandOptions, guardMode } from './guard/modes.ts'
import { guardRequest } from './guard/read-request.ts'
import { GUARD_ACTIONS, type GuardAction, type GuardRequest } from './guard/request.ts'
import type { Host } from './shared/host.ts'

export const guard: Command<GuardRequest, Host> = {
  summary: 'Protect keys in use from deletion',
  description:
    'Print what protects KMS keys in use from being disabled or deleted: the statement of a key policy (statement), also ' +
    'merged into the policy of one key (--key), a service control policy (scp), a resource control policy (rcp), or a ' +
    'CloudFormation template that reports such calls, can cancel deletions and has further alarms about KMS (alarm). Or show what such a guard would ' +
    'decide for every key today (check). Changes nothing in AWS.',
  operands: [
    {
      name: 'action',
      required: true,
      missing: 'an action',
      noun: 'action',
      values: GUARD_ACTIONS,
      isOneOf: true,
      hint: 'Run kms-audit guard statement, scp, rcp, alarm or check.',
    },
  ],
  options: guardCommandOptions,
  texts: {
    key: 'With statement: merge the statement into the policy of this key, and show the change; with check: only these keys',
    from: 'Read the key policy, the trails or the last uses from a report that was saved with -o json (- reads stdin)',
    output:
      'Output format: json; of a merged policy, text or json; of alarm, yaml or json; of check, table, csv or json; with =file, written to that file',
    region: 'Regions of the key, the trails or the keys: names, globs such as eu-*, or all',
    manager: 'With check: keys to check, by who manages them; AWS managed keys cannot be deleted',
  },
  // The variables are about audits.
  typedOnly: ['output', 'outputFile', 'from'],
  refusal: { words: 'kms-audit guard', hint: 'See kms-audit guard --help.' },
  examples: [
    { what: 'See how the policy of a key would change', command: 'kms-audit guard statement --key orders --demo' },
    {
      what: 'Protect keys that were used in the last year, in the whole organization',
      command: 'kms-audit guard scp --days 365',
    },
    {
      what: 'Report deletions, and cancel those of production keys',
      command: 'kms-audit guard alarm --cancel-tag Env=Prod -f alarm.yaml',
    },
    {
      what: 'Also report a rising cost, nearly reached quotas, spikes, errors and failed rotations of secrets',
      command: 'kms-audit guard alarm --alarms all -f alarm.yaml',
    },
    { what: 'See which keys a guard would protect today', command: 'kms-audit guard check -r all' },
  ],
  exitCodes: true,
  exitTexts: {
    findings: null,
    interrupted: 'Interrupted with Ctrl-C; partial results of check are written, those for a file to FILE.partial',
    incomplete:
      'Incomplete: something could not be read (with --strict), credentials expired, or no key could be described',
  },
  read(input) {
    // The operand has been checked.
    const action = input.operands[0] as GuardAction
    const { typed } = input
    const mode = guardMode(action, { from: typed.has('from'), key: typed.has('key') })
    refuseOthers(guard, mode, typed)
    const resolved = resolveOwnSettings(guardCommandOptions, input, readsVariable(guard, mode))
    return guardRequest(action, resolved, input)
  },
  async run(request, host) {
    const { runGuard } = await import('./guard/run.ts')
    return runGuard(request, host)
  },
}
