import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered, optional, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { bucketClient } from './bucket-client.ts'

/**
 * Writes an object of at most 5 GB, in whatever Region its bucket is. Returns the key that encrypts it; null: a key of
 * S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putObject(client: PlaceClient, object: PutObjectCommandInput): Promise<Answer<string | null>> {
  const send = (): Promise<unknown> => bucketClient(client).send(new PutObjectCommand(object))
  return untimed(await client.call('s3:PutObject', object.Key ?? '', send, readKey))
}

const readKey = (answer: unknown): string | null =>
  optional(word)(answered(answer)['SSEKMSKeyId'], 'SSEKMSKeyId') ?? null
