/** Where rules of the user's own are asked for. */
export interface OpaServer {
  /** `http://127.0.0.1:8181`, with a path before `/v1` where a proxy has one. */
  url: string
  /** Of the rule that denies, below `/v1/data`: `aws/kms_key/deny`. */
  rule: string
  /** Sent as bearer token, and shown nowhere. Null: none. */
  token: string | null
  /** What the question passes through. Null: nothing. */
  proxy: { url: URL; authorization: string | null; variable: string } | null
  /** A file with CAs to trust besides those of Node, and the variable that names it. Null: none. */
  caBundle: { path: string; from: string } | null
}

/** What gaps call the question that it is asked. */
export const OPA_CALL = 'opa:deny'
