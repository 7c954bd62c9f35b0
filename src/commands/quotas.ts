import { assessmentChecks } from '../checks/assessments.ts'
import { wholeNumber } from '../cli/kinds/kind.ts'
import { option } from '../cli/option.ts'
import type { QuotasQuestion } from '../collect/quotas/collect-quotas.ts'
import { quotasFormats } from '../formats/quotas/index.ts'
import type { QuotasAssessment, QuotaThresholds } from '../model/assessments/quotas.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'

const DEFAULTS: QuotaThresholds = { warn_at: 80, spike: 3 }

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
    'requests, and days far beyond the usual. Quotas are read from Service Quotas, and use from CloudWatch usage metrics.',
  examples: [
    { what: 'Every enabled Region', command: 'kms-audit quotas -r all' },
    {
      what: 'Fail a pipeline from 60 % of a quota',
      command: 'kms-audit quotas --warn-at 60 --fail-on quota-near-limit',
    },
    { what: 'Try it on a simulated account', command: 'kms-audit quotas --demo' },
  ],
  own: quotasOptions,
  ownWithFrom: ['warnAt', 'spike'],
  formats: quotasFormats,
  checks: assessmentChecks.quotas,
  ask({ usageDays: days, warnAt, spike }) {
    const named = { ...(warnAt !== null && { warn_at: warnAt }), ...(spike !== null && { spike }) }
    return { days, thresholds: { ...DEFAULTS, ...named }, named }
  },
  async collect(reading, question) {
    const { collectQuotas } = await import('../collect/quotas/collect-quotas.ts')
    return collectQuotas(reading, question)
  },
  adjust: (saved, { named }) =>
    Object.keys(named).length === 0 ? saved : { ...saved, thresholds: { ...saved.thresholds, ...named } },
})
