export { framePath } from './frame-path.ts';
export { isInAppFrame, type FrameOrigin } from './is-in-app-frame.ts';
export { parseJavaScriptStack, type ParsedStack } from './parse-javascript-stack.ts';
export { splitTypeAndValue } from './stack-header.ts';
export * from './source-map/index.ts';
