import type { Command, Mode } from '../cli/command.ts'
import { checkOptions } from '../cli/groups/checks.ts'
import { liveOptions } from '../cli/groups/index.ts'
import { messageOptions, showOptions } from '../cli/groups/output.ts'
import { path } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import { namesOf, without } from '../cli/option-set.ts'
import { readsVariable, refuseOthers } from '../cli/refusals.ts'
import { runOptionsOf } from '../cli/resolve/audit.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import type { BrowseRequest } from './browse/request.ts'
import type { Host } from './shared/host.ts'

const browseOptions = {
  ...without(liveOptions, ...namesOf(showOptions), 'estimate', 'logProgress'),
  marked: option({
    flags: '--marked <file>',
    group: 'Output',
    help: 'Write the ARNs of the marked keys to this new file when the browser is left with q',
    kind: path,
    fallback: null,
    alsoCalled: ['selected', 'mark'],
  }),
}

const SELECTING = ['region', 'accounts', 'excludeAccounts', 'manager', 'key', 'excludeKey', 'tag'] as const

/** What has an effect on a report that was saved before. */
const savedMode: Mode = {
  option: 'from',
  words: 'a saved report',
  takes: [
    ...SELECTING,
    ...(['unusedDays', 'pricePerKey', 'marked'] as const),
    ...namesOf(checkOptions),
    ...namesOf(without(messageOptions, 'logProgress')),
  ],
  typedOnly: SELECTING,
  refusal: { hint: 'kms-audit browse shows what the report contains, and makes no AWS calls.' },
}

export const browse: Command<BrowseRequest, Host> = {
  summary: 'Browse a report on the terminal',
  description:
    'Browse the keys of a report on the terminal: sort, filter and search them, open one to read all about it, and ' +
    'mark keys to write their ARNs to a file. Takes a report that was saved with -o json (- reads stdin). Without ' +
    'one, it audits first, as kms-audit does. Press ? for the keys. Changes nothing in AWS.',
  operands: [
    {
      name: 'report.json',
      required: false,
      isFile: true,
      noun: 'report',
      hint: 'For example: kms-audit browse keys.json.',
    },
  ],
  options: browseOptions,
  refusal: {
    words: 'kms-audit browse',
    hint: 'It shows all keys, to sort and filter there. See kms-audit browse --help.',
  },
  examples: [
    { what: 'Try it on a simulated account', command: 'kms-audit browse --demo --checks' },
    { what: 'Browse a saved report', command: 'kms-audit browse keys.json' },
    { what: 'Audit all Regions first', command: 'kms-audit browse -r all --checks' },
    { what: 'Write the marked keys to a file', command: 'kms-audit browse keys.json --marked marked.txt' },
  ],
  exitCodes: false,
  read(input) {
    const { operands, typed, env } = input
    const [from = null] = operands
    const mode = from === null ? null : savedMode
    refuseOthers(browse, mode, typed)
    const { settings, ...resolved } = resolveOwnSettings(browseOptions, input, readsVariable(browse, mode))
    const run = runOptionsOf({
      ...resolved,
      settings: { ...settings, from },
      typed,
      env,
      purpose: 'show',
      narrowsReport: from !== null,
    })
    return { run, marked: settings.marked }
  },
  async run(request, host) {
    const { runBrowse } = await import('./browse/run.ts')
    return runBrowse(request, host)
  },
}
