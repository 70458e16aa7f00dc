/** What stands in the place of the form where it is not open, and the way that always works. */
export function WriteClosed() {
  return (
    <div className="max-w-[46rem]">
      <h1 className="title">Add a postmortem</h1>
      <p className="mt-3 text-ink-2">
        Writing in the browser is open on the machine this site runs on, at{' '}
        <code className="font-mono">http://localhost</code>. From anywhere else, add a file to the content repository;
        it shows here within two seconds of arriving in the folder:
      </p>
      <pre className="mt-4 overflow-x-auto border border-line bg-(--code-bg) p-4 font-mono text-sm" tabIndex={0}>
        npm run new -- postmortem &quot;What went wrong&quot; --lessons 7,1
      </pre>
      <p className="mt-4">
        <a href="/write/guide">The authoring guide</a> shows what a document may hold.
      </p>
    </div>
  )
}
