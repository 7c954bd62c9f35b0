import { option, type OptionEntry } from '../option.ts'
import { SEND_CONDITIONS, type SendCondition } from '../../model/options/publish-options.ts'
import { flag, listOf } from '../kinds/kind.ts'

/** Options about sending findings. */
export const publishOptions = {
  dryRun: option({
    flags: '--dry-run',
    group: 'Publish',
    help: 'Print what would be sent, one call per line, and send nothing',
    kind: flag,
    fallback: false,
  }),
  yes: option({
    flags: '-y, --yes',
    group: 'Publish',
    help: 'Send without asking for confirmation',
    kind: flag,
    fallback: false,
    alsoCalled: ['assume-yes', 'force', 'no-input', 'auto-approve'],
    // A variable that was set long ago cannot agree to what is sent now.
    inEnvironment: false,
    inConfig: 'named',
  }),
  onlyIf: option({
    flags: '--only-if <list>',
    group: 'Publish',
    help: 'Send only if something changed since --baseline, if a key is unused, or if a check failed: changed, unused, failed',
    kind: listOf(SEND_CONDITIONS),
    fallback: [] as readonly SendCondition[],
  }),
} satisfies Record<string, OptionEntry>
