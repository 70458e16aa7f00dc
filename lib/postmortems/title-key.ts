/** By which a second telling of the same event is recognised: its title, and the day it happened. */
export function titleKey({ title, happened }: { title: string; happened: string }): string {
  return `${title.toLowerCase()} ${happened.slice(0, 10)}`
}
