/** The pattern of the name of a Region: `eu-west-1`. */
export const REGION_NAME = '[a-z]+(?:-[a-z]+)+-\\d+'
