/** One account in one Region, for which AWS counts quotas. */
export interface Place {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  partition: string
  /** Twelve digits. */
  account: string
  /** `eu-west-1` */
  region: string
}
