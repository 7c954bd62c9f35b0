import type { Command } from '../cli/command.ts'
import { refuseOthers, readsVariable } from '../cli/refusals.ts'
import { resolveOwnSettings } from '../cli/resolve/own-settings.ts'
import { shellWord } from '../lib/text/shell-word.ts'
import { archiveCommandOptions, archiveMode } from './archive/modes.ts'
import { ddlRequest } from './archive/read-ddl.ts'
import { archiveRequest } from './archive/read-request.ts'
import { ARCHIVE_ACTIONS, type ArchiveAction, type ArchiveRequest, type DdlRequest } from './archive/request.ts'
import type { Host } from './shared/host.ts'

export const archive: Command<ArchiveRequest | DdlRequest, Host> = {
  summary: 'Index CloudTrail logs, and show what they cover',
  description:
    'Read log files of CloudTrail on disk into an index, so that later runs read only new files (add), show for each ' +
    'account and Region in which time the silence of the files means that a key was not used (status), and check by ' +
    'digest files that log files are as CloudTrail delivered them (verify). Or print the statement that creates a table ' +
    'of Athena over the bucket of a trail, to search it with --athena (ddl). Makes no AWS calls.',
  operands: [
    {
      name: 'action',
      required: true,
      missing: 'an action',
      noun: 'action',
      values: ARCHIVE_ACTIONS,
      isOneOf: true,
      summaries: {
        status: 'Show which time the log files cover, also for one key, and how to fetch missing files',
        add: 'Read new log files into the index',
        verify: 'Check by digest files that log files are as CloudTrail delivered them',
        ddl: 'Print the statement that creates a table of Athena over the bucket of a trail',
      },
      hint: 'Run kms-audit archive status, add, verify or ddl.',
    },
  ],
  hintFor: (word, [action]) =>
    action === 'ddl' ? null : `Name the directory with --trail-archive ${shellWord(word)}.`,
  options: archiveCommandOptions,
  typedOnly: ['output', 'outputFile'],
  refusal: { words: 'kms-audit archive', hint: 'See kms-audit archive --help.' },
  examples: [
    {
      what: 'Index s3, a copy of the bucket of a trail',
      command: 'kms-audit archive add --trail-archive s3 --trail-index ix',
    },
    {
      what: 'See what an index covers, and why the rest is not covered',
      command: 'kms-audit archive status --trail-index ix',
    },
    {
      what: 'See what keeps a key from being called never used, and how to fetch missing files',
      command: 'kms-audit archive status --trail-index ix --key 1234abcd',
    },
    {
      what: 'Print each covered interval',
      command: 'kms-audit archive status --trail-index ix -o csv',
    },
    {
      what: 'Print a table of Athena over the bucket of a trail',
      command: 'kms-audit archive ddl --trail-bucket logs',
    },
  ],
  exitCodes: true,
  exitTexts: {
    findings: 'verify found a file whose content is not what CloudTrail delivered',
    failed: 'Could not run, for example because another run writes the index',
    interrupted: 'Interrupted with Ctrl-C; files that were read stay in the index',
    incomplete: 'Incomplete: a file is damaged or missing, or could not be listed (with --strict; verify always)',
  },
  read(input) {
    // The operand has been checked.
    const action = input.operands[0] as ArchiveAction
    const mode = archiveMode(action)
    refuseOthers(archive, mode, input.typed)
    const resolved = resolveOwnSettings(archiveCommandOptions, input, readsVariable(archive, mode))
    return action === 'ddl' ? ddlRequest(resolved, input) : archiveRequest(action, resolved, input)
  },
  async run(request, host) {
    if (request.action === 'ddl') {
      const { printDdl } = await import('./archive/print-ddl.ts')
      return printDdl(request, host)
    }
    const { runArchive } = await import('./archive/run.ts')
    return runArchive(request, host)
  },
}
