import { EXIT, type ExitCode, type ExitName } from '../lib/process/exit.ts'
import type { Command } from './command.ts'

/** What each exit code means, for `--help` and the README. */
const MEANINGS: Readonly<Record<ExitName, string>> = {
  ok: 'Success',
  findings: '--fail-on matched a key or a finding',
  usage: 'The command line or an input file is not valid',
  failed: 'Could not run: no credentials, no network, or no answer from any Region',
  incomplete:
    'Incomplete: something could not be read (with --strict), credentials expired, no key could be described, ' +
    '--fail-on could not be evaluated, only some findings were sent, or the run could not be appended to --history',
  interrupted:
    'Interrupted with Ctrl-C, or publish was not confirmed; partial results are written, those for a file to FILE.partial',
  terminated: 'Ended by SIGTERM; partial results as with Ctrl-C',
  hungUp: 'Ended by SIGHUP, for example when the terminal is closed; partial results as with Ctrl-C',
}

/** Returns the exit codes with their meanings. A command can replace the meaning of a code. */
export const exitCodesOf = ({ exitTexts = {} }: Pick<Command, 'exitTexts'>): { code: ExitCode; meaning: string }[] =>
  (Object.keys(MEANINGS) as ExitName[]).flatMap(name => {
    const meaning = exitTexts[name] === undefined ? MEANINGS[name] : exitTexts[name]
    return meaning === null ? [] : [{ code: EXIT[name], meaning }]
  })

export const exitCodes = exitCodesOf({})
