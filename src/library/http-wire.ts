/** Answers the HTTP requests that would go to AWS. */
export interface HttpWire {
  handle(request: HttpRequest): Promise<HttpResponse>
  /** Credentials that sign the requests. Default: those of the environment and of profiles. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

export interface HttpRequest {
  method: string
  /** `kms.eu-west-1.amazonaws.com` */
  hostname: string
  path: string
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array
}

export interface HttpResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array
}
