/** An OPA server (Open Policy Agent) with policies of the user's own. */
export interface OpaServer {
  /** `http://127.0.0.1:8181`, with a path before `/v1` if a proxy needs one. */
  url: string
  /** Path of the rule that denies, below `/v1/data`: `aws/kms_key/deny`. */
  rule: string
  /** Sent as bearer token, and never shown. Null: none. */
  token: string | null
  /** The proxy for requests. Null: none. */
  proxy: { url: URL; authorization: string | null; variable: string } | null
  /** A file with CAs to trust in addition to those of Node, and the variable that names the file. Null: none. */
  caBundle: { path: string; from: string } | null
}

/** The check whose findings come from OPA, as findings, mutelists and `--fail-on` name it. */
export const OPA_CHECK = 'opa'

/** The `operation` of gaps that concern a request to OPA. */
export const OPA_CALL = 'opa:deny'
