/**
 * Errors of calls that fail because the key is disabled or pending deletion. Which of the two a call gets depends on the
 * operation. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const STATE_ERRORS: ReadonlySet<string> = new Set(['DisabledException', 'KMSInvalidStateException'])

/** The same errors as services that pass them on spell them, such as `KMS.DisabledException` or `KMSInvalidState`. */
export const STATE_ERROR = /(?:^|[^a-z])(?:kms)?[._]?(?:disabled|invalid_?state)(?:_?(?:exception|error|fault))?$/i
