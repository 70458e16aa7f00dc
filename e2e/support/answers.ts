import type { APIRequestContext, APIResponse } from '@playwright/test'

type Asked = { method?: string; headers?: Record<string, string> }

/**
 * Asks without following where an answer leads, but for one thing: the router's own requests are sent on to an address
 * that stands for their headers, and only that one is answered.
 */
export async function ask(
  request: APIRequestContext,
  address: string,
  { method = 'GET', headers = {} }: Asked = {},
): Promise<APIResponse> {
  const response = await request.fetch(address, { method, headers, maxRedirects: 0 })
  const { location = '/' } = response.headers()
  const forwarded = new URL(location, response.url())
  if (headers.rsc === undefined || !forwarded.searchParams.has('_rsc')) return response
  return request.fetch(forwarded.href, { method, headers, maxRedirects: 0 })
}

/** Which of the secrets an answer holds, in its body or its headers. */
export async function heldBy<T extends string | Buffer>(response: APIResponse, secrets: T[]): Promise<T[]> {
  const body = await response.body()
  const head = JSON.stringify(response.headers())
  return secrets.filter((secret) => body.includes(secret) || head.includes(String(secret)))
}
