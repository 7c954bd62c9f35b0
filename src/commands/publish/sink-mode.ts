import type { Mode } from '../../cli/command.ts'
import { namesOf } from '../../cli/option-set.ts'
import { checkOptions } from '../../cli/groups/checks.ts'
import { accountOptions } from '../../cli/groups/accounts.ts'
import { messageOptions } from '../../cli/groups/output.ts'
import { publishOptions } from '../../cli/groups/publish.ts'
import type { Sink } from '../../sinks/sink.ts'

/** The options that change what is sent of a saved report, and those that enter the AWS accounts. */
const SAVED = [
  ...(['region', 'from', 'failOn', 'strict'] as const),
  ...namesOf(checkOptions),
  ...namesOf(publishOptions),
  ...namesOf(messageOptions),
]
/** The options that decide with which credentials AWS is called. */
const CALLER = ['profile', 'maxRate']
const AWS = [...CALLER, ...namesOf(accountOptions)]

/** `publish --from` for any sink: what the sinks themselves do not take is refused later, by `savedMode`. */
export const fromMode: Mode = {
  option: 'from',
  words: 'publish --from',
  takes: [...SAVED, ...AWS],
  refusal: { hint: 'A saved report is sent unchanged.' },
}

/** What `publish <sink>... --from` takes. Sinks that call no AWS take no option about accounts. */
export function savedMode(sinks: readonly Sink[]): Mode {
  const own = sinks.flatMap(({ options }) => namesOf(options))
  if (sinks.some(({ needs }) => needs === 'aws-sessions')) return { ...fromMode, takes: [...fromMode.takes, ...own] }
  const isCaller = sinks.some(({ needs }) => needs === 'caller-session')
  const taken = isCaller ? CALLER : []
  const hint = isCaller ? "It calls AWS only in the caller's account." : 'It makes no AWS calls.'
  return {
    ...fromMode,
    words: `publish ${idsOf(sinks)} --from`,
    takes: [...SAVED, ...taken, ...own],
    refusal: {
      ...fromMode.refusal,
      hints: Object.fromEntries(AWS.filter(name => !taken.includes(name)).map(name => [name, hint])),
    },
  }
}

/** What `publish <sink>...` takes after a new audit: the options of the command, but no options of other sinks. */
export const liveMode = (sinks: readonly Sink[], common: readonly string[]): Mode => ({
  option: '',
  words: `publish ${idsOf(sinks)}`,
  takes: [...common, ...sinks.flatMap(({ options }) => namesOf(options))],
  refusal: { hint: 'See kms-audit publish --help.' },
})

const idsOf = (sinks: readonly Sink[]): string => sinks.map(({ id }) => id).join(' ')
