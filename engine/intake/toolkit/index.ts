/** The reader toolkit: all that a network's reader may import from the engine. */
export * from './reader.ts';
export type { Network, SampleOptions } from './network.ts';
export { recordId } from './record-id.ts';
export { walkJson, pointer, asId, type JsonPath, type JsonVisitor } from './json.ts';
export { linkExpiry } from './link-expiry.ts';
export { eachRow } from './csv.ts';
export { mimeByEnding } from './mime.ts';
export { FilesByName } from './files-by-name.ts';
export { findings, type Findings } from './findings.ts';
export { inOrder, stepsAlike } from './steps.ts';
export { withoutBom, afterAssignment, lines } from './text.ts';
