import type { Command, Mode } from '../cli/command.ts'
import { namesOf, type OptionSet } from '../cli/option-set.ts'
import { modeOf, readsVariable, refuseOthers } from '../cli/refusals.ts'
import { usageError } from '../cli/settings.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { actions } from './retire/actions.ts'
import type { RetireAction } from './retire/action.ts'
import type { Host } from './shared/host.ts'

interface RetireRequest {
  action: RetireAction
  request: unknown
}

const sets = Object.values(actions).map(one => one.options)
/** In the order of the actions. Of two options with the same name, the help shows that of the first action. */
const retireOptions: OptionSet = Object.assign({}, ...sets, ...sets.toReversed()) as OptionSet

export const retire: Command<RetireRequest, Host> = {
  summary: 'Plan which keys to retire, and watch them',
  description:
    'Say which keys may be retired and why the others may not, and write a plan in waves: a runbook, and scripts that ' +
    'a person reviews and runs with the AWS CLI to disable the keys, to schedule their deletion, and to undo both. ' +
    'After each step, watch whether a caller needs a disabled key. Changes nothing in AWS.',
  operands: [
    {
      name: 'action',
      required: true,
      missing: 'an action',
      noun: 'action',
      values: Object.keys(actions),
      isOneOf: true,
      hint: `Run kms-audit retire ${joinWithOr(Object.keys(actions))}.`,
    },
    {
      name: 'directory',
      required: false,
      noun: 'directory',
      isFile: true,
      hint: 'For example: kms-audit retire watch plan.',
    },
  ],
  options: retireOptions,
  texts: { quiet: 'Print only errors on stderr; with watch, also print only keys that are needed' },
  // The variables name files and formats of reports about all keys.
  typedOnly: ['output', 'outputFile', 'from', 'out'],
  modes: Object.values(actions).flatMap(({ modes = [] }) => modes),
  refusal: {
    words: 'kms-audit retire',
    hints: Object.assign({}, ...Object.values(actions).map(({ hints = {} }) => hints)) as Record<string, string>,
    hint: 'See kms-audit retire --help.',
  },
  examples: Object.values(actions).flatMap(({ examples }) => examples),
  exitCodes: true,
  exitTexts: {
    findings: 'watch: a caller needs a key',
    interrupted: 'Interrupted with Ctrl-C; nothing is written',
    terminated: 'Ended by SIGTERM; nothing is written',
    hungUp: 'Ended by SIGHUP, for example when the terminal is closed; nothing is written',
    failed:
      'Could not run: no credentials, no network, or no answer from any Region; watch: CloudTrail could not be read',
    incomplete: 'Incomplete: something could not be read (plan with --strict); watch: a key is not decided yet',
  },
  read(input) {
    const [name = '', ...operands] = input.operands
    // The operand has been checked.
    const action = actions[name] as RetireAction
    const [word] = operands
    if (word !== undefined && action.takesDirectory === undefined)
      throw usageError(
        `Unexpected argument '${word}'.`,
        `retire ${name} takes options only. See kms-audit retire --help.`,
      )
    const own: Command = { ...retire, options: action.options, modes: action.modes ?? [] } as Command
    const mode = modeOf(own, input)
    refuseOthers(retire, mode ?? modeWithout(name, action), input.typed)
    return { action, request: action.read({ ...input, operands, mode, reads: readsVariable(own, mode) }) }
  },
  run: ({ action, request }, host) => action.run(request, host),
}

/** What an action takes when no option sets a mode. */
const modeWithout = (name: string, { options: own, hints = {} }: RetireAction): Mode => ({
  option: '',
  words: `retire ${name}`,
  takes: namesOf(own),
  refusal: { hints, hint: 'See kms-audit retire --help.' },
})
