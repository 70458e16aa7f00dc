import { Html } from '@/components/mdx/html'

type File = { name: 'starter' | 'checks' | 'solution'; title: string; html: string }

type Props = {
  url: string
  files: File[]
  /** The command that runs the checks on one's own machine. */
  command: string
}

/** The files of a toy problem, with Copy and Download, and the command that runs its checks. */
export function ToyFiles({ url, files, command }: Props) {
  return (
    <section className="prose mt-12">
      <h2 id="the-code">The code</h2>
      <p>
        Write your answer in a copy of <code>starter.py</code>, then run its checks. They need Python 3.9 or newer and
        nothing else.
      </p>
      <div className="code">
        <button type="button" data-copy="">
          Copy
        </button>
        <pre tabIndex={0}>
          <code>{command}</code>
        </pre>
      </div>
      {files.map(({ name, title, html }) => (
        <details key={name} open={name === 'starter'} className="my-4 border-t border-line font-sans">
          <summary className="py-2 text-ui font-semibold">{title}</summary>
          <Html html={html} />
          <p className="mt-2! text-meta">
            <a href={`${url}/files/${name}.py`} download={`${name}.py`}>
              Download {name}.py
            </a>
          </p>
        </details>
      ))}
    </section>
  )
}
