/**
 * The pattern of the name of an S3 bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const BUCKET_NAME = '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]'
