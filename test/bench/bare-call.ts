import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'

// The least that a script of the AWS SDK does before its first call.
await new KMSClient({ maxAttempts: 1 }).send(new ListKeysCommand({}))
