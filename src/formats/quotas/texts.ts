/** `a minute`, `5 minutes`, `an hour` */
export const spanText = (seconds: number): string =>
  seconds === 60 ? 'a minute' : seconds === 3600 ? 'an hour' : `${seconds / 60} minutes`
