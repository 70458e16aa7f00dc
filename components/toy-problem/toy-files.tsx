import { Html } from '@/components/mdx/html'

type File = { name: 'checks' | 'solution'; title: string; html: string }

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
      <h2 id="the-code">The files</h2>
      <p>
        The checks also run on your own machine, with Python 3.9 or newer and nothing else: write your answer into{' '}
        <a href={`${url}/files/starter.py`} download="starter.py">
          starter.py
        </a>
        .
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
        <details
          key={name}
          data-solution={name === 'solution' ? '' : undefined}
          className="my-4 border-t border-line font-sans"
        >
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
