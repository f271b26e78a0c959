/** The address of a neighbouring module for a thread or process of its own: `.ts` where the sources run, `.js` where they were compiled. */
export function moduleUrl(from: string, name: string): URL {
  return new URL(from.endsWith('.ts') ? `${name}.ts` : `${name}.js`, from);
}
