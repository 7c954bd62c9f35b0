/**
 * The error of a dry run that would have succeeded.
 * https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
 */
export const DRY_RUN_ERROR = 'DryRunOperationException'
