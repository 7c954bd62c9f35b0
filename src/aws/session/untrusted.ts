/**
 * Codes of certificates that no trusted CA has signed.
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const UNTRUSTED = new Set([
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What to do about an error by its code, as the end of its message; empty for errors of other kinds. */
export const trustAdvice = (code: string): string =>
  UNTRUSTED.has(code)
    ? '; if a proxy or private CA signs certificates here, set AWS_CA_BUNDLE to a file with its certificate'
    : ''
