import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'
import { joinWithAnd } from '../../../lib/text/lists.ts'
import { alarmCanceller, CANCELLER_TARGET } from './alarm-canceller.ts'
import { alarmRules } from './alarm-rules.ts'
import { type AlarmTerms, ref, type Template } from './alarm-terms.ts'
import { alarmTopic } from './alarm-topic.ts'
import { metricAlarms } from './metric-alarms.ts'
import { alarmParameters } from './alarm-parameters.ts'

/** CloudFormation accepts no longer description, in bytes. */
const LONGEST_DESCRIPTION = 1024

/** Returns a CloudFormation template that notifies of changes to the KMS keys of its account and Region. */
export const alarmTemplate = (terms: AlarmTerms): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: descriptionOf(terms),
  Parameters: {
    NotificationEmail: {
      Type: 'String',
      Description: 'Email address that gets the messages. Empty: subscribe to the topic later',
      Default: '',
    },
    ...alarmParameters(terms.subjects),
  },
  Conditions: { HasEmail: { 'Fn::Not': [{ 'Fn::Equals': [ref('NotificationEmail'), ''] }] } },
  Resources: {
    ...alarmTopic(terms),
    ...alarmRules(terms.cancelTag === null ? [] : [CANCELLER_TARGET], terms.subjects),
    ...(terms.cancelTag !== null && alarmCanceller(terms, terms.cancelTag)),
    ...metricAlarms(terms.subjects),
  },
  Outputs: { TopicArn: { Description: 'Topic of the messages', Value: ref('Topic') } },
})

const SUBJECT_WORDS: Readonly<Record<AlarmSubject, string>> = {
  metrics: 'unused keys and their cost',
  quota: 'request quotas',
  spikes: 'unusual numbers of requests',
  errors: 'failed requests',
  secrets: 'failed rotations of secrets',
}

function descriptionOf({ cancelTag, reEnable, subjects, trails }: AlarmTerms): string {
  const enabled = reEnable ? ' and enables them' : '; such a key is then Disabled'
  const sentences = [
    'Notifies of the deletion, disabling and policy changes of the KMS keys in this account and Region.',
    ...(cancelTag === null
      ? []
      : [`Cancels the scheduled deletion of keys with the tag ${cancelTag.key}=${cancelTag.value}${enabled}.`]),
    ...(subjects.length === 0
      ? []
      : [`Has alarms about ${joinWithAnd(subjects.map(subject => SUBJECT_WORDS[subject]))}.`]),
    ...trails,
  ]
  return Array.from(sentences.join(' ')).slice(0, LONGEST_DESCRIPTION).join('')
}
