import { GetTopicAttributesCommand, PublishCommand, type PublishCommandInput, SNSClient } from '@aws-sdk/client-sns'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered, fields, optional, word } from '../answers/shape.ts'
import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

const snsOf = (client: PlaceClient): AwsClient => client.clients.of('SNS', config => new SNSClient(config))

/**
 * Returns the key that encrypts the messages of a topic, as the topic names it. Null: none does.
 * https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export async function topicKey(client: PlaceClient, TopicArn: string): Promise<Answer<string | null>> {
  const send = (): Promise<unknown> => snsOf(client).send(new GetTopicAttributesCommand({ TopicArn }))
  return untimed(await client.call('sns:GetTopicAttributes', TopicArn, send, readKey))
}

function readKey(answer: unknown): string | null {
  const { Attributes } = answered(answer)
  return optional(word)(fields(Attributes, 'Attributes')['KmsMasterKeyId'], 'KmsMasterKeyId') ?? null
}

/**
 * Publishes a message of at most 262,144 bytes and returns its ID.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export async function publishMessage(client: PlaceClient, message: PublishCommandInput): Promise<Answer<string>> {
  const send = (): Promise<unknown> => snsOf(client).send(new PublishCommand(message))
  return untimed(await client.call('sns:Publish', message.TopicArn ?? '', send, readId))
}

const readId = (answer: unknown): string => word(answered(answer)['MessageId'], 'MessageId')
