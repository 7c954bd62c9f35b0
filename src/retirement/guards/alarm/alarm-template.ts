import { alarmCanceller, CANCELLER_TARGET } from './alarm-canceller.ts'
import { alarmRules } from './alarm-rules.ts'
import { type AlarmTerms, ref, type Template } from './alarm-terms.ts'
import { alarmTopic } from './alarm-topic.ts'

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
  },
  Conditions: { HasEmail: { 'Fn::Not': [{ 'Fn::Equals': [ref('NotificationEmail'), ''] }] } },
  Resources: {
    ...alarmTopic(terms.topicKey),
    ...alarmRules(terms.cancelTag === null ? [] : [CANCELLER_TARGET]),
    ...(terms.cancelTag !== null && alarmCanceller(terms, terms.cancelTag)),
  },
  Outputs: { TopicArn: { Description: 'Topic of the messages', Value: ref('Topic') } },
})

function descriptionOf({ cancelTag, reEnable, trails }: AlarmTerms): string {
  const enabled = reEnable ? ' and enables them' : '; such a key is then Disabled'
  const sentences = [
    'Notifies of the deletion, disabling and policy changes of the KMS keys in this account and Region.',
    ...(cancelTag === null
      ? []
      : [`Cancels the scheduled deletion of keys with the tag ${cancelTag.key}=${cancelTag.value}${enabled}.`]),
    ...trails,
  ]
  return Array.from(sentences.join(' ')).slice(0, LONGEST_DESCRIPTION).join('')
}
