/** The default encryption of a bucket. Without a key it is the one of S3. With a key, it has a bucket key. */
export const sse = (
  SSEAlgorithm: string,
  KMSMasterKeyID?: string,
  { bucketKey = KMSMasterKeyID !== undefined } = {},
) => ({
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...(KMSMasterKeyID !== undefined && { KMSMasterKeyID }) },
      BucketKeyEnabled: bucketKey,
    },
  ],
})
