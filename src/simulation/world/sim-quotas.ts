/** The quotas of KMS of an account in one Region, where they differ from the defaults of AWS. */
export interface SimQuotas {
  /** Requests per second by operation. */
  applied?: Readonly<Record<string, number>>
  /** Operations for which AWS has no applied value. */
  defaultOnly?: readonly string[]
  /** Operations whose quotas name no usage metric. */
  unmetered?: readonly string[]
}
