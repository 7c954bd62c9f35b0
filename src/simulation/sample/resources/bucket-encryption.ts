/** The default encryption of a bucket. Without a key it is the one of S3. */
export const sse = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...(KMSMasterKeyID !== undefined && { KMSMasterKeyID }) },
      BucketKeyEnabled: KMSMasterKeyID !== undefined,
    },
  ],
})
