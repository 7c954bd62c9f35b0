import { WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimTopic } from '../../world/sim-received.ts'
import { describeOne } from '../resources/describe.ts'

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LARGEST_MESSAGE = 262_144

/** Keeps a message for a topic, if it is one that SNS would take. */
export function publish(call: SimulatedCall): unknown {
  const topic = topicOf(call)
  const { Subject, Message = '', MessageStructure, MessageGroupId, MessageDeduplicationId } = call.input
  const name = String(call.input['TopicArn']).split(':').at(-1) ?? ''
  if (topic === undefined) throw new WireError('NotFound', 'Topic does not exist', 404)
  if (Subject !== undefined && !/^[ -~]{1,99}$/.test(String(Subject))) throw invalid('Subject')
  if (String(Message) === '' || Buffer.byteLength(String(Message)) > LARGEST_MESSAGE) throw invalid('Message too long')
  if (MessageStructure === 'json' && !hasDefault(String(Message)))
    throw invalid('Message Structure - No default entry in JSON message body')
  if (name.endsWith('.fifo') && (MessageGroupId === undefined || MessageDeduplicationId === undefined))
    throw invalid('The MessageGroupId parameter is required for FIFO topics')
  topic.messages.push(call.input)
  return { MessageId: `00000000-0000-4000-8000-${String(topic.messages.length).padStart(12, '0')}` }
}

const describeResource = describeOne('TopicArn', { as: 'Attributes', missing: 'NotFound', status: 404 })

/** Describes a topic that can receive messages, or else one of the resources of the Region. */
export function getTopicAttributes(call: SimulatedCall): unknown {
  const topic = topicOf(call, false)
  if (topic === undefined) return describeResource(call)
  return { Attributes: { TopicArn: call.input['TopicArn'], KmsMasterKeyId: topic.key } }
}

function topicOf({ account, region, input }: SimulatedCall, opens = true): SimTopic | undefined {
  const received = account.regions[region]?.received
  const name = String(input['TopicArn']).split(':').at(-1) ?? ''
  if (opens && received?.isOpen === true && !received.topics.has(name)) received.topics.set(name, { messages: [] })
  return received?.topics.get(name)
}

function hasDefault(message: string): boolean {
  try {
    return typeof (JSON.parse(message) as Record<string, unknown>)['default'] === 'string'
  } catch {
    return false
  }
}

const invalid = (what: string): WireError => new WireError('InvalidParameter', `Invalid parameter: ${what}`)
