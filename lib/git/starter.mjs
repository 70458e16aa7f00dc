// Starts git for the server. To start a program, a process is copied first and stands still meanwhile: this one for some
// milliseconds, the server with its library and index for fifty, in which it would answer nobody.
import { execFile } from 'node:child_process'

process.on('message', ({ id, args, input, options, lastResortMs }) => {
  const child = execFile('git', args, options, (error, stdout, stderr) => {
    clearTimeout(lastResort)
    // The server may have gone meanwhile.
    if (process.connected) process.send({ id, stdout, stderr, error: error && plain(error) })
  })
  // The limit's SIGTERM lets git remove its lock files; only one that does not listen is killed.
  const lastResort = setTimeout(() => child.kill('SIGKILL'), lastResortMs)
  // Git may end before it has read its input; how it ended is the answer then.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
})

// Ctrl-C reaches it too; the server still has publishes to finish, and takes it along when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())

function plain({ message, code, killed }) {
  return { message, code, killed }
}
