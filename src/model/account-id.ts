/** The form of an AWS account ID: twelve digits. */
export const ACCOUNT_ID = /^\d{12}$/
