import type { MiddlewareStack } from '@smithy/types'

interface Metadata {
  /** The `Date` header of the answer. */
  date?: string
}

interface WithHeaders {
  headers?: Readonly<Record<string, string>>
}

/**
 * Makes a client keep the `Date` header of each answer that it could parse, beside the request id in `$metadata`. The
 * header is AWS's time.
 */
export function keepDates<I extends object, O extends object>(stack: Pick<MiddlewareStack<I, O>, 'add'>): void {
  stack.add(
    next => async args => {
      const result = await next(args)
      const date = dateIn(result.response)
      const { $metadata } = result.output as { $metadata?: Metadata }
      if ($metadata !== undefined && date !== undefined) $metadata.date = date
      return result
    },
    { name: 'keepDates', step: 'deserialize', priority: 'high' },
  )
}

/** The `Date` header of a parsed answer, or of the answer that an SDK error was made of. */
export function dateOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { $metadata, $response } = answer as { $metadata?: Metadata; $response?: unknown }
  return $metadata?.date ?? dateIn($response)
}

/** AWS gives every answer an id. What has none is the page of something in between, which XML parsers may accept. */
function dateIn(response: unknown): string | undefined {
  const headers = (response as WithHeaders | undefined)?.headers ?? {}
  return REQUEST_IDS.some(name => headers[name] !== undefined) ? headers['date'] : undefined
}

const REQUEST_IDS = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id']
