import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './settings.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program to its end. Its output is kept, or shown as it comes with `show`. When the launcher is told
 * to stop, the program is too.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runChild([command, ...args], { env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    const stdio = show ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, args, { cwd: root, env, stdio })
    const stopListening = endWithLauncher(child)
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text))
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    const finish = (code, words = '') => {
      stopListening()
      resolve({ code, output: output + words })
    }
    child.once('error', (error) => finish(1, `${command}: ${error.message}\n`))
    child.once('close', (code, signal) => finish(code ?? 1, signal ? `ended by ${signal}\n` : ''))
  })
}

function endWithLauncher(child) {
  const handleSignal = (signal) => {
    child.kill(signal)
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of signals) process.on(signal, handleSignal)
  return () => {
    for (const signal of signals) process.off(signal, handleSignal)
  }
}
