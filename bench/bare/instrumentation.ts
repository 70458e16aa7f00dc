/** Nothing. Without this file the bundler would find the product's own, two folders up. */
export function register(): void {
  return undefined
}
