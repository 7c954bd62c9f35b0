import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'
import type { Template } from './alarm-terms.ts'

/** The parameters of the template by what needs them. A parameter without a default has to be given. */
const PARAMETERS: Readonly<Record<AlarmSubject, Readonly<Record<string, Template>>>> = {
  metrics: {
    SavingsLimit: {
      Type: 'Number',
      Description: 'Possible savings in US dollars a month above which the alarm fires',
      Default: 100,
      MinValue: 0,
    },
    CostLimit: {
      Type: 'Number',
      Description: 'Cost of all KMS keys in US dollars a month, without requests, above which the alarm fires',
      Default: 1000,
      MinValue: 0,
    },
  },
  quota: {
    QuotaPercent: {
      Type: 'Number',
      Description: 'Part of a request quota in percent above which the alarm fires',
      Default: 80,
      MinValue: 1,
      MaxValue: 100,
    },
  },
  spikes: {},
  errors: {
    TrailLogGroup: {
      Type: 'String',
      Description: 'Log group of CloudWatch Logs in this Region to which a trail delivers the events of KMS',
      AllowedPattern: '[-._/#A-Za-z0-9]{1,512}',
    },
    ErrorPercent: {
      Type: 'Number',
      Description: 'Failed requests in percent of all requests above which the alarm fires',
      Default: 5,
      MinValue: 0,
      MaxValue: 100,
    },
  },
  secrets: {},
}

export const alarmParameters = (subjects: readonly AlarmSubject[]): Record<string, Template> =>
  Object.assign({}, ...subjects.map(subject => PARAMETERS[subject])) as Record<string, Template>
