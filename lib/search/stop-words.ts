/** Words that say nothing about what a text is about. Never searched for, never indexed. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a about am an and any are as at be been being but by can could did do does doing for from had has have having he her ' +
    'his how i if in into is it its itself just me my of on or our she should so some such than that the their them then ' +
    'there these they this those to us was we were what when where which who whom whose why will with would you your'
  ).split(' '),
)
