import type { AlarmSubject } from '../../../model/retirement/alarm-subjects.ts'

/** What `guard alarm` was asked for. */
export interface AlarmTerms {
  /** The customer managed key that encrypts the topic. Null: the topic is not encrypted. */
  topicKey: TopicKey | null
  /** The tag of the keys whose scheduled deletion is cancelled. Null: none is cancelled. */
  cancelTag: { key: string; value: string } | null
  /** Enable a key after its deletion was cancelled. */
  reEnable: boolean
  /** Further alarms. */
  subjects: readonly AlarmSubject[]
  /** Sentences about the trails on which the rules depend, for the Description. */
  trails: readonly string[]
}

/** An ARN, an alias with `alias/`, or an ID. */
export type TopicKey = { arn: string } | { alias: string } | { id: string }

/** Part of a CloudFormation template. */
export type Template = Readonly<Record<string, unknown>>

export const sub = (text: string): Template => ({ 'Fn::Sub': text })
export const ref = (name: string): Template => ({ Ref: name })
export const attribute = (name: string, of: string): Template => ({ 'Fn::GetAtt': [name, of] })
