import type { SimulatedCall, WireRequest } from '../../wire/call.ts'
import { readUpload } from './uploads.ts'
import { writableBucket } from './writable-bucket.ts'

/** Reads a request that writes an object. Null: it is another one. */
export function readObjectWrite(
  { method, path, body, headers }: WireRequest,
  bucket: string | undefined,
  query: Readonly<Record<string, unknown>>,
): { operation: string; input: Record<string, unknown> } | null {
  if (bucket === undefined) return null
  const operation = readUpload(method, query) ?? (method === 'PUT' ? 'PutObject' : null)
  if (operation === null) return null
  const [plain = ''] = path.split('?')
  const parts = plain.split('/').slice(1)
  const key = (parts[0] === bucket ? parts.slice(1) : parts).map(decodeURIComponent).join('/')
  return {
    operation,
    input: {
      Bucket: bucket,
      Key: key,
      Body: typeof body === 'string' ? body : new TextDecoder().decode(body),
      ContentType: headers['content-type'],
      ExpectedBucketOwner: headers['x-amz-expected-bucket-owner'],
      UploadId: query['uploadId'],
      PartNumber: query['partNumber'],
    },
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export function putObject(call: SimulatedCall): unknown {
  const { input } = call
  const object = { contentType: String(input['ContentType']), body: String(input['Body']) }
  writableBucket(call).objects.set(String(input['Key']), object)
  return {}
}
