/** What stands in the place of a page for admins, for everybody else. */
export function NotForYou() {
  return (
    <div className="max-w-[34rem]">
      <h1 className="title">This page is for admins</h1>
      <p className="mt-3 text-ink-2">
        Your role does not include it. <a href="/account">Your account</a> says what it includes; an admin can change
        it.
      </p>
    </div>
  )
}
