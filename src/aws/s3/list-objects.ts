import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { TimedAnswer } from '../answers/answer.ts'
import { amount, answered, fields, flag, list, optional, word, type Read } from '../answers/shape.ts'
import { tokenIn, type Page } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { bucketClient } from './bucket-client.ts'

export interface ListedObject {
  key: string
  /** Bytes. */
  size: number
}

export interface ObjectsPage extends Page {
  objects: ListedObject[]
  /** With a delimiter: the beginnings that names share up to it. */
  folders: string[]
}

export interface ObjectsRequest {
  bucket: string
  prefix: string
  /** Names are listed up to this character after the prefix, once each. Left out: all objects. */
  delimiter?: string
  /** Only names that sort after this one. */
  after?: string
  maxPages?: number
}

/**
 * Yields the objects of a bucket by name, up to 1,000 a page. A failure is the last item.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function listObjects(client: PlaceClient, request: ObjectsRequest): AsyncGenerator<TimedAnswer<ObjectsPage>> {
  const { bucket, prefix, delimiter, after, maxPages } = request
  const send = (token: string | undefined): Promise<unknown> =>
    bucketClient(client).send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(delimiter !== undefined && { Delimiter: delimiter }),
        ...(after !== undefined && { StartAfter: after }),
        ...(token !== undefined && { ContinuationToken: token }),
      }),
    )
  return client.pages('s3:ListObjectsV2', {
    id: prefix,
    send,
    read: readPage,
    ...(maxPages !== undefined && { maxPages }),
  })
}

function readPage(answer: unknown): ObjectsPage {
  const { Contents, CommonPrefixes, IsTruncated, NextContinuationToken } = answered(answer)
  const truncated = optional(flag)(IsTruncated, 'IsTruncated')
  return {
    objects: optional(list(object))(Contents, 'Contents') ?? [],
    folders: optional(list(folder))(CommonPrefixes, 'CommonPrefixes') ?? [],
    ...tokenIn(NextContinuationToken, 'NextContinuationToken'),
    ...(truncated !== undefined && { truncated }),
  }
}

const object: Read<ListedObject> = (value, name) => {
  const { Key, Size } = fields(value, name)
  return { key: word(Key, `${name}.Key`), size: amount(Size, `${name}.Size`) }
}

const folder: Read<string> = (value, name) => word(fields(value, name)['Prefix'], `${name}.Prefix`)
