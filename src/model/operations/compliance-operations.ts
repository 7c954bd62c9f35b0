/** What `kms-audit compliance` calls besides the lists of resources: a part of the table in `operations.ts`. */
export const COMPLIANCE_OPERATIONS = {
  'ec2:GetEbsEncryptionByDefault': {
    perSecond: 10,
    access: 'read',
    giveUpWhen: 'denied',
    without: 'whether new EBS volumes are encrypted',
  },
} as const
