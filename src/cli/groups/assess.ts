import { SEVERITIES } from '../../model/finding.ts'
import { globsOf, wordsOrGlobs } from '../kinds/glob.ts'
import { option } from '../option.ts'
import { pick } from '../option-set.ts'
import { accountOptions } from './accounts.ts'
import { checkOptions } from './checks.ts'
import { auditOptions, useOptions } from './evidence.ts'
import { messageOptions, outputOptions, showOptions } from './output.ts'
import { runOptions } from './pace.ts'

/** What the options of an assessment name. */
export interface AssessmentWords {
  /** `secrets`, as in `kms-audit secrets`. */
  command: string
  /** The default format comes first. */
  formats: readonly [string, ...string[]]
  /** IDs of the checks of the command. */
  checks: readonly string[]
  /** Other words of `--fail-on`. */
  gates?: readonly string[]
}

/** The options that all assessments take: where to read, what to show, and what decides the exit code. */
export const assessmentOptions = ({ command, formats, checks, gates = [] }: AssessmentWords) => ({
  region: option({ ...auditOptions.region, help: auditOptions.region.help.replace('to audit', 'to read') }),
  ...pick(auditOptions, 'profile', 'demo'),
  ...accountOptions,
  ...pick(useOptions, 'maxRate'),
  ...pick(runOptions, 'maxDuration'),
  check: option({
    ...checkOptions.check,
    kind: globsOf(checks, { expected: 'check ids and globs of them', noun: 'check', seeAlso: SEE_ALSO }),
    excludes: [],
  }),
  mutelist: checkOptions.mutelist,
  baseline: option({
    ...checkOptions.baseline,
    flags: '--baseline <file.json>',
    help: `Earlier result of kms-audit ${command} -o json; findings that it contains are not new and do not match --fail-on`,
  }),
  severity: checkOptions.severity,
  ...outputOptions(formats),
  from: option({
    ...showOptions.from,
    flags: '--from <file.json>',
    help: `Show a result that was saved with kms-audit ${command} -o json, without calling AWS (- reads stdin)`,
    excludes: ['demo'],
  }),
  failOn: option({
    ...showOptions.failOn,
    help: `Exit with code 1 for findings: ${[...gates, 'a severity (that or a higher one)', 'a check', 'a glob of checks'].join(', ')}`,
    kind: wordsOrGlobs([...gates, ...SEVERITIES, ...checks], checks, {
      expected: 'severities, check ids and globs of them',
      seeAlso: SEE_ALSO,
    }),
  }),
  strict: showOptions.strict,
  ...messageOptions,
})

const SEE_ALSO = 'Run kms-audit checks to list the checks.'
