import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'
import { errorAlarm } from './error-alarm.ts'
import type { Template } from './alarm-terms.ts'
import { publishedAlarms } from './published-alarms.ts'
import { quotaAlarms, spikeAlarms } from './request-alarms.ts'

type Resources = Readonly<Record<string, Template>>

const RESOURCES: Readonly<Record<AlarmSubject, () => Resources>> = {
  metrics: publishedAlarms,
  quota: quotaAlarms,
  spikes: spikeAlarms,
  errors: errorAlarm,
  // Their rule is one of EventBridge.
  secrets: () => ({}),
}

/** Returns the CloudWatch alarms about these subjects, and what they need. */
export const metricAlarms = (subjects: readonly AlarmSubject[]): Record<string, Template> =>
  Object.assign({}, ...subjects.map(subject => RESOURCES[subject]())) as Record<string, Template>
