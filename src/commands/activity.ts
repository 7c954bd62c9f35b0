import { comparedWith } from '../assessments/activity/compare-callers.ts'
import { assessmentChecks } from '../checks/assessments.ts'
import type { ActivityQuestion } from '../collect/activity/activity-question.ts'
import { activityFormats } from '../formats/activity/index.ts'
import type { Activity, ActivityThresholds } from '../model/assessments/activity.ts'
import { activityOptions } from './activity/activity-options.ts'
import { namesArchivedAccounts, withArchivedAccounts } from './activity/archived-accounts.ts'
import { requireOneSource } from './activity/require-one-source.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'
import type { AssessmentDefinition } from './shared/assess/definition.ts'

/** The limits that were typed; null: the default, or that of the saved result. */
interface ActivityOptions extends Omit<ActivityQuestion, 'thresholds'> {
  /** `--accounts`, if it names accounts of an archive. */
  archivedAccounts: readonly string[]
  maxDecrypts: number | null
  maxFailures: number | null
  maxDenied: number | null
  /** The file of an earlier result. Null: none was named. */
  compareWith: string | null
  /** Read from that file before the run. */
  earlier: Activity | null
}

const activityDefinition: AssessmentDefinition<Activity, typeof activityOptions, ActivityOptions> = {
  kind: 'activity',
  subject: 'CloudTrail events',
  summary: 'Show who uses keys, and what is unusual about it',
  description:
    'Show who used the keys, through which service, from where and how often, from the event history of CloudTrail, and ' +
    'what is unusual: many decryptions, bursts of failures, denied calls, calls with disabled keys, and changes of keys ' +
    'and trails. CloudTrail answers two calls a second with 50 events each, so the start of the time may be out of ' +
    'reach: the result says how far it got, and such counts are lower bounds. An archive of CloudTrail answers for ' +
    'years, by day, without addresses, sessions and changes.',
  examples: [
    { what: 'Show the last 24 hours', command: 'kms-audit activity -r eu-west-1' },
    { what: 'Show who used one key', command: 'kms-audit activity --key alias/orders --since 7d' },
    {
      what: 'Show who used keys in years of log files',
      command: 'kms-audit activity --since 3y --trail-archive DIR',
    },
    {
      what: 'Find callers that are new since a week ago',
      command: 'kms-audit activity --compare-with last-week.json',
    },
    { what: 'Fail a pipeline for anything unusual', command: 'kms-audit activity --since 7d --fail-on anomaly' },
    { what: 'Try it on a simulated account', command: 'kms-audit activity --demo' },
  ],
  own: activityOptions,
  ownWithFrom: ['maxDecrypts', 'maxFailures', 'maxDenied', 'compareWith'],
  formats: activityFormats,
  checks: assessmentChecks.activity,
  gates: ['anomaly'],
  notOfAudit: settings => (namesArchivedAccounts(settings) ? ['accounts'] : []),
  ask({ since: from, until, maxPages, ...settings }, typed) {
    const { maxDecrypts, maxFailures, maxDenied, compareWith } = settings
    requireOneSource(settings, { since: from, until }, typed)
    return {
      since: from,
      until,
      maxPages: maxPages ?? (typed.has('demo') ? DEMO_PAGES : PAGES),
      archivedAccounts: namesArchivedAccounts(settings) ? settings.accounts : [],
      maxDecrypts,
      maxFailures,
      maxDenied,
      compareWith,
      earlier: null,
    }
  },
  // The sample account answers ten times as fast as AWS, so that people see more of it.
  prepare: (run, { archivedAccounts }) =>
    run.demo
      ? { ...run, audit: { ...run.audit, maxRates: { 'cloudtrail:LookupEvents': 20, ...run.audit.maxRates } } }
      : withArchivedAccounts(run, archivedAccounts),
  async collect(reading, question) {
    const { collectActivity } = await import('../collect/activity/collect-activity.ts')
    const { since: from, until, maxPages, earlier } = question
    const thresholds = thresholdsOf(question, USUAL)
    const whole = await collectActivity(reading, { since: from, until, maxPages, thresholds })
    return earlier === null ? whole : comparedWith(whole, earlier)
  },
  adjust(saved, question) {
    const { maxDecrypts, maxFailures, maxDenied, earlier } = question
    if ([maxDecrypts, maxFailures, maxDenied, earlier].every(given => given === null)) return saved
    const whole = { ...saved, thresholds: thresholdsOf(question, saved.thresholds) }
    return earlier === null ? whole : comparedWith(whole, earlier)
  },
}

const USUAL: ActivityThresholds = { decrypts_per_day: 1000, failures_per_hour: 100, denied: 0 }

const thresholdsOf = (
  { maxDecrypts, maxFailures, maxDenied }: ActivityOptions,
  others: ActivityThresholds,
): ActivityThresholds => ({
  decrypts_per_day: maxDecrypts ?? others.decrypts_per_day,
  failures_per_hour: maxFailures ?? others.failures_per_hour,
  denied: maxDenied ?? others.denied,
})

/** Twenty minutes in each account and Region. */
const PAGES = 2400
/** Ten seconds. */
const DEMO_PAGES = 200

const activityCommand = assessmentCommand(activityDefinition)

export const activity: typeof activityCommand = {
  ...activityCommand,
  /** Reads the earlier result before AWS is called. */
  async run(request, host) {
    const { compareWith } = request.question
    if (compareWith === null) return activityCommand.run(request, host)
    const { readSavedAssessment } = await import('../report/saved-assessment.ts')
    const earlier = (await readSavedAssessment(compareWith, 'activity', null)) as Activity
    return activityCommand.run({ ...request, question: { ...request.question, earlier } }, host)
  },
}
