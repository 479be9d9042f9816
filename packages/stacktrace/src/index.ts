export { framePath } from './frame-path.ts';
export { isInAppFrame, type FrameOrigin } from './is-in-app-frame.ts';
export { parseJavaScriptStack, type ParsedStack } from './parse-javascript-stack.ts';
export { parseStackTrace, type ParsedTrace, type TraceException } from './parse-stack-trace.ts';
export { splitTypeAndValue } from './stack-header.ts';
export * from './source-map/index.ts';
