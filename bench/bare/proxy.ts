import { NextResponse } from 'next/server'

/** For no request at all. Without this file the bundler would find the product's own, two folders up. */
export function proxy(): NextResponse {
  return NextResponse.next()
}

export const config = { matcher: '/never' }
