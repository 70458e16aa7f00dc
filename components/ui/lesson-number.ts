/** A lesson's number as it is set everywhere: two digits. */
export function lessonNumber(number: number): string {
  return String(number).padStart(2, '0')
}
