/** A request to a server that is not AWS. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  url: URL
  headers: Readonly<Record<string, string>>
  /** Null: none. */
  body: string | null
  /**
   * Whether the server can receive the request twice without harm. If not, the request is sent again only if the server
   * has certainly not acted on it: no connection was made, or it answered 429 or 503.
   */
  isRepeatable: boolean
  /** Texts that no message may contain, besides the path and query of the URL: passwords and tokens. */
  secrets: readonly string[]
}

/** An answer with a status of 200 to 299, or why there is none. */
export type HttpAnswer = { ok: true; status: number; body: string } | HttpFailure

export interface HttpFailure {
  ok: false
  /** Null: the server did not answer. */
  status: number | null
  /** `HTTP 404: no_team`. Contains no secret, and does not name the host. */
  why: string
  /** The whole text of the answer, which can contain secrets. Empty: there is none. */
  body: string
}

/** Sends requests. */
export interface HttpSender {
  /** Never rejects, whatever the server does. */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Closes idle connections. */
  close(): void
}
