/** What stands in the place of the editor for who may not change a page, or while nobody can. */
export function MayNotEdit({ why }: { why: string }) {
  return (
    <div className="max-w-[34rem]">
      <h1 className="title">You cannot edit this page</h1>
      <p className="mt-3 text-ink-2">
        {why} <a href="/postmortems">All postmortems</a>
      </p>
    </div>
  )
}
