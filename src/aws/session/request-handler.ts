import type { HttpHandler } from '@smithy/core/protocols'

/** Sends the requests of the SDK's clients, as they take it. */
export type RequestHandler = HttpHandler
