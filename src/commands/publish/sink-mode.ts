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
const AWS = [...(['profile', 'maxRate'] as const), ...namesOf(accountOptions)]

/** `publish --from` for any sink: what the sink itself does not take is refused later, by `savedMode`. */
export const fromMode: Mode = {
  option: 'from',
  words: 'publish --from',
  takes: [...SAVED, ...AWS],
  refusal: { hint: 'A saved report is sent unchanged.' },
}

/** What `publish <sink> --from` takes. A sink that calls no AWS takes no option about accounts. */
export const savedMode = ({ id, needs, options }: Sink): Mode =>
  needs === 'aws-sessions'
    ? { ...fromMode, takes: [...fromMode.takes, ...namesOf(options)] }
    : {
        ...fromMode,
        words: `publish ${id} --from`,
        takes: [...SAVED, ...namesOf(options)],
        refusal: {
          ...fromMode.refusal,
          hints: Object.fromEntries(AWS.map(name => [name, 'It makes no AWS calls.'])),
        },
      }

/** What `publish <sink>` takes after a new audit: the options of the command, but no options of other sinks. */
export const liveMode = ({ id, options }: Sink, common: readonly string[]): Mode => ({
  option: '',
  words: `publish ${id}`,
  takes: [...common, ...namesOf(options)],
  refusal: { hint: 'See kms-audit publish --help.' },
})
