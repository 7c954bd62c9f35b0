import { EXIT } from '../lib/exit.ts'

/** What each exit code means, for `--help` and the README. */
const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'done',
  findings: '--fail-on matched',
  usage: 'wrong usage',
  failed: 'could not run: no credentials, no network, or nothing answered',
  incomplete: 'incomplete: --strict and a gap, lost credentials, no key read, part sent',
  interrupted: 'Ctrl-C (or a No): what is known is written, with -f to FILE.partial',
  terminated: 'SIGTERM: likewise',
  hungUp: 'SIGHUP, such as a closed terminal: likewise',
}

export const exitCodes = (Object.keys(MEANINGS) as (keyof typeof EXIT)[]).map(name => ({
  code: EXIT[name],
  meaning: MEANINGS[name],
}))
