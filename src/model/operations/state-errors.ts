/**
 * Errors of calls that fail because the key is disabled or pending deletion. Which of the two a call gets depends on the
 * operation. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const STATE_ERRORS: ReadonlySet<string> = new Set(['DisabledException', 'KMSInvalidStateException'])
