import { assessmentChecks } from '../checks/assessments.ts'
import { flag, wholeNumber } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import { usageError } from '../cli/settings.ts'
import type { QuotasQuestion } from '../collect/quotas/collect-quotas.ts'
import { quotasFormats } from '../formats/quotas/index.ts'
import type { QuotasAssessment, QuotaThresholds } from '../model/assessments/quotas.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'

const DEFAULTS: QuotaThresholds = { warn_at: 80, spike: 3, error_rate: 5 }

/** Two minutes. */
const ERROR_PAGES = 240

const quotasOptions = {
  usageDays: option({
    flags: '--usage-days <n>',
    group: 'What to audit',
    help: 'Measure use over this many days; CloudWatch keeps minutes for 15, five minutes for 63 and hours for 455 days (default: 30)',
    kind: wholeNumber({ min: 1, max: 455 }),
    fallback: 30,
  }),
  warnAt: option({
    flags: '--warn-at <percent>',
    group: 'Checks',
    help: `Fail quota-near-limit from this percentage of a quota (default: ${DEFAULTS.warn_at})`,
    kind: wholeNumber({ min: 1, max: 100 }),
    fallback: null,
  }),
  spike: option({
    flags: '--spike <times>',
    group: 'Checks',
    help: `Fail quota-spike from this many times the usual rate (default: ${DEFAULTS.spike})`,
    kind: wholeNumber({ min: 2, max: 1000 }),
    fallback: null,
  }),
  errors: option({
    flags: '--errors',
    group: 'What to audit',
    help: 'Also count the calls that failed, from the event history of CloudTrail, the newest first',
    kind: flag,
    fallback: false,
  }),
  maxPages: option({
    flags: '--max-pages <n>',
    group: 'Long runs',
    help: `With --errors: pages of 50 events to read in each account and Region, at two pages a second (default: ${ERROR_PAGES})`,
    kind: wholeNumber({ min: 1, max: 1_000_000 }),
    fallback: ERROR_PAGES,
  }),
  errorRate: option({
    flags: '--error-rate <percent>',
    group: 'Checks',
    help: `Fail quota-error-rate from this percentage of failed calls (default: ${DEFAULTS.error_rate}); implies --errors`,
    kind: wholeNumber({ min: 1, max: 100 }),
    fallback: null,
  }),
}

/** What was asked, and the thresholds that were named: a saved result keeps its own for the others. */
interface Question extends QuotasQuestion {
  named: Partial<QuotaThresholds>
}

export const quotas = assessmentCommand<QuotasAssessment, typeof quotasOptions, Question>({
  kind: 'quotas',
  subject: 'the request quotas of KMS',
  summary: 'Compare request rates with the quotas of KMS',
  description:
    'Compare the request rate of each operation with its quota: the highest rate and headroom of 30 days, throttled ' +
    'requests, and days far beyond the usual. Quotas are read from Service Quotas, and use from CloudWatch usage metrics; ' +
    'with --errors, failed calls from CloudTrail.',
  examples: [
    { what: 'Every enabled Region', command: 'kms-audit quotas -r all' },
    {
      what: 'Fail a pipeline from 60 % of a quota',
      command: 'kms-audit quotas --warn-at 60 --fail-on quota-near-limit',
    },
    { what: 'Try it on a simulated account', command: 'kms-audit quotas --demo' },
  ],
  own: quotasOptions,
  ownWithFrom: ['warnAt', 'spike', 'errorRate'],
  formats: quotasFormats,
  checks: assessmentChecks.quotas,
  ask({ usageDays: days, warnAt, spike, errors, maxPages, errorRate }, typed) {
    const named = {
      ...(warnAt !== null && { warn_at: warnAt }),
      ...(spike !== null && { spike }),
      ...(errorRate !== null && { error_rate: errorRate }),
    }
    const wantsErrors = errors || typed.has('maxPages') || typed.has('errorRate')
    if (wantsErrors && days > 90)
      throw usageError(
        `--usage-days ${days} is beyond the 90 days that CloudTrail keeps in its event history.`,
        'Use --usage-days 90 at most, or leave out --errors.',
      )
    return { days, thresholds: { ...DEFAULTS, ...named }, errorPages: wantsErrors ? maxPages : null, named }
  },
  // The sample account answers ten times as fast as AWS.
  prepare: run =>
    run.demo
      ? { ...run, audit: { ...run.audit, maxRates: { 'cloudtrail:LookupEvents': 20, ...run.audit.maxRates } } }
      : run,
  async collect(reading, question) {
    const { collectQuotas } = await import('../collect/quotas/collect-quotas.ts')
    return collectQuotas(reading, question)
  },
  adjust(saved, { named }) {
    if (named.error_rate !== undefined && saved.failed_calls === null)
      throw usageError('--error-rate has no effect: the saved result has no failed calls.', 'Save one with --errors.')
    return Object.keys(named).length === 0 ? saved : { ...saved, thresholds: { ...saved.thresholds, ...named } }
  },
})
