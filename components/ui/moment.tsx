const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment as precise as it is known: `2012`, `Aug 2012`, `1 Aug 2012` or `1 Aug 2012 13:30 UTC`. */
export function momentText(at: string): string {
  const [, year = '', month, day, time] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(at) ?? []
  const parts = [day && String(Number(day)), month && months[Number(month) - 1], year, time && `${time} UTC`]
  return parts.filter(Boolean).join(' ')
}

/** A moment in the page, readable by machines too. */
export function Moment({ at, className }: { at: string; className?: string }) {
  return (
    <time dateTime={at} className={className}>
      {momentText(at)}
    </time>
  )
}
