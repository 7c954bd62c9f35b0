/**
 * The operations about secrets that no search for references calls: a part of the table in `operations.ts`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const SECRET_OPERATIONS = {
  'secretsmanager:ListSecretVersionIds': {
    perSecond: 40,
    access: 'read',
    giveUpWhen: 'denied-everywhere',
    without: 'the age of the values of secrets, and the keys that encrypt them',
  },
} as const
