/** How often it was tried, and why no other try follows where one might have helped; times in milliseconds. */
export function describeTries(tries: number, end?: { asked?: number | undefined; left: number }): string {
  const times = `${tries} ${tries === 1 ? 'time' : 'times'}`
  if (!end) return times
  const asked = end.asked ? `the server asked to wait ${Math.ceil(end.asked / 1000)} s, and ` : ''
  return `${times}; ${asked}${inSeconds(end.left)} were left of the timeout`
}

/** @param time in milliseconds */
export function inSeconds(time: number): string {
  return `${(time / 1000).toFixed(1)} s`
}
